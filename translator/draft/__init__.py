"""The draft: memory, terms, engine, numbers, punctuation and checks, as one explained proposal for each segment.

Law: every change between the engine's text and the draft is a Step; what stands in a mask token is never lost.
"""

from translator.draft.adapting import adapter
from translator.draft.affected import Change, change, fulfilled
from translator.draft.choosing import Choice, Chooser
from translator.draft.drafter import Drafter
from translator.draft.mention import FirstMention, Mentioning
from translator.draft.script import in_script

__all__ = [
    "Change",
    "Choice",
    "Chooser",
    "Drafter",
    "FirstMention",
    "Mentioning",
    "adapter",
    "change",
    "fulfilled",
    "in_script",
]
