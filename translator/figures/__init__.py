"""Figures of people's work, out of the revisions they made; nothing else about them is recorded.

Law: what cannot be known is not guessed: a pause counts as no work, the time before a first save is unknown, and a
score says how many sentences it was measured on.
"""

from translator.figures.effort import efforts, summed
from translator.figures.sheet import TABLES, sheet
from translator.figures.terms import corrected
from translator.figures.work import IDLE, days, hasty, paced, works

__all__ = ["IDLE", "TABLES", "corrected", "days", "efforts", "hasty", "paced", "sheet", "summed", "works"]
