"""The release gate: each rule of a site's policy, one side that lags, pages whose source changed, errors; site.toml."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import a_document

from translator.config import Settings
from translator.desk import open_desk, sitefile
from translator.edition import Candidate, Hold, judge, pin
from translator.errors import InputError
from translator.model import Document, Made, Origin, Policy, Revision, State
from web import demo, sample

AT = datetime(2026, 5, 1, tzinfo=UTC)
PAGE = a_document("题", "一句。", "二句。")
STRICT = Policy()


def texts(document: Document, state: State = State.APPROVED, at: datetime = AT) -> dict[str, Revision]:
    return {s.id: Revision(s.id, 1, 0, state, "en " + s.text, "li", at) for s in document.segments}


def candidate(document: Document = PAGE, state: State = State.APPROVED, **more: object) -> Candidate:
    return Candidate(document, texts(document, state), {}, **more)  # type: ignore[arg-type]


def kinds(one: Candidate, policy: Policy = STRICT, *, now: datetime = AT, named: bool = False) -> list[Hold]:
    return [reason.kind for reason in judge(one, policy, now, named=named).reasons]


def test_an_approved_page_goes_out_in_both_languages() -> None:
    page = judge(candidate(), STRICT, AT).page
    assert page is not None
    assert len(page.sides) == 2


@pytest.mark.parametrize("state", [State.DRAFTED, State.EDITED, State.REJECTED])
def test_nothing_else_than_approved_goes_out(state: State) -> None:
    verdict = judge(candidate(state=state), STRICT, AT)
    assert verdict.page is None
    assert [reason.kind for reason in verdict.reasons] == [Hold(state.value)]


def test_drafts_may_go_out_where_the_site_says_so_but_never_rejected_text() -> None:
    loose = Policy(drafts=True)
    assert judge(candidate(state=State.DRAFTED), loose, AT).page is not None
    assert kinds(candidate(state=State.REJECTED), loose) == [Hold.REJECTED]


def test_one_side_may_lag_and_says_what_it_waits_for() -> None:
    verdict = judge(candidate(state=State.DRAFTED), Policy(alone_days=7), AT)
    assert verdict.page is not None
    assert verdict.page.sides == (PAGE.lang,)
    assert verdict.page.alone_since == AT
    assert [reason.kind for reason in verdict.reasons] == [Hold.DRAFTED]


@pytest.mark.parametrize(("days", "goes_out"), [(0, True), (7, True), (8, False)])
def test_it_may_lag_so_many_days_and_no_longer(days: int, goes_out: bool) -> None:
    live = replace(pin(PAGE, {}), one_sided=True, alone_since=AT)
    one = candidate(state=State.DRAFTED, live=live, live_at=AT)
    verdict = judge(one, Policy(alone_days=7), AT + timedelta(days=days))
    assert (verdict.page is not None) is goes_out
    assert (Hold.OVERDUE in [reason.kind for reason in verdict.reasons]) is not goes_out


def test_errors_found_by_the_checks_block_unless_the_site_says_otherwise() -> None:
    one = candidate(errors=(PAGE.segments[1].id,))
    assert kinds(one) == [Hold.ERRORS]
    assert kinds(one, Policy(errors_block=False)) == []


def changed_after(moment: datetime) -> Candidate:
    """The source lost a sentence; what is left was approved at ``moment``; readers have the older page since AT."""
    shorter = replace(a_document("题", "一句。"), digest="another")
    live = pin(PAGE, texts(PAGE))
    return Candidate(shorter, texts(shorter, at=moment), {}, live, AT)


def test_a_page_whose_source_changed_after_approval_is_stale_until_it_is_named() -> None:
    one = changed_after(AT - timedelta(hours=1))
    assert kinds(one) == [Hold.STALE]
    assert judge(one, STRICT, AT).page is None
    assert judge(one, STRICT, AT, named=True).page is not None


def test_what_was_approved_before_the_source_changed_is_stale_though_it_never_went_out_like_that() -> None:
    waiting = replace(candidate(), changed=AT + timedelta(hours=1))
    assert kinds(waiting) == [Hold.STALE]
    assert kinds(replace(waiting, changed=AT)) == []


def test_drafts_that_may_go_out_do_not_replace_an_approved_page_whose_source_changed() -> None:
    new = replace(a_document("新题", "新句。"), digest="another")
    drafts = texts(new, State.DRAFTED, AT + timedelta(days=1))
    one = Candidate(new, drafts, {}, pin(PAGE, texts(PAGE)), AT, changed=AT + timedelta(hours=1))
    assert kinds(one, Policy(drafts=True)) == [Hold.STALE]


def test_a_page_somebody_approved_after_its_source_changed_is_not_stale() -> None:
    assert kinds(changed_after(AT + timedelta(hours=1))) == []


def test_a_withdrawn_page_comes_back_only_by_name() -> None:
    assert kinds(candidate(withdrawn=True)) == [Hold.WITHDRAWN]
    assert kinds(candidate(withdrawn=True), named=True) == []


def test_a_page_without_text_never_goes_out() -> None:
    assert kinds(candidate(replace(PAGE, blocks=())), Policy(alone_days=9, drafts=True)) == [Hold.EMPTY]


@pytest.mark.parametrize(
    ("origin", "beginning", "made"),
    [
        (Origin.ENGINE, Origin.ENGINE, Made.MACHINE),
        (Origin.HUMAN, Origin.ENGINE, Made.EDITED),
        (Origin.HUMAN, Origin.MEMORY, Made.EDITED),
        (Origin.HUMAN, Origin.HUMAN, Made.HUMAN),
        (Origin.MEMORY, Origin.MEMORY, Made.REUSED),
    ],
)
def test_the_page_says_who_made_each_sentence(origin: Origin, beginning: Origin, made: Made) -> None:
    latest = {name: replace(r, origin=origin) for name, r in texts(PAGE).items()}
    first = pin(PAGE, latest, beginnings=dict.fromkeys(latest, beginning)).segments[0]
    assert (first.made, first.by, first.at) == (made, "li", AT)


# site.toml


def read(tmp_path: Path, text: str, **settings: str) -> sitefile.SiteFile:
    (tmp_path / "site.toml").write_text(text, encoding="utf-8")
    return sitefile.read(Settings(site_file=str(tmp_path / "site.toml"), **settings))  # type: ignore[arg-type]


def test_without_a_file_the_settings_name_the_site(tmp_path: Path) -> None:
    found = sitefile.read(Settings(site_file=str(tmp_path / "none.toml"), site_name_zh="甲", site_name_en="A"))
    assert (found.site.name.zh, found.site.name.en, found.policy) == ("甲", "A", Policy())


def test_the_file_names_site_sections_and_policy(tmp_path: Path) -> None:
    text = 'name_zh = "河北"\nname_en = "Hebei"\nbase_url = "https://a.example"\nfacing = false\n'
    text += '[[sections]]\nkey = "news"\nzh = "要闻"\nen = "News"\n[policy]\nalone_days = 3\nlabel = true\n'
    found = read(tmp_path, text)
    assert [section.name.zh for section in found.site.sections] == ["要闻"]
    assert (found.base_url, found.site.facing, found.site.label) == ("https://a.example", False, True)
    assert found.policy == Policy(alone_days=3, label=True)


def test_an_address_in_the_settings_wins(tmp_path: Path) -> None:
    assert read(tmp_path, 'base_url = "https://a.example"', base_url="http://b").base_url == "http://b"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name_zh = 3", "name_zh = 3 is no text"),
        ("colour = 'red'", "unknown key 'colour'"),
        ("name_zh = ", "site.toml"),
        ("[policy]\ndraft = true", "no rule 'draft'"),
        ("[policy]\nalone_days = -1", "policy.alone_days = -1"),
        ("[policy]\nalone_days = true", "policy.alone_days = True"),
        ("policy = 3", "policy is no table"),
        ("theme = 'nowhere'", "there is no folder"),
        ("[[sections]]\nkey = 'a b'\nzh = 'x'\nen = 'y'", "cannot be an address"),
        ("[[sections]]\nkey = 'a'", "sections"),
        ("sections = 3", "sections"),
        ("name_zh = 'a'\nfacing = 'no'", "site.toml:2: facing = 'no'"),
        ("\n\nzone = 'Hebei'", "site.toml:3: zone"),
        ("base_url = 'www.example.org'", "site.toml:1: base_url"),
        ("source = 'fr'", "site.toml:1: source"),
        ("drafts = 1\n[policy]\n# drafts\nalone_days = 'x'", "site.toml:1: unknown key 'drafts'"),
        ("[policy]\nlabel = true\nkeep = 'x'", "site.toml:3: policy.keep"),
        ("[[sections]]\nkey='a'\nzh='x'\nen='y'\n[[sections]]\nkey='b c'\nzh='x'\nen='y'", "site.toml:6: 'b c'"),
        ("name_zh = 'a'\nname_en = b\n", "line 2"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=r"site\.toml") as error:
        read(tmp_path, text)
    assert words in str(error.value)


def test_the_sample_portal_passes_its_gate_with_the_terms_that_come_with_it(tmp_path: Path) -> None:
    with open_desk(demo.settings_in(tmp_path)) as desk:
        demo.lay_out(desk)
        assert len(desk.site.editions()) == 1
        shown = {page.slug for page in desk.editions()[0].pages}
        assert shown == sample.TRANSLATED
        assert not [o.reasons for o in desk.site.outlook() if o.document.slug in sample.TRANSLATED and o.reasons]
