"""First mentions in drafts: the original in brackets once a page, the short form afterwards, nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEngine, a_document
from hypothesis import given
from hypothesis import strategies as st

from translator import cli
from translator.config import Settings
from translator.desk import Desk
from translator.draft import Drafter, FirstMention, Mentioning
from translator.errors import InputError
from translator.glossary import EMPTY, Matcher, make
from translator.model import Draft, Lang, Match, MatchKind, Pair, Span, Term, TermKind
from translator.store import open_store
from translator.text.edits import edited

GLASS = Term("耀华玻璃", "Yaohua Glass", TermKind.COMPANY)
WHO = Term(
    "世界卫生组织", "World Health Organization", TermKind.ORGANISATION, abbreviation="WHO", zh_variants=("世卫组织",)
)
GLOSSARY = make([GLASS, WHO, Term("河北", "Hebei", TermKind.PLACE)])


def drafted(book: dict[str, str], style: FirstMention, *, lang: Lang = Lang.ZH) -> list[Draft]:
    document = a_document("题 title", *book, lang=lang)
    drafter = Drafter(FakeEngine({"题 title": "A title", **book}), GLOSSARY)
    made = Mentioning(drafter, document, Matcher(GLOSSARY, lang), style).draft(document.segments, Pair.to(lang.other))
    for draft in made:
        for place in draft.terms:
            assert place.target_span is None or place.target_span.of(draft.text) in place.hit.term.accepted(lang.other)
    return made[1:]


def texts(book: dict[str, str], style: FirstMention = FirstMention.ORIGINAL, *, lang: Lang = Lang.ZH) -> list[str]:
    return [draft.text for draft in drafted(book, style, lang=lang)]


def test_a_name_has_its_original_once_and_places_have_none() -> None:
    book = {"耀华玻璃在河北。": "Yaohua Glass is in Hebei.", "耀华玻璃很大。": "Yaohua Glass is big."}
    assert texts(book) == ["Yaohua Glass (耀华玻璃) is in Hebei.", "Yaohua Glass is big."]


def test_into_chinese_the_brackets_are_full_width() -> None:
    book = {"Yaohua Glass's output": "耀华玻璃的产量"}
    assert texts(book, lang=Lang.EN) == ["耀华玻璃（Yaohua Glass）的产量"]


def test_the_short_form_is_introduced_only_where_it_is_used_again() -> None:
    once = {"世界卫生组织来了。": "The World Health Organization came."}
    again = {**once, "世卫组织走了。": "The World Health Organization left."}
    assert texts(once, FirstMention.SHORT) == ["The World Health Organization came."]
    assert texts(again, FirstMention.SHORT) == ["The World Health Organization (WHO) came.", "The WHO left."]
    assert texts(again, FirstMention.BOTH)[0] == "The World Health Organization (世界卫生组织, WHO) came."
    assert texts(again, FirstMention.OFF) == list(again.values())


def test_two_mentions_in_one_sentence_and_a_possessive() -> None:
    book = {"耀华玻璃的货和耀华玻璃的人。": "Yaohua Glass's goods and Yaohua Glass's people."}
    assert texts(book) == ["Yaohua Glass (耀华玻璃)'s goods and Yaohua Glass's people."]


@pytest.mark.parametrize("said", ["Yaohua Glass (耀华玻璃) came.", "It (Yaohua Glass) came.", "They came."])
def test_what_is_in_brackets_already_or_missing_is_left_alone(said: str) -> None:
    made = drafted({"耀华玻璃来了。": said}, FirstMention.ORIGINAL)[0]
    assert made.text.count("(") <= 1


def test_the_change_is_a_step_and_the_findings_are_those_of_the_new_text() -> None:
    made = drafted({"耀华玻璃产了3吨。": "Yaohua Glass made 4 tons."}, FirstMention.ORIGINAL)[0]
    assert (made.steps[-1].name, made.steps[-1].after) == ("first mention", made.text)
    assert all(f.target_span is None or f.target_span.end <= len(made.text) for f in made.findings)
    assert not [f for f in made.findings if f.check == "untranslated"]


def test_a_sentence_of_memory_stays_as_the_person_wrote_it() -> None:
    class Memory:
        def matches(self, source: str, pair: Pair, **_: object) -> list[Match]:
            return [Match(source, "Yaohua Glass came.", 101, MatchKind.CONTEXT, "x")]

    document = a_document("题", "耀华玻璃来了。")
    drafter = Drafter(FakeEngine(), GLOSSARY, memory=Memory())
    made = Mentioning(drafter, document, Matcher(GLOSSARY, Lang.ZH), FirstMention.BOTH)
    assert made.draft(document.segments, Pair.to(Lang.EN))[1].text == "Yaohua Glass came."


def test_the_desk_mentions_per_document_and_the_same_when_a_sentence_is_drafted_again(tmp_path: Path) -> None:
    book = {"耀华玻璃来了。": "Yaohua Glass came.", "耀华玻璃走了。": "Yaohua Glass left."}
    settings = Settings(database=f"sqlite:///{tmp_path}/d.db", first_mention="original")
    store = open_store(settings.database)
    with Desk(store, settings, engine=lambda: FakeEngine(book), glossary=lambda: GLOSSARY) as desk:
        for name in ("a", "b"):
            store.add_document(a_document("题", *book, name=name))
            desk.draft(name)
        assert [row.text for row in desk.rows("b")][1:] == ["Yaohua Glass (耀华玻璃) came.", "Yaohua Glass left."]
        desk.terms.add(Term("来了", "arrived"), by="li")
        assert desk.terms.redraft() == 2
        assert "(耀华玻璃)" in desk.rows("a")[1].text


def test_an_unknown_style_is_the_callers_mistake() -> None:
    desk = Desk(
        lambda: pytest.fail("opened"), Settings(first_mention="loud"), engine=FakeEngine, glossary=lambda: EMPTY
    )
    with pytest.raises(InputError, match=r"'loud'.*use one of off, original"):
        desk.translate_document(a_document("题"), Lang.EN)
    said = CliRunner().invoke(cli.main, ["translate", "--lines", "--to", "en", "--first-mention", "both"], input="x")
    assert said.exit_code == 2


spans = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.text("XYZ", max_size=3)), max_size=4)


@given(st.text("abc", min_size=12, max_size=12), spans)
def test_edits_know_where_everything_went(text: str, made: list[tuple[int, int, str]]) -> None:
    free, edits = 0, []
    for start, size, words in sorted(made):
        if start >= free and start + size <= 12:
            edits.append((Span(start, start + size), words))
            free = start + size + 1
    done = edited(text, edits)
    assert "".join(new.of(done.after) for _, new in done.pieces) == done.after
    assert "".join(old.of(text) for old, _ in done.pieces) == text
    untouched = [k for k in range(12) if not any(s.start <= k < s.end for s, _ in edits)]
    assert all(done.there(Span(k, k + 1)).of(done.after) == text[k] for k in untouched)
