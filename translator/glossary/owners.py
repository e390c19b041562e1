"""What an English name belongs to that only begins or ends like a term: Nanjing University of the Arts, Tong Haiyang.

Law: a guard only ever takes a hit away; what the glossary has for the whole name is found instead.
"""

from __future__ import annotations

import re

from translator.model import Term, TermKind

_SCHOOL = re.compile(r"(?:University|Institute|College|Academy)$")
_OF_MORE = re.compile(r" (?:of (?:the )?(?!China\b)[A-Z][a-z]|Press\b|Hospital\b)")
#: surnames in pinyin that stand before a given name
_SURNAMES = (
    "An Bai Cai Cao Chang Chen Cheng Cui Dai Deng Ding Dong Du Duan Fan Fang Feng Fu Gan Gao Ge Gong Gu Guo Hao "
    "He Hong Hou Hu Huang Jia Jiang Jin Kang Kong Lei Li Liang Liao Lin Liu Long Lu Luo Ma Mao Meng Mo Nie Ning "
    "Ouyang Pan Pang Peng Qian Qiao Qin Qiu Qu Ren Shao Shen Shi Sima Song Su Sun Tan Tang Tao Tian Tong Wan Wang "
    "Wei Wu Xia Xiang Xiao Xie Xiong Xu Xue Yan Yang Yao Ye Yin Yu Yuan Zeng Zhai Zhang Zhao Zheng Zhong Zhou Zhu "
    "Zhuge Zou "
)
_PERSON = re.compile(rf"(?<![A-Za-z-])(?:{'|'.join(_SURNAMES.split())}) $")
_PLACE_AFTER = re.compile(r"[ -](?:[Cc]ity|[Cc]ounty|[Dd]istrict|[Pp]rovince|River|[Tt]own|Road|Street)")


def guards_name(term: Term, text: str) -> bool:
    """Say whether hits of ``term`` in English have to be looked at."""
    return bool(_SCHOOL.search(text)) or (term.kind is TermKind.PLACE and text.isalpha())


def is_other(form: str, text: str, start: int, end: int) -> bool:
    """Say whether ``text[start:end]``, written as ``form``, is part of another name.

    >>> is_other("Nanjing University", "Nanjing University of the Arts", 0, 18)
    True
    >>> is_other("Haiyang", "said Tong Haiyang, head of", 10, 17), is_other("Haiyang", "in Haiyang, Shandong", 3, 10)
    (True, False)
    """
    if _SCHOOL.search(form):
        return bool(_OF_MORE.match(text, end))
    person = _PERSON.search(text, max(0, start - 10), start)
    return bool(person) and not _PLACE_AFTER.match(text, end)
