"""What a capitalised English word is, if it is no name: a word of every day, a title, a word no list has."""

from __future__ import annotations

import re
from functools import lru_cache

from translator.names import tables


@lru_cache(maxsize=8192)
def everyday(word: str) -> bool:
    """Say whether a word is everyday English, by the word list of simplemma, whose names keep their capital."""
    from simplemma import is_known, lemmatize

    small = word.lower()
    return bool(is_known(small, lang="en")) and lemmatize(small, lang="en")[:1].islower()


def stops_name(word: str) -> bool:
    """Say whether a word is a title, or a capitalised word that is no name."""
    return word in tables.titles_en("none") or word in tables.titles_en("title")


def unknown(word: str) -> bool:
    """Say whether no list has a word, so that it can only be a name: four letters or more, no abbreviation."""
    from simplemma import is_known

    plain = word.replace("’", "'")
    if re.search(r"'(?:re|ll|ve|d|m|t)$", plain):  # They're
        return False
    if len(plain) < 4 or plain.isupper() or any(ch.isdigit() for ch in plain) or re.search(r"[a-z][A-Z]", plain[3:]):
        return False
    return not any(is_known(part.lower(), lang="en") or is_known(part, lang="en") for part in plain.split("-"))
