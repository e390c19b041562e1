"""Other wordings: the beginning stays to the letter, terms are obeyed, engines that cannot say so."""

from __future__ import annotations

import pytest
from fakes import FakeEngine, ScriptedEngine

from translator.draft import Chooser
from translator.engines import open_engine
from translator.errors import InputError
from translator.glossary import Matcher
from translator.model import Glossary, Hypothesis, Lang, Pair, Request, Term
from translator.ports import Branching, Engine

TERMS = Glossary("t", (Term("廊坊市", "Langfang City"), Term("河北省", "Hebei Province")), "1")
SOURCE = "廊坊市位于河北省。"


@pytest.fixture(scope="module")
def bundled() -> Engine:
    return open_engine("bundled")


def chooser(engine: Engine, source: str = SOURCE, lang: Lang = Lang.ZH) -> Chooser:
    return Chooser(engine, Matcher(TERMS, lang).hits, source, Pair.to(lang.other))


def test_the_bundled_engine_branches(bundled: Engine) -> None:
    assert isinstance(bundled, Branching)
    assert not isinstance(FakeEngine(), Branching)


@pytest.mark.parametrize(
    "before", ["", "  ", "Langfang City", "Langfang City is ", "Our own odd words, 5 km ", "😀", "\ud800", "x" * 3000]
)
def test_what_stands_before_stays_to_the_letter(bundled: Engine, before: str) -> None:
    assert chooser(bundled).onward(before).startswith(before.rstrip())


@pytest.mark.parametrize("before", ["The", "Here is", "In Hebei Province, there is"])
def test_terms_of_the_source_come_after_a_new_beginning(bundled: Engine, before: str) -> None:
    made = chooser(bundled).onward(before)
    assert "Langfang City" in made
    assert "Hebei Province" in made


def test_terms_an_engine_forgot_are_written_behind_the_beginning_never_into_it() -> None:
    made = chooser(ScriptedEngine({SOURCE: ("A city in a province.",)})).onward("A city ")
    assert made.startswith("A city")
    assert all(form in made for form in ("Langfang City", "Hebei Province"))


def test_words_at_a_place_differ_from_each_other_and_from_the_old_one(bundled: Engine) -> None:
    found = [choice.word for choice in chooser(bundled).words("Langfang City is ", "located")]
    assert len(found) >= 3
    assert len(set(found)) == len(found)
    assert "located" not in found


def test_a_term_is_offered_whole(bundled: Engine) -> None:
    assert "Langfang City" in [choice.word for choice in chooser(bundled).words("", "The")]


def test_what_goes_on_with_the_word_before_is_no_other_word() -> None:
    class Forked(FakeEngine):
        def branches(self, request: Request, *, most: int) -> list[Hypothesis]:
            return [Hypothesis(f"{request.prefix}{rest}", -0.5) for rest in ("ling.", " spoke.", "ar.", " told us.")]

    found = chooser(Forked()).words("Langfang's he ", "said")
    assert [choice.word for choice in found] == ["spoke", "told"]


def test_words_of_chinese_are_words(bundled: Engine) -> None:
    made = Chooser(bundled, lambda text: [], "The company is located in Beijing.", Pair.to(Lang.ZH))
    assert "位于" in [choice.word for choice in made.words("该公司", "在")]


def test_markup_before_the_place_is_kept(bundled: Engine) -> None:
    made = chooser(bundled, "**廊坊市**位于[河北省](http://a.b/c)。").onward("**Langfang City** is")
    assert made.startswith("**Langfang City** is")
    assert made.count("**") == 2
    assert "](http://a.b/c)" in made


@pytest.mark.parametrize("source", ["", "   ", "2009", "😀", "**", "廊坊市" * 20])
def test_odd_sources_have_drafts_and_words_or_none(bundled: Engine, source: str) -> None:
    made = chooser(bundled, source)
    assert all(isinstance(draft, str) for draft in made.drafts())
    assert all(choice.word for choice in made.words("The ", "x"))
    assert made.onward("The ").startswith("The")


def test_an_engine_without_branches_is_asked_for_words_it_has_not_said() -> None:
    engine = ScriptedEngine({SOURCE: ("Langfang City is in Hebei Province.", "Langfang City lies in Hebei Province.")})
    found = chooser(engine).words("Langfang City ", "is")
    assert [choice.word for choice in found] == ["lies"]
    assert engine.calls[0][0].suppress == ("is",)


def test_an_engine_that_ignores_beginnings_says_what_to_do() -> None:
    class Deaf(FakeEngine):
        def _one(self, request):  # type: ignore[no-untyped-def]
            from translator.model import Hypothesis

            return Hypothesis("Something else.", -0.5)

    with pytest.raises(InputError, match="cannot go on from a given beginning") as raised:
        chooser(Deaf()).onward("Langfang City")
    assert "type the words yourself" in raised.value.next_step


def test_other_drafts_differ_and_have_their_terms(bundled: Engine) -> None:
    found = chooser(bundled).drafts()
    assert len(found) == len(set(found)) >= 2
    assert "Langfang City" in found[0]
    assert "Hebei Province" in found[0]
