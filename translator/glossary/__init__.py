"""The term base: read it, write it, find its terms in a text.

Law: a sound glossary never asks for two things at once. What is wrong with a file is said with file, line and rule.
"""

from translator.glossary.agreement import Decisions, contradicted, problems_among, repeated
from translator.glossary.append import append
from translator.glossary.cells import sound
from translator.glossary.layers import overlay
from translator.glossary.matching import Matcher, Overlap
from translator.glossary.problems import Problem, Unsound
from translator.glossary.search import search
from translator.glossary.shipped import bundled, is_curated, open_glossary
from translator.glossary.table import EMPTY, SUFFIXES, dump, examine, load, make, save, write_whole

__all__ = [
    "EMPTY",
    "SUFFIXES",
    "Decisions",
    "Matcher",
    "Overlap",
    "Problem",
    "Unsound",
    "append",
    "bundled",
    "contradicted",
    "dump",
    "examine",
    "is_curated",
    "load",
    "make",
    "open_glossary",
    "overlay",
    "problems_among",
    "repeated",
    "save",
    "search",
    "sound",
    "write_whole",
]
