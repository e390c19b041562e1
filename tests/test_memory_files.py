"""TMX and TSV: our own files come back as they were, files of others as the standard says, trouble names its line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translator.errors import InputError, StoreError
from translator.memory import UnitFile, save
from translator.model import Lang, Pair, Unit

TO_EN, TO_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)
AT = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header srclang="zh-CN"/>\n<body>\n'
#: what XML can hold; an outer line break is the file's, not the text's
TEXTS = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=20).filter(str.strip)


def tmx(path: Path, *units: str, head: str = HEAD) -> list[Unit]:
    path.write_text(head + "\n".join(units) + "\n</body></tmx>\n", encoding="utf-8")
    return list(UnitFile(path))


def tu(zh: str, en: str, *, codes: tuple[str, str] = ("zh-CN", "en-US"), about: str = "", props: str = "") -> str:
    sides = f'<tuv xml:lang="{codes[0]}"><seg>{zh}</seg></tuv><tuv xml:lang="{codes[1]}"><seg>{en}</seg></tuv>'
    return f"<tu {about}>{props}{sides}</tu>"


@pytest.mark.parametrize("name", ["m.tmx", "m.tsv"])
def test_our_own_files_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    units = [
        Unit("廊坊", "Langfang", TO_EN, "前。", "后。", "page/s1 revision 2, li", "page", "li", AT),
        Unit(
            "Tom & <b>Jerry</b>\t{0}\nline \\n two",
            "汤姆和<b>杰里</b>\t{0}\n二行",
            TO_ZH,
            origin="x.tmx",
            reviewed=False,
        ),
        Unit(" 𠮷野家 🐉 “”", "Yoshinoya", TO_EN, origin="x.tmx"),
    ]
    assert save(units, tmp_path / name) == 3
    assert list(UnitFile(tmp_path / name)) == units


@pytest.mark.parametrize("name", ["m.tmx", "m.tsv"])
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(zh=TEXTS, en=TEXTS, before=st.just("") | TEXTS)
def test_whatever_the_texts_they_come_back(tmp_path: Path, name: str, zh: str, en: str, before: str) -> None:
    units = [Unit(zh, en, TO_EN, before=before, origin="o"), Unit(en, zh, TO_ZH, origin="o")]
    save(units, tmp_path / name)
    assert list(UnitFile(tmp_path / name)) == units


def test_control_characters_do_not_break_a_tmx_file(tmp_path: Path) -> None:
    save([Unit("廊\x00坊\ud800\x0b", "Lang\x08fang\ufffe", TO_EN)], tmp_path / "m.tmx")
    (unit,) = UnitFile(tmp_path / "m.tmx")
    assert (unit.source, unit.target) == ("廊坊", "Langfang")


@pytest.mark.parametrize(
    ("zh", "en"),
    [("zh", "en"), ("zh-Hans", "en-GB"), ("ZH_cn", "EN_us"), ("zh-Hans-CN", "en"), ("zho", "eng"), ("cmn", "en-US")],
)
def test_codes_of_other_programs_are_understood(tmp_path: Path, zh: str, en: str) -> None:
    (unit,) = tmx(tmp_path / "m.tmx", tu("廊坊", "Langfang", codes=(zh, en)))
    assert (unit.source, unit.target, unit.pair, unit.origin) == ("廊坊", "Langfang", TO_EN, "m.tmx")


def test_traditional_text_becomes_simplified_unless_there_is_a_simplified_one(tmp_path: Path) -> None:
    assert tmx(tmp_path / "m.tmx", tu("廊坊經濟", "x", codes=("zh-TW", "en")))[0].source == "廊坊经济"
    both = '<tu><tuv xml:lang="zh-Hant"><seg>軟體</seg></tuv><tuv xml:lang="en"><seg>x</seg></tuv>'
    assert tmx(tmp_path / "m.tmx", both + '<tuv xml:lang="zh"><seg>软件</seg></tuv></tu>')[0].source == "软件"


def test_the_direction_is_that_of_the_unit_then_of_the_header_then_the_order(tmp_path: Path) -> None:
    zh_first = tu("廊坊", "Langfang")
    en_first = '<tu><tuv xml:lang="en"><seg>Langfang</seg></tuv><tuv xml:lang="zh"><seg>廊坊</seg></tuv></tu>'
    assert [u.pair for u in tmx(tmp_path / "m.tmx", en_first, tu("廊", "L", about='srclang="en"'))] == [TO_EN, TO_ZH]
    every = HEAD.replace("zh-CN", "*all*")
    assert [unit.pair for unit in tmx(tmp_path / "m.tmx", zh_first, en_first, head=every)] == [TO_EN, TO_ZH]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('点击<bpt i="1">&lt;b&gt;</bpt>保存<ept i="1">&lt;/b&gt;</ept>', "点击<b>保存</b>"),
        ('共<ph x="1">{0}</ph>家', "共{0}家"),
        ('共<ph x="1"/>家', "共家"),
        ('<bpt i="1">{\\b </bpt>粗<ept i="1">}</ept>体', "粗体"),
        ("<hi type='bold'>粗</hi>体<!-- 注 -->字<?x y?>", "粗体字"),
        ("脚注<ph>&lt;fn&gt;<sub>另一段</sub></ph>。", "脚注<fn>。"),
        ('<it pos="begin">&lt;i&gt;</it>斜', "<i>斜"),
        ("\n    缩进\n  ", "缩进"),
        ("一行\n二行", "一行\n二行"),
        ("<![CDATA[a<b]]>", "a<b"),
    ],
)
def test_inline_codes_stay_where_a_page_may_hold_them(tmp_path: Path, inside: str, text: str) -> None:
    (unit,) = tmx(tmp_path / "m.tmx", tu(inside, "x"))
    assert unit.source == text


def test_who_and_when_come_from_the_unit_or_its_target_side(tmp_path: Path) -> None:
    about = 'creationid="wang" changeid="li" creationdate="20250101T000000Z" changedate="20260501T083000Z"'
    (unit,) = tmx(tmp_path / "m.tmx", tu("廊坊", "Langfang", about=about))
    assert (unit.by, unit.at) == ("li", AT)
    (unit,) = tmx(tmp_path / "m.tmx", tu("廊坊", "x", about='creationdate="yesterday"'))
    assert (unit.by, unit.at) == ("", None)


def test_units_in_other_languages_are_counted_not_taken(tmp_path: Path) -> None:
    german = '<tu><tuv xml:lang="de"><seg>x</seg></tuv><tuv xml:lang="en"><seg>y</seg></tuv></tu>'
    tmx(tmp_path / "m.tmx", german, tu("廊坊", "Langfang"), tu(" ", "x"), "<tu/>")
    file = UnitFile(tmp_path / "m.tmx")
    assert (len(list(file)), file.read, file.left_out) == (1, 4, 3)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig"])
def test_the_encoding_is_what_the_file_says(tmp_path: Path, encoding: str) -> None:
    said = encoding.removesuffix("-sig")
    text = HEAD.replace("UTF-8", said) + tu("廊坊", "Langfang") + "</body></tmx>"
    (tmp_path / "m.tmx").write_bytes(text.encode(encoding))
    assert [unit.source for unit in UnitFile(tmp_path / "m.tmx")] == ["廊坊"]


def test_a_dtd_by_address_is_not_fetched_and_a_namespace_does_not_matter(tmp_path: Path) -> None:
    head = HEAD.replace("<tmx", '<!DOCTYPE tmx SYSTEM "http://nowhere.invalid/tmx14.dtd">\n<tmx xmlns="urn:x"')
    assert len(tmx(tmp_path / "m.tmx", tu("廊坊", "Langfang"), head=head)) == 1


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>\n<tmx'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", r"m.tmx:\d+: not XML"),
        ("not xml at all", "m.tmx:1: not XML"),
        ("<xliff/>", "m.tmx:1: not TMX: the root is <xliff>"),
        (HEAD + tu("廊坊", "Langfang") + "\n<tu>\n</body></tmx>", "m.tmx:7: not XML"),
        (HEAD + tu("廊坊", "Langfang"), r"m.tmx:\d: not XML"),
        (HEAD + "\n<tu>\n<tuv><seg>x</seg></tuv></tu></body></tmx>", "m.tmx:7: <tuv> without xml:lang"),
        (HEAD.replace("<tmx", BOMB) + tu("&f;", "&b;") + "</body></tmx>", "declares XML entities"),
        (HEAD + tu("&nope;", "x") + "</body></tmx>", "m.tmx:5: .*nope"),
    ],
)
def test_trouble_in_a_tmx_file_names_the_line(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "m.tmx").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        list(UnitFile(tmp_path / "m.tmx"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ""),
        ("廊坊\tLangfang\n".encode(), "m.tsv:1: no column zh and en .name the columns"),
        (b"zh\tes\n", "m.tsv:1: no column en"),
        ("zh\ten\n廊坊\tLangfang\tx\n".encode(), "m.tsv:2: 3 cells under 2"),
        ("zh\ten\n廊坊\tLangfang\n".encode("gbk"), "m.tsv:2: not UTF-8"),
        ("zh\ten\tat\n廊坊\tx\tgestern\n".encode(), "m.tsv:2: .*gestern"),
        ("zh\ten\tsource\n廊坊\tx\tfr\n".encode(), "m.tsv:2: .*fr"),
    ],
)
def test_trouble_in_a_tsv_file_names_the_line(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "m.tsv").write_bytes(content)
    if not said:
        assert list(UnitFile(tmp_path / "m.tsv")) == []
        return
    with pytest.raises(InputError, match=said):
        list(UnitFile(tmp_path / "m.tsv"))


def test_a_tsv_file_of_two_columns_is_enough(tmp_path: Path) -> None:
    (tmp_path / "m.tsv").write_text("\ufeffEN\tZH\r\nLangfang\t廊坊\r\n\r\nx\t\r\n", encoding="utf-8")
    file = UnitFile(tmp_path / "m.tsv")
    assert list(file) == [Unit("廊坊", "Langfang", TO_EN, origin="m.tsv")]
    assert file.left_out == 1


@pytest.mark.parametrize("name", ["m.docx", "m", "nowhere.tmx"])
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=name):
        list(UnitFile(tmp_path / name))
    with pytest.raises(InputError):
        save([], tmp_path / "no" / "m.tmx")


@pytest.mark.parametrize("name", ["m.tmx", "m.tsv"])
def test_a_file_that_cannot_be_written_whole_is_not_touched(tmp_path: Path, name: str) -> None:
    save([Unit("廊坊", "Langfang", TO_EN)], tmp_path / name)
    before = (tmp_path / name).read_bytes()

    def units():  # type: ignore[no-untyped-def]
        yield Unit("唐山", "Tangshan", TO_EN)
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="disk is full"):
        save(units(), tmp_path / name)
    assert (tmp_path / name).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_progress_is_told_on_the_way(tmp_path: Path) -> None:
    save([Unit(f"第{n}条", f"Article {n}", TO_EN) for n in range(2000)], tmp_path / "m.tmx")
    told = list[tuple[int, int]]()
    assert len(list(UnitFile(tmp_path / "m.tmx", progress=lambda done, total: told.append((done, total))))) == 2000
    assert [done for done, _ in told] == [500, 1000, 1500, 2000]
    assert all(done <= total <= 3000 for done, total in told)
