"""The decode ladder: get every glossary term into the translation, with the least harm to it.

Rungs, each only for what failed before: to Chinese, over the words that came from the term without a glossary ->
annotated -> n-best -> replace form with beam 8 (then without the wrong words) -> prefix repair -> written in at a guess
-> flagged. Law: a term counts where it stands, by occurrence; see text.placing.
"""

from translator.ladder.run import Termed, place_terms, translate_with_terms
from translator.text.placing import locate, target_form

__all__ = ["Termed", "locate", "place_terms", "target_form", "translate_with_terms"]
