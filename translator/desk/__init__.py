"""The Desk: the verbs of the product. The command line and the web call these and nothing else.

Law: each verb loads, calls one pure function, saves. No rule lives here.
"""

from translator.desk.desk import Desk, open_desk
from translator.desk.differing import Comparison, FactChange, Stage, page_facts
from translator.desk.notes import may_change
from translator.desk.pages import facts
from translator.desk.replacing import Place
from translator.desk.rows import DocumentRow, SegmentRow
from translator.desk.searching import asked
from translator.desk.site import SLOTS, Outlook, SiteDesk
from translator.desk.terms import Affected, TermDesk
from translator.edition import Change, Hold, PageChange, Reason, SentenceChange

__all__ = [
    "SLOTS",
    "Affected",
    "Change",
    "Comparison",
    "Desk",
    "DocumentRow",
    "FactChange",
    "Hold",
    "Outlook",
    "PageChange",
    "Place",
    "Reason",
    "SegmentRow",
    "SentenceChange",
    "SiteDesk",
    "Stage",
    "TermDesk",
    "asked",
    "facts",
    "may_change",
    "open_desk",
    "page_facts",
]
