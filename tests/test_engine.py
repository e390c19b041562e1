"""The bundled engine, on random weights made here: it talks nonsense, and every law of an engine must still hold."""

from __future__ import annotations

import shutil
import threading
from itertools import pairwise
from pathlib import Path

import pytest
import tiny_model

from translator.engines import open_engine
from translator.engines.answers import Answer
from translator.engines.loops import circle, runs_wild, turned_once
from translator.engines.manifest import way_back
from translator.engines.marian import MarianEngine, _stricter
from translator.engines.runner import Order
from translator.engines.symbols import mark
from translator.engines.tasks import clean, parts
from translator.engines.vocabulary import Vocabulary
from translator.errors import EngineError, InputError
from translator.model import Annotation, AnnotationForm, Hypothesis, Lang, Pair, Request, Span
from translator.text.chars import has_han

ZH_EN, EN_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)
ZH, EN = tiny_model.TEXT[:3], tiny_model.TEXT[3:]
ODD = [
    "", " ", "\n", "😀", "👩‍🌾👍🏽", "2009", "１２３", "……", "！？!?", "𠮷", "𠮷野家", "a\x00b", "\x07", "\ufeff廊坊",
    "\ud800", "河\udfff北", "字" * 2000, "word " * 400, "x" * 2000, "1" * 600, "。" * 300, "廊坊\n北京\t河北", "</s>",
    "▁廊▁坊", "<0xE5>", "<unk>廊坊", "e\u0301té", "日本語のテキスト", "廊坊Langfang廊坊", "哈" * 12,
    "<x1><x2>廊坊<x12>", *ZH, *EN,
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tiny_bundle: Path) -> MarianEngine:
    return MarianEngine(tiny_bundle)


@pytest.fixture(scope="module")
def vocabulary(tiny_bundle: Path) -> Vocabulary:
    return Vocabulary(tiny_bundle)


def one(engine: MarianEngine, request: Request, beam: int = 4) -> Hypothesis:
    [[found]] = engine.translate([request], beam=beam)
    return found


# whatever comes in


@pytest.mark.parametrize("pair", [ZH_EN, EN_ZH], ids=["to-en", "to-zh"])
@pytest.mark.parametrize("beam", [1, 4])
def test_as_many_come_back_as_went_in_whatever_the_text(engine: MarianEngine, pair: Pair, beam: int) -> None:
    found = engine.translate([Request(text, pair) for text in ODD], beam=beam)
    assert [len(hypotheses) for hypotheses in found] == [1] * len(ODD)
    assert all(h.text.strip() or not source.strip() for [h], source in zip(found, ODD, strict=True))
    assert all(h.score <= 0 for [h] in found)


def test_nothing_comes_back_for_nothing(engine: MarianEngine) -> None:
    assert engine.translate([]) == []
    assert one(engine, Request("", ZH_EN)) == Hypothesis("", 0.0)


@pytest.mark.parametrize("text", ["2009", "😀", "……", "Langfang", "\ud800"])
def test_a_text_without_chinese_is_not_translated_from_chinese(engine: MarianEngine, text: str) -> None:
    assert one(engine, Request(text, ZH_EN)).text == text


def test_order_does_not_depend_on_what_is_asked_together(engine: MarianEngine) -> None:
    texts = [*ODD[:16], *(text * n for text in ZH for n in (3, 1, 2))]
    together = [h.text for [h] in engine.translate([Request(text, ZH_EN) for text in texts], beam=1)]
    assert together == [one(engine, Request(text, ZH_EN), beam=1).text for text in texts]


def test_threads_share_one_engine(engine: MarianEngine) -> None:
    expected = engine.translate([Request(text, ZH_EN) for text in ZH * 30], beam=1)
    found: list[list[list[Hypothesis]]] = []
    ask = lambda: found.append(engine.translate([Request(text, ZH_EN) for text in ZH * 30], beam=1))  # noqa: E731
    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [[[h.text for h in hs] for hs in one] for one in found] == [[[h.text for h in hs] for hs in expected]] * 3


def test_no_decoding_runs_on_and_on(engine: MarianEngine) -> None:
    found = engine.translate([Request(text, ZH_EN) for text in ODD])
    for source, [hypothesis] in zip(ODD, found, strict=True):
        assert len(hypothesis.text) <= 12 * len(source) + 400
        assert circle(list(hypothesis.text)) is None or circle(list(source))


