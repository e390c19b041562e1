"""Many texts at once: files, folders and lines, from the plan to files on the disk."""

from translator.batch.files import write_whole
from translator.batch.lines import DirectionWatch, raw_lines, translate_lines
from translator.batch.plan import Job, output_for, plan
from translator.batch.run import Outcome, Translate, attempt, check_direction

__all__ = [
    "DirectionWatch",
    "Job",
    "Outcome",
    "Translate",
    "attempt",
    "check_direction",
    "output_for",
    "plan",
    "raw_lines",
    "translate_lines",
    "write_whole",
]
