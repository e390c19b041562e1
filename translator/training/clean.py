"""The first step: from the corpus to pairs worth learning from, with a development split kept apart.

Law: no line of a development or test set comes through, on either side.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from translator.training.rows import Row, read_rows
from translator.training.settings import Clean

#: benchmarks that stand in the corpus lists
NEVER = frozenset({"tico19", "ud_pud"})
_HAN = re.compile(r"[一-鿿]")
_LATIN = re.compile(r"[A-Za-z]")
_LETTERS = re.compile(r"[^0-9a-z一-鿿]+")
_DIGITS = re.compile(r"\d+")
_MARKUP = re.compile(
    r"https?:|www\.|[{}<>|\\]|\$\w|::|\(\)|_\w+_|--\w|\w+\.\w+\(|%[sd]|[a-z]\w*_\w+|[a-z][A-Z]\w*[A-Z]"
)
#: words of another administration: not how the house says it
_POLITY = re.compile(r"中华民国|民国\d|Republic of China|R\.O\.C|行政院|立法院|直辖市政府")
_TAIWAN = {
    "资讯": "信息", "程式": "程序", "网路": "网络", "软体": "软件", "硬体": "硬件", "公寓大厦": "住宅楼",
    "品质": "质量", "录影": "录像", "影片": "视频", "计程车": "出租车", "公车": "公共汽车", "透过": "通过",
    "网际": "互联", "档案": "文件", "营利事业": "企业", "劳工": "职工", "处罚锾": "处以罚款", "罚锾": "罚款",
    "伺服器": "服务器", "之": "的",
}  # fmt: skip
_TAIWAN_WORD = re.compile("|".join(sorted(_TAIWAN, key=len, reverse=True)))
_HALF_TO_FULL = str.maketrans(",!?;:()", "，！？；：（）")
_BESIDE_HAN = re.compile(r"(?<=[一-鿿])[,!?;:()]|[,!?;:()](?=[一-鿿])")
_HALF_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def letters(text: str) -> str:
    """Return the text without anything but letters, digits and Hanzi: what two copies of a sentence share.

    >>> letters("It's a dog. 狗！")
    'itsadog狗'
    """
    return _LETTERS.sub("", text.lower())


def tidy_zh(text: str) -> str:
    """Bring Chinese to full-width marks and half-width digits.

    >>> tidy_zh("你好,世界!１２")
    '你好，世界！12'
    """
    text = text.translate(_HALF_DIGITS)
    text = _BESIDE_HAN.sub(lambda match: match[0].translate(_HALF_TO_FULL), text)
    return " ".join(text.split())


def tidy_en(text: str) -> str:
    """Bring English to straight quotes and single blanks.

    >>> tidy_en("It’s  “fine”.")
    'It\\'s "fine".'
    """
    return " ".join(text.translate(_QUOTES).replace("…", "...").split())


def wanted(row: Row, rules: Clean) -> bool:
    """Say whether the pair keeps the rules on length, script, digits and markup."""
    zh, en, _ = row
    han = len(_HAN.findall(zh))
    latin = len(_LATIN.findall(en))
    latin_zh = len(_LATIN.findall(zh))
    if not rules.min_chars <= len(zh) <= rules.max_chars or len(en) > 3.3 * rules.max_chars:
        return False
    if han < 2 or latin < 2 or latin_zh > 0.5 * han or _HAN.search(en) or latin < 0.6 * len(en.replace(" ", "")):
        return False
    if not 1.2 <= latin / han <= 7.5:
        return False
    if _MARKUP.search(zh) or _MARKUP.search(en) or _POLITY.search(zh) or _POLITY.search(en):
        return False
    return not set(_DIGITS.findall(zh)) ^ set(_DIGITS.findall(en)) or bool(re.search("[万亿月]", zh))


def share(text: str) -> float:
    """Return a number in 0..1 that depends on the text only: the same lines are kept in every run."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest()) / 2**32


def general(files: Iterable[Path], rules: Clean, held: frozenset[str]) -> Iterator[Row]:
    """Yield the clean pairs of the general corpus, each source at its weight, no sentence twice on either side."""
    seen: set[int] = set()
    for path in files:
        for zh, en, origin in read_rows(path, 3):
            weight = rules.weights.get(origin, rules.weights.get("*", 1.0))
            if origin in NEVER or share(zh) >= weight:
                continue
            if origin.startswith("tw_"):
                zh = _TAIWAN_WORD.sub(lambda match: _TAIWAN[match[0]], zh)
            row = Row(tidy_zh(zh), tidy_en(en), origin)
            keys = letters(row.zh), letters(row.en)
            marks = hash(keys[0]), hash(keys[1])
            if seen.isdisjoint(marks) and held.isdisjoint(keys) and wanted(row, rules):
                seen.update(marks)
                yield row


def held_out(folder: Path | None) -> frozenset[str]:
    """Return the letters of every line of the development sets: what must not be trained on."""
    if folder is None:
        return frozenset()
    lines = (line for path in sorted(folder.iterdir()) for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(letters(line) for line in lines)


def domain(folder: Path, seed: int, part: float = 0.05) -> tuple[list[Row], list[Row]]:
    """Keep ``part`` of the domain pairs for development, whole articles where a file keeps article order."""
    train: list[Row] = []
    dev: list[Row] = []
    draw = random.Random(seed)
    for path in sorted(folder.glob("*_pairs.tsv")):
        rows = [Row(tidy_zh(zh), tidy_en(en), path.stem) for zh, en in read_rows(path, 2)]
        blocks = _articles(rows) if path.stem[0] in "gh" else [[row] for row in rows]
        draw.shuffle(blocks)
        wanted_rows = round(part * len(rows))
        for block in blocks:
            (dev if wanted_rows > 0 else train).extend(block)
            wanted_rows -= len(block)
    kept = {letters(row.zh) for row in dev} | {letters(row.en) for row in dev}
    return [row for row in train if kept.isdisjoint((letters(row.zh), letters(row.en)))], dev


def _articles(rows: list[Row]) -> list[list[Row]]:
    """Cut at headlines: a line without end punctuation after one with it."""
    articles: list[list[Row]] = [[]]
    for row in rows:
        headline = row.zh[-1] not in "。！？”…：；）" and len(row.zh) < 40
        if headline and articles[-1] and articles[-1][-1].zh[-1] in "。！？”…":
            articles.append([])
        articles[-1].append(row)
    return [article for article in articles if article]