def test_no_control_character_and_no_markup_reaches_the_text(engine: MarianEngine) -> None:
    texts = [*ZH, *EN, "a\x00河北\x07省\x85", "\ufeff廊坊"]
    found = engine.translate([Request(text, pair) for text in texts for pair in (ZH_EN, EN_ZH)], alternatives=4)
    for hypothesis in (h for hypotheses in found for h in hypotheses if h.links):
        assert hypothesis.text.isprintable()
        assert not any(symbol in hypothesis.text for symbol in tiny_model.SYMBOLS)


def test_chinese_comes_out_with_full_width_marks(engine: MarianEngine) -> None:
    found = one(engine, Request(EN[0], EN_ZH, prefix="廊坊欢迎您"))
    assert found.text.startswith("廊坊欢迎您")
    [part] = parts(Request(EN[0], EN_ZH), engine._vocabulary)
    rows = [[1.0] + [0.0] * (len(part.task.source) - 1)] * 6
    assert Answer(part.task, ("廊", "坊", ",", "北", "京", "!"), rows, -1).hypothesis().text == "廊坊，北京！"


# prefix, suppress, alternatives


@pytest.mark.parametrize(
    "prefix",
    [
        "Welcome",
        "Welcome to ",
        "Hebei lies",
        "廊坊",
        "Zürich 🐉",
        "<x1>",
        "<t>Langfang</t>",
        "W" * 900,
        " ",
        "it's “so”",
        "5.5 万",
    ],
)
@pytest.mark.parametrize("text", [ZH[1], "字" * 700, "2009"])
def test_a_translation_starts_with_its_prefix(engine: MarianEngine, prefix: str, text: str) -> None:
    for beam in (1, 4):
        assert one(engine, Request(text, ZH_EN, prefix=prefix), beam).text.startswith(prefix)


def test_prefixes_of_all_lengths_go_together(engine: MarianEngine) -> None:
    prefixes = ["", "W", "Welcome to Langfang", "Hebei lies in the north, near Beijing, and"]
    found = engine.translate([Request(ZH[1], ZH_EN, prefix=prefix) for prefix in prefixes], beam=1)
    alone = [one(engine, Request(ZH[1], ZH_EN, prefix=prefix), beam=1) for prefix in prefixes]
    assert [h.text for [h] in found] == [h.text for h in alone]


@pytest.mark.parametrize("text", [*ZH, "字" * 300])
def test_suppressed_words_stay_out(engine: MarianEngine, text: str) -> None:
    free = one(engine, Request(text, ZH_EN)).text
    for words in sorted({*free[:6], *free[-3:]} - {" "}):
        assert words not in one(engine, Request(text, ZH_EN, suppress=(words, ""))).text


def test_a_forbidden_run_of_pieces_does_not_come_again(engine: MarianEngine) -> None:
    [part] = parts(Request(ZH[1], ZH_EN), engine._vocabulary)
    [[free]] = engine._runner.run([Order(part.task)], 4, 1)
    run = free.pieces[2:4]
    [[without]] = engine._runner.run([Order(part.task, frozenset([run]))], 4, 1)
    assert run not in pairwise(without.pieces)


def test_suppressed_words_are_found_across_pieces(vocabulary: Vocabulary) -> None:
    [part] = parts(Request("廊坊", ZH_EN, suppress=("Langfang", "𠮷")), vocabulary)
    spelling = ("▁L", "ang", "fang", "s", "<0xF0>", "<0xA0>", "<0xAE>", "<0xB7>", "!")
    assert Answer(part.task, spelling, [], -1).offending == {spelling[:3], spelling[4:8]}


def test_alternatives_come_best_first(engine: MarianEngine) -> None:
    [found] = engine.translate([Request(ZH[1], ZH_EN)], beam=2, alternatives=4)
    assert 1 <= len(found) <= 4
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)
    assert len({h.text for h in found}) == len(found)


def test_the_score_is_the_mean_log_probability(engine: MarianEngine, tiny_bundle: Path) -> None:
    import ctranslate2

    [task] = [part.task for part in parts(Request(EN[1], EN_ZH, prefix="欢迎"), engine._vocabulary)]
    [[answer, *_]] = engine._runner.run([Order(task)], 4, 1)
    whole = [*task.start, *answer.pieces]
    scores = ctranslate2.Translator(str(tiny_bundle), compute_type="int8").score_batch([list(task.source)], [whole])[0]
    expected = scores.log_probs[len(task.start) : len(whole) + answer.finished]
    assert answer.score == pytest.approx(sum(expected) / len(answer.pieces), abs=0.15)  # forbidden pieces take no share


