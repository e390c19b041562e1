"""Foreign people in English text: what reads as a person, and the name in Hanzi, part by part.

Law: a first name of the table, a title or an initial is evidence; a Chinese name in pinyin never gets Hanzi, and a
part that no table has is transliterated and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import combining, normalize

from translator.model import TermKind
from translator.names import english, tables
from translator.names.english import Han
from translator.names.transliterate import transliterate
from translator.names.words_in_english import everyday, stops_name, unknown

#: particles before a surname: joined to it, or with a dot after them as the press writes them
PARTICLES = {
    "van": "范", "von": "冯·", "de": "德", "la": "拉", "del": "德尔", "der": "德", "den": "登", "di": "迪", "du": "迪",
    "da": "达", "dos": "多斯", "al": "阿勒", "bin": "本·", "ibn": "伊本·", "ben": "本·", "le": "勒", "el": "埃尔",
    "ter": "特", "y": "-",
}  # fmt: skip
INITIAL = re.compile(r"(?:[A-Z\u00c0-\u00de]\.?|(?:[A-Z]\.){2,})")


def reads_as_person(words: Sequence[str], first: bool) -> Han | None:
    """Return the person some capitalised words name; None where nothing says that they are one.

    ``first``: whether they begin a sentence, where a capital tells nothing.
    """
    full = [word for place, word in enumerate(words) if word.lower() not in PARTICLES or not (place or word.islower())]
    if len(full) < 2 or "," in words or any(stops_name(word) for word in words) or words[-1] in PARTICLES:
        return None
    if any(word.islower() and word not in PARTICLES for word in words) or words[0].islower():
        return None
    if english.is_chinese_person(list(words)) and not (first and all(everyday(word) for word in words)):
        return _in_pinyin(words)
    rest = [word for word in full[1:] if not INITIAL.fullmatch(word)]
    if not rest:
        return None
    if found := of_asia(full):
        return found
    if INITIAL.fullmatch(words[0]):
        named = all(len(word) > 1 and (unknown(word) or _known_person(word)) for word in rest)
        return person(words, 0.5) if named and len(full) <= 4 else None
    if len(full) <= 4 and _is_first_name(words[0], first, rest):
        return person(words, 0.55)
    if len(full) < len(words) and not words[0].islower() and not everyday(words[0]) and unknown(words[-1]):
        return person(words, 0.45)  # a particle before the last name
    sure = not first or unknown(words[1])
    if len(full) == 2 and unknown(words[0]) and sure and not any(english.is_pinyin(word) for word in full):
        return person(words, 0.4) if not _is_common(words[-1]) else None
    return None


def in_tables(words: Sequence[str]) -> bool:
    """Say whether the first and the last of some words are people in the table, where capitals tell nothing."""
    return len(words) > 1 and _known_person(words[0]) and _known_person(words[-1])


_JAPANESE = re.compile(
    r"[A-Z][a-z]*(?:moto|mura|yama|kawa|gawa|saki|zaki|shima|jima|hara|bara|guchi|hashi|bashi|matsu|naka|uchi|bayashi|"
    r"sawa|zawa|kura|tani|oka|shita|shiro|ishi|nabe|mizu|mori)|Suzuki|Sato|Ito|Kato|Yoshida|Yamada|Sasaki|Inoue|Saito|"
    r"Abe|Ikeda|Maeda|Goto|Endo|Ueda|Honda|Kondo|Sakai|Kudo|Miura|Ono|Wada|Ando|Fujii"
)
_KANA = re.compile(r"[A-Z]?(?:(?:[kgsztdnhbpmrywfj]|sh|ch|ts|[kgnhmrbp]y)?[aiueo]+n?)+")


_VIETNAMESE = re.compile("Nguyen|Nguyễn|Pham|Huynh|Phan|Truong|Trinh|Dinh|Duong|Bui|Vuong")


def of_asia(words: Sequence[str]) -> Han | None:
    """Return a person whose spelling is Japanese, Korean or Vietnamese, without a form; None for others."""
    if not (people := _of_asia(words)):
        return None
    reason = f"reads as a {people} person: the Hanzi cannot be told from the spelling, look them up"
    return Han("", TermKind.PERSON, 0.15, reason)


def _of_asia(words: Sequence[str]) -> str:
    """Return whose spelling a name has, Japanese, Korean or Vietnamese; "" for others."""
    if _known(words[0]) is None and len(words) <= 4 and _VIETNAMESE.fullmatch(words[0]):
        return "Vietnamese"
    if len(words) == 1 and not _known(words[0]) and _JAPANESE.fullmatch(words[0]) and len(words[0]) > 5:
        return "Japanese"
    if len(words) != 2 or " ".join(words) in tables.persons_en() or tables.foreign().get(" ".join(words)):
        return ""
    given, family = words
    if _JAPANESE.fullmatch(family) and _KANA.fullmatch(given.lower()) and not _known_person(given):
        return "Japanese"
    hyphened = re.fullmatch(r"[A-Z][a-z]+-[a-z]+", family)
    return "Korean" if hyphened and given in tables.titles_en("korean") else ""


def person(words: Sequence[str], sure: float, *, female: bool = False) -> Han:
    """Return a person in Hanzi, the parts joined by a dot; ``female``: whether a title says that it is a woman."""
    if found := english.known(" ".join(words)) or of_asia(words):
        return found
    if english.is_chinese_person(list(words)):
        return _in_pinyin(words)
    parts = [word for word in words if word not in ("Jr.", "Sr.")]
    forms: list[str] = []
    told: list[str] = []
    before = ""
    for place, word in enumerate(parts):
        if word.lower() in PARTICLES and place + 1 < len(parts) and (word.islower() or place):
            before += PARTICLES[word.lower()]
            continue
        known = _known(word)
        form = _part(word, female=female and place == 0 and len(parts) > 1, foreign=bool(told))
        if known or INITIAL.fullmatch(word):
            told.append(word)
        forms.append((before + form) if form else "")
        before = ""
    if not all(forms):
        return Han("", TermKind.PERSON, 0.1, f"{' '.join(words)} reads as pinyin: ask for the Hanzi")
    names = [word for word in told if not INITIAL.fullmatch(word)]
    reason = f"{', '.join(names)} from the table of foreign names" if names else "by the transliteration table"
    if names and len(told) < len(forms):
        reason += ", the rest by the transliteration table"
    sure = 0.75 if len(told) == len(forms) else sure  # the parts are sure; this person may have a form of their own
    return Han(_joined(parts, forms), TermKind.PERSON, sure, reason, _others(parts, forms))


def _joined(parts: Sequence[str], forms: Sequence[str]) -> str:
    """Join by dots; initials at the front keep their full stops: J. K. 罗琳."""
    count = 0
    while count < len(parts) - 1 and INITIAL.fullmatch(parts[count]):
        count += 1
    initials = " ".join(f"{letter}." for form in forms[:count] for letter in form.replace(".", ""))
    return " ".join(filter(None, (initials, "·".join(forms[count:]))))


def _others(parts: Sequence[str], forms: Sequence[str]) -> tuple[str, ...]:
    """Return the name with the other known forms of its last part."""
    known = _known(parts[-1])
    return tuple(_joined(parts, [*forms[:-1], other]) for other in known.others) if known else ()


def _in_pinyin(words: Sequence[str]) -> Han:
    reason = f"reads as a Chinese person, surname {words[0]}: the Hanzi cannot be told from pinyin, ask for them"
    return Han("", TermKind.PERSON, 0.15, reason)


def _part(word: str, *, female: bool, foreign: bool) -> str:
    if INITIAL.fullmatch(word):
        return word.rstrip(".")
    known = _known(word)
    if not known and foreign and english.is_pinyin(word) and not english.is_pinyin_surname(word):  # Albert Muchanga
        return transliterate(word)
    return known.form if known else english.spelt(word, female=female).zh


def _known(word: str) -> tables.Known | None:
    """Return a name of the table, also where the text has the accents the table leaves out (José)."""
    table = tables.foreign()
    known = table.get(word) or table.get("".join(ch for ch in normalize("NFD", word) if not combining(ch)))
    husband = table.get(word[:-1]) if not known and word.endswith(("ova", "eva")) else None
    if husband and husband.form.endswith("夫"):  # Kuznetsova after Kuznetsov
        return replace(husband, form=f"{husband.form[:-1]}娃", others=())
    return known if known and known.kind in (TermKind.PERSON, TermKind.PLACE) else None


def _known_person(word: str) -> bool:
    known = _known(word)
    return bool(known and known.kind is TermKind.PERSON)


def _is_first_name(word: str, first: bool, rest: Sequence[str]) -> bool:
    """Say whether a word is a first name here: one that is a word too needs a surname that is none."""
    if not _known_person(word.split("-")[0]):  # Jean-Luc
        return False
    weak = word in tables.titles_en("weak") or (everyday(word) and word not in tables.titles_en("strong"))
    if not weak:
        return not any(_is_common(name) for name in rest)
    return not any(everyday(name) and not _known_person(name) for name in rest) and not (
        first and all(everyday(name) for name in rest)
    )


def _is_common(word: str) -> bool:
    """Say whether a word is a generic part or a word that names are made of: Cup, River, National."""
    known = _known(word)
    return not known and (word in english.generic_words() or word in tables.words_en())
