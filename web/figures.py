"""Figures of the work: counted on the desk, drawn here, as a page and as CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from flask import Blueprint, Response, render_template, request
from flask_babel import format_date, format_datetime, format_decimal, ngettext
from flask_babel import gettext as _

from translator.desk.figures import NEEDED, PATIENCE
from translator.model import Asked, Day, Effort, Figures, Person
from web import charts, people, the_desk
from web.charts import Point

pages = Blueprint("figures", __name__, url_prefix="/figures")

#: days shown when nobody asked for others, and days beyond which a column is a month
RECENT, MONTHLY = 30, 62
#: lines of a chart, and of the list of hasty approvals
LINES, HASTY = 12, 50


@pages.get("/")
def show() -> str:
    """Show the figures asked for in the address; without any those of the last 30 days."""
    desk, me = the_desk(), people.current()
    asked = _asked(me)
    found = desk.figures.count(asked, viewer=me, patience=PATIENCE)
    rows = {row.document.id: row for row in desk.documents()}
    effort = sum((work.effort for work in found.documents), Effort())
    return render_template(
        "figures.html",
        figures=found,
        asked=asked,
        rows=rows,
        effort=effort,
        seconds=sum(work.seconds or 0 for work in found.people),
        everything=me.role.covers(NEEDED),
        everybody=desk.figures.people if me.role.covers(NEEDED) else [],
        charts=_charts(found, {name: row.document.title for name, row in rows.items()}),
        table=lambda name, bom: _address(name, asked, bom),
        hours=hours,
        ter=ter,
        number=format_decimal,
        moment=lambda at: format_datetime(at.astimezone(desk.site.about().zone), "short", rebase=False),
        zone=desk.site.about().zone.key,
        HASTY=HASTY,
    )


@pages.get("/<table>.csv")
def sheet(table: str) -> Response:
    """Send one table as CSV; ``?bom=1``: with the mark that tells Excel it is UTF-8."""
    desk, me = the_desk(), people.current()
    found = desk.figures.count(_asked(me), viewer=me)
    text = desk.figures.sheet(found, table, bom=request.args.get("bom") == "1")
    name = {"Content-Disposition": f'attachment; filename="duizhao-{table}.csv"', "Cache-Control": "no-store"}
    return Response(text, mimetype="text/csv", headers=name)


def _asked(me: Person) -> Asked:
    """Read the question from the address; what is no day restricts nothing."""
    given = request.args
    since, until = _day(given.get("since", "")), _day(given.get("until", ""))
    if "since" not in given and until is None:
        since = datetime.now(the_desk().site.about().zone).date() - timedelta(days=RECENT - 1)
    return Asked(since, until, given.get("document", ""), given.get("person", "").strip())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _address(table: str, asked: Asked, bom: bool) -> Mapping[str, str]:
    """Return what names the same figures in an address."""
    since, until = (day.isoformat() if day else "" for day in (asked.since, asked.until))
    told = {"table": table, "since": since, "until": until, "document": asked.document, "person": asked.person}
    return told | ({"bom": "1"} if bom else {})


# charts


def _charts(found: Figures, titles: Mapping[str, str]) -> Mapping[str, str]:
    days = [Point(label, many, _characters(many)) for label, many in _spans(found.days)]
    drafts = [(titles.get(work.name, work.name), work.effort) for work in found.documents]
    effort = _most([Point(title, effort.ter, ter(effort)) for title, effort in drafts if effort.ter])
    times = _most([Point(work.name, work.seconds, hours(work.seconds)) for work in found.people if work.seconds])
    return {
        "days": charts.columns("days", _("Characters worked on"), _told(days), days) if days else "",
        "effort": charts.bars("effort", _("Post-editing effort by document"), _told(effort), effort) if effort else "",
        "times": charts.bars("times", _("Time by person"), _told(times), times) if times else "",
    }


def _most(points: Sequence[Point]) -> Sequence[Point]:
    return sorted(points, key=lambda point: -point.value)[:LINES]


def _told(points: Sequence[Point]) -> str:
    """Sum a chart up for those who do not see it; the table below it says everything."""
    if not points:
        return ""
    high = max(points, key=lambda point: point.value)
    return str(
        _("%(count)d values; the highest: %(label)s, %(value)s", count=len(points), label=high.label, value=high.shown)
    )


def _spans(days: Sequence[Day]) -> Sequence[tuple[str, int]]:
    """Return days, or months where there are many days."""
    if len(days) <= MONTHLY:
        return [(format_date(day.day, "short", rebase=False), day.characters) for day in days]
    months: dict[str, int] = {}
    for day in days:
        label = f"{day.day:%Y-%m}"
        months[label] = months.get(label, 0) + day.characters
    return list(months.items())


# words


def _characters(many: int) -> str:
    return str(ngettext("%(num)d character", "%(num)d characters", many))


def hours(seconds: float | None) -> str:
    """Write a time as hours and minutes; '' where there is none to be seen."""
    if seconds is None:
        return ""
    minutes = round(seconds / 60)
    if minutes < 60:
        return str(_("%(minutes)d min", minutes=minutes))
    return str(_("%(hours)d h %(minutes)d min", hours=minutes // 60, minutes=minutes % 60))


def ter(effort: Effort) -> str:
    """Write an effort in per cent; a dash where nothing was measured."""
    return "–" if effort.ter is None else f"{effort.ter:.1f} %"