# links


@pytest.mark.parametrize(
    "request_", [Request(ZH[2], ZH_EN), Request(EN[2], EN_ZH), Request("字河北" * 200, ZH_EN, prefix="Hebei")]
)
def test_links_lie_inside_both_texts_in_target_order(engine: MarianEngine, request_: Request) -> None:
    found = one(engine, request_)
    for link in found.links:
        assert 0 <= link.source.start < link.source.end <= len(request_.text)
        assert 0 <= link.target.start < link.target.end <= len(found.text)
        assert 0 < link.weight <= 1
    assert list(found.links) == sorted(found.links, key=lambda link: link.target)


def test_a_link_is_where_the_model_looks(vocabulary: Vocabulary) -> None:
    [part] = parts(Request("廊坊，北京", ZH_EN), vocabulary)
    source = list(part.task.source)
    rows = [[float(piece == wanted) for piece in source] for wanted in ("北", "京", "，", "廊")]
    answer = Answer(part.task, ("▁B", "e", "!", "▁L"), rows, -1.0)
    said = answer.hypothesis()
    found = [(link.source.of("廊坊，北京"), link.target.of(said.text)) for link in said.links]
    assert found == [("北", "B"), ("京", "e"), ("廊", "L")]


def test_what_is_copied_out_of_an_annotation_is_linked_to_its_term(vocabulary: Vocabulary) -> None:
    term = Annotation(Span(2, 4), "Langfang")
    [part] = parts(Request("欢迎廊坊。", ZH_EN, (term,)), vocabulary)
    at = part.task.source.index("<s2>") + 2
    answer = Answer(part.task, ("▁Lang",), [[float(k == at) for k in range(len(part.task.source))]], -1.0)
    assert answer.hypothesis().links[0].source == Span(2, 4)


# annotations and symbols


def test_pieces_in_an_annotation_are_those_of_the_target(vocabulary: Vocabulary) -> None:
    for pair, text, term in ((ZH_EN, ZH[0], "Langfang"), (EN_ZH, EN[0], "廊坊")):
        at = text.find("廊坊") if pair is ZH_EN else text.find("Langfang")
        span = Span(at, at + (2 if pair is ZH_EN else 8))
        for form in AnnotationForm:
            pieces = vocabulary.encode(mark(text, pair, [Annotation(span, term)], form).text)
            start = pieces.index("<s2>" if form is AnnotationForm.APPEND else "<t>") + 1
            inside = [piece for piece in pieces[start : pieces.index("</t>")] if piece != "▁"]
            target = [piece for piece in vocabulary.encode(f" {term}") if piece != "▁"]
            assert inside == target


def test_both_forms_are_written_as_training_writes_them() -> None:
    welcome = Annotation(Span(11, 19), "廊坊")
    assert (
        mark("Welcome to Langfang.", EN_ZH, [welcome], AnnotationForm.APPEND).text
        == "Welcome to<t> Langfang <s2>廊坊</t>."
    )
    assert mark("Welcome to Langfang.", EN_ZH, [welcome], AnnotationForm.REPLACE).text == "Welcome to<t>廊坊</t>."
    city = [Annotation(Span(2, 4), "Langfang"), Annotation(Span(3, 5), "overlap"), Annotation(Span(9, 12), "outside")]
    assert mark("欢迎廊坊。", ZH_EN, city, AnnotationForm.REPLACE).text == "欢迎<t> Langfang </t>。"


def test_symbols_somebody_typed_do_not_act(vocabulary: Vocabulary) -> None:
    typed = "".join(f"{symbol}字" for symbol in [*tiny_model.SYMBOLS, "<x10>", "<x77>"])
    [part] = parts(Request(typed, ZH_EN, (Annotation(Span(5, 6), "<t>"),)), vocabulary)
    inside = part.task.source[1:-1]
    assert {"<2zh>", "<2en>"} & set(inside) == set()
    assert inside.count("<t>") == inside.count("<s2>") == inside.count("</t>") == 1
    assert len([piece for piece in inside if piece.startswith("<x")]) == 10  # one stands in the annotation too
    assert Answer(part.task, ("▁a", "<x3>", "<t>", "<x2>", "<2en>"), [], -1).said == [" a", "<t>", "", "<2en>", ""]


def test_placeholders_come_back_under_their_own_number(vocabulary: Vocabulary) -> None:
    [part] = parts(Request("见<x12>和<x40>", ZH_EN), vocabulary)
    assert "".join(Answer(part.task, ("▁See", "<x2>", "<x1>", "<x3>"), [], -1).said) == " See<x40><x12>"


