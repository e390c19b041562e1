"""What full-text search indexes: pairs of neighbouring Han characters, and Latin words."""

from __future__ import annotations

import re
import unicodedata

# \N{HAN} has no class in re: the unified ideographs, extension A, compatibility forms, and the planes above
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")


def grams(text: str) -> list[str]:
    """Return the grams of ``text`` in reading order; a lone Han character is its own gram.

    SQLite's own tokenizers find no two-character word such as 廊坊.

    >>> grams("廊坊市有 Yaohua 玻璃")
    ['廊坊', '坊市', '市有', 'yaohua', '玻璃']
    """
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if re.match(f"[{_HAN}]", run) and len(run) > 1:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.append(run)
    return found
