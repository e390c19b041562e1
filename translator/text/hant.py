"""Traditional Chinese at the edges: which script a text is in, and characters that stand for each other."""

from __future__ import annotations

from functools import cache

#: CJK Unified Ideographs and extension A: where characters in use have their Simplified forms
_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


@cache
def simplified_characters() -> dict[int, str]:
    """Return a table for ``str.translate``, Traditional to Simplified, one character for one: offsets stay.

    >>> "廊坊師範學院".translate(simplified_characters())
    '廊坊师范学院'
    """
    from opencc import OpenCC

    characters = [chr(code) for first, end in _BLOCKS for code in range(first, end)]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = zip(characters, simplified, strict=True)
    return {ord(old): new for old, new in pairs if old != new and len(new) == 1}