# cutting, loops


def test_long_texts_are_cut_and_every_piece_fits(vocabulary: Vocabulary) -> None:
    for text in ("字" * 2000, "河北省，" * 300, "河北省位于中国北方。" * 60, "字\n" * 500):
        found = parts(Request(text, ZH_EN), vocabulary)
        assert len(found) > 1
        assert "".join(part.words + part.glue for part in found) == text
        assert all(len(part.task.source) <= 92 for part in found)


def test_a_sentence_full_of_annotations_still_fits(engine: MarianEngine) -> None:
    terms = tuple(Annotation(Span(k, k + 1), "Langfang Economic and Technological Development Zone") for k in range(40))
    [part] = parts(Request("廊" * 40, ZH_EN, terms), engine._vocabulary)
    assert len(part.task.source) <= 402
    assert one(engine, Request("廊" * 40, ZH_EN, terms)).text


def test_circles_are_found_and_turned_once() -> None:
    words = ["we", "go", "round", "and", "round", "and", "round", "and", "round", "home"]
    assert runs_wild(words, ["我们"])
    assert [words[k] for k in turned_once(words)] == ["we", "go", "round", "and", "round", "home"]
    assert runs_wild(["a", " paper", " paper", " paper", " today"], ["▁今天", "报"])
    assert runs_wild(["河北", "科技", "科技", "科技", "馆"], ["science"])
    assert not runs_wild([" very", " very", " good"], [])
    assert not runs_wild(["really "] * 3, ["真的真", "的", "真的"])
    assert not runs_wild(list("哈哈哈哈哈哈哈哈"), list("哈哈哈哈哈哈"))
    assert not runs_wild(list("1000000000000"), ["万", "亿"])


def test_a_word_said_thrice_is_forbidden_twice_over_and_said_once(vocabulary: Vocabulary) -> None:
    [part] = parts(Request("报纸", ZH_EN), vocabulary)
    answer = Answer(part.task, ("▁a", "▁paper", "▁paper", "▁paper", "▁today"), [[1.0, 0, 0]] * 5, -1)
    assert answer.circles == {("▁paper", "▁paper")}
    assert answer.mended().hypothesis().text == "a paper today"


@pytest.mark.parametrize(
    ("pieces", "fine", "small"),
    [
        (("土", "potato"), False, True),
        (("▁GDP", "▁once"), False, False),
        (("▁5", "▁km", "。"), True, False),
        (("▁GDP", "。"), True, False),
    ],
)
def test_words_left_in_latin_letters_are_said_again(
    vocabulary: Vocabulary, pieces: tuple[str, ...], fine: bool, small: bool
) -> None:
    [part] = parts(Request("GDP of the potato once grew by 5 km", EN_ZH), vocabulary)
    answer = Answer(part.task, pieces, [[1.0]] * len(pieces), -1)
    again = _stricter(Order(part.task), [answer])
    assert (answer.fine, again.chinese) == (fine, small)
    assert again.bans == (frozenset() if fine or small else {pieces[-1:]})


def test_cleaning_moves_no_character() -> None:
    assert clean("廊\x00坊\ud800 \u3000▁x\ufeff") == "廊 坊    x "
    assert clean("👩‍🌾") == "👩‍🌾"


# the files


def copied(bundle: Path, folder: Path) -> Path:
    shutil.copytree(bundle, folder)
    return folder


def test_the_signature_is_that_of_the_files(tiny_bundle: Path, tmp_path: Path) -> None:
    first = open_engine(f"bundled:{tiny_bundle}").signature
    other = copied(tiny_bundle, tmp_path / "other")
    (other / "config.json").write_text((other / "config.json").read_text() + "\n")
    second = open_engine(f"bundled:{tiny_model.sealed(other)}").signature
    assert str(first).startswith("tiny:0:")
    assert first.digest != second.digest


