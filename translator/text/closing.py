"""How a sentence may end: end marks and what closes behind them."""

from __future__ import annotations

import re

#: marks that end a sentence; a run of them is one end (！？, ?!, ……)
END_MARKS = "。！？｡!?‼⁇⁈⁉"
#: quotes, brackets and markup that close behind an end mark and still belong to the sentence
CLOSERS = re.compile(
    r"""(?:["'”’»）)】］\]》〉」』〕*_`]|\]\([^()\s]*\)|</[A-Za-z][^<>]*>|<sup>.{1,8}?</sup>|\[\^[^\]\s]+\])+"""
)
_END = re.compile(rf"(?:[{END_MARKS}]|\.|…){CLOSERS.pattern[:-1]}*$")


def ends_sentence(text: str) -> bool:
    """Say whether ``text`` ends with an end mark, closers behind it allowed.

    >>> ends_sentence("“好！”"), ends_sentence("Really?)"), ends_sentence("标题")
    (True, True, False)
    """
    return _END.search(text.rstrip()[-40:]) is not None
