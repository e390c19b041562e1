"""Translation memory: how well a unit fits a sentence, and units as files (TMX, TSV). The store finds the units.

Law: 100 means the same text and 101 the same neighbours too; a file that is read and written keeps every pair.
"""

from translator.memory.files import UnitFile, save
from translator.memory.matching import Adapted, Adapter, as_found, best_matches
from translator.memory.scoring import CONTEXT, EXACT, LEAST, edits, score
from translator.memory.shipped import open_files

__all__ = [
    "CONTEXT",
    "EXACT",
    "LEAST",
    "Adapted",
    "Adapter",
    "UnitFile",
    "as_found",
    "best_matches",
    "edits",
    "open_files",
    "save",
    "score",
]
