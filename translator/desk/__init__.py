"""The Desk: the verbs of the product. The command line and the web call these and nothing else.

Law: each verb loads, calls one pure function, saves. No rule lives here.
"""

from translator.desk.desk import Desk, open_desk
from translator.desk.rows import DocumentRow, SegmentRow
from translator.desk.site import SLOTS, Outlook, SiteDesk
from translator.desk.terms import Affected, TermDesk
from translator.edition import Change, Difference, Hold, Reason

__all__ = [
    "SLOTS",
    "Affected",
    "Change",
    "Desk",
    "Difference",
    "DocumentRow",
    "Hold",
    "Outlook",
    "Reason",
    "SegmentRow",
    "SiteDesk",
    "TermDesk",
    "open_desk",
]