@pytest.mark.parametrize("name", ["model.bin", "source.spm", "shared_vocabulary.json", "config.json", "manifest.json"])
def test_a_missing_file_says_how_to_get_it_back(tiny_bundle: Path, tmp_path: Path, name: str) -> None:
    folder = copied(tiny_bundle, tmp_path / "tiny")
    (folder / name).unlink()
    with pytest.raises(EngineError, match=rf"{name}.*\(copy the folder again") as caught:
        MarianEngine(folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:99] + b"\xff" + data[100:], lambda data: b""]
)
@pytest.mark.parametrize("name", ["model.bin", "source.spm"])
def test_a_broken_file_is_never_loaded(tiny_bundle: Path, tmp_path: Path, name: str, damage) -> None:  # type: ignore[no-untyped-def]
    folder = copied(tiny_bundle, tmp_path / "tiny")
    (folder / name).write_bytes(damage((folder / name).read_bytes()))
    with pytest.raises(EngineError, match=rf"{name} (is not the file|has \d+ bytes)"):
        MarianEngine(folder)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"name": 1}', '{"name": "a", "version": "1", "files": []}', '"x"', "\xff"]
)
def test_a_broken_manifest_is_one_line(tiny_bundle: Path, tmp_path: Path, text: str) -> None:
    folder = copied(tiny_bundle, tmp_path / "tiny")
    (folder / "manifest.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(EngineError, match=r"manifest.json: broken"):
        MarianEngine(folder)


def test_a_manifest_cannot_name_files_elsewhere(tiny_bundle: Path, tmp_path: Path) -> None:
    folder = copied(tiny_bundle, tmp_path / "tiny")
    manifest = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(
        manifest.replace('"files": {', '"files": {"../x": {"sha256": "0", "bytes": 1}, ')
    )
    with pytest.raises(EngineError, match="not a file of the folder"):
        MarianEngine(folder)


def test_sealed_files_that_are_no_model_are_one_line(tiny_bundle: Path, tmp_path: Path) -> None:
    for name in ("model.bin", "source.spm", "shared_vocabulary.json"):
        folder = copied(tiny_bundle, tmp_path / name)
        (folder / name).write_bytes(b"nonsense")
        with pytest.raises(EngineError) as caught:
            MarianEngine(tiny_model.sealed(folder))
        assert "\n" not in str(caught.value)


def test_the_products_own_weights_come_back_from_git() -> None:
    from translator.engines.manifest import BUNDLED

    assert way_back(BUNDLED) == "git checkout -- translator/engines/bundled"


@pytest.mark.parametrize("name", ["", "bundle", "hf:", "BUNDLED", "llm:x"])
def test_an_unknown_engine_is_the_callers_mistake(name: str) -> None:
    with pytest.raises(InputError, match="no engine"):
        open_engine(name)


def test_a_missing_folder_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        open_engine(f"bundled:{tmp_path / 'gone'}")


def test_no_hanzi_come_out_in_english(engine: MarianEngine) -> None:
    found = engine.translate([Request(text, ZH_EN) for text in (*ZH, "河北" * 30)], alternatives=3)
    assert not any(has_han(hypothesis.text) for hypotheses in found for hypothesis in hypotheses)


@pytest.mark.parametrize("form", AnnotationForm)
@pytest.mark.parametrize(("target", "latin"), [("Langfang", True), ("老字号 shop", False)])
def test_hanzi_that_a_term_asks_for_may_come_out(
    vocabulary: Vocabulary, form: AnnotationForm, target: str, latin: bool
) -> None:
    request = Request("在廊坊的河。", ZH_EN, (Annotation(Span(1, 3), target),), form)
    [part] = parts(request, vocabulary)
    assert Order(part.task).latin is latin


def test_a_vocabulary_map_leaves_prefix_and_suppress_as_they_are(tiny_bundle: Path, tmp_path: Path) -> None:
    folder = copied(tiny_bundle, tmp_path / "mapped")
    words = [piece for piece in Vocabulary(folder).pieces if len(piece) == 1][::2]
    (folder / "vmap.txt").write_text(f"\t</s> {' '.join(words)}\n河\tH\n", encoding="utf-8")
    engine = MarianEngine(tiny_model.sealed(folder))
    assert one(engine, Request(ZH[1], ZH_EN, prefix="Beijing Zürich")).text.startswith("Beijing Zürich")
    free = one(engine, Request(ZH[1], ZH_EN), beam=1).text
    assert free[0] not in one(engine, Request(ZH[1], ZH_EN, suppress=(free[0], "Langfang"))).text


def test_a_prefix_may_hold_what_the_vocabulary_map_lacks() -> None:
    prefix = "The government represents Langfang Municipal People's Government Gu'an County"
    request = Request("廊坊市表示，明年还将开通前往该县和霸州的两条线路。", ZH_EN, prefix=prefix)
    found = open_engine("bundled").translate([request], beam=4, alternatives=2)
    assert all(hypothesis.text.startswith(prefix) for hypothesis in found[0])
