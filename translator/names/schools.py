"""Schools, departments and institutes of a university or an academy: 河北大学新闻传播学院.

Law: what stands between the body and the generic part is a field of the table, or several joined by 与 and 和; nothing
of it is spelt or guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from translator.names import tables

_AND = ("与", "和", "及", "、")
#: generic part -> English, the field after it
_PARTS = {
    "学院": "School of {}", "系": "Department of {}", "学部": "Faculty of {}", "研究所": "Institute of {}",
    "研究院": "Institute of {}", "研究中心": "Research Center for {}", "重点实验室": "Key Laboratory of {}",
    "国家重点实验室": "State Key Laboratory of {}", "全国重点实验室": "State Key Laboratory of {}",
    "实验室": "Laboratory of {}", "科学学院": "School of {} Sciences",
}  # fmt: skip
_ENDINGS = "|".join(sorted(_PARTS, key=len, reverse=True))
_NAME = re.compile(rf"(.*(?:大学|学院|科学院|工程院|科院|研究院))(.+?)({_ENDINGS})")


def split(name: str) -> tuple[str, str] | None:
    """Return the body a part belongs to and the English of the part; None where the name is no such part.

    >>> split("河北大学新闻传播学院")
    ('河北大学', 'School of Journalism and Communication')
    """
    for match in filter(None, (_NAME.fullmatch(name), _SHORT.fullmatch(name))):
        if form := field(match[2]):
            return match[1], _PARTS[match[3]].format(form)
    return None


def alone(name: str) -> str:
    """Return a part without its body in English; "" where the name is none: 信息科学与工程学院."""
    ending = next((end for end in sorted(_PARTS, key=len, reverse=True) if name.endswith(end)), "")
    form = field(name.removesuffix(ending)) if ending else ""
    return _PARTS[ending].format(form) if form else ""


#: the body as short as it can be: 中国科学院 + 计算技术研究所, not 中国科学院计算技术研究 + 所
_SHORT = re.compile(_NAME.pattern.replace("(.*(?", "(.*?(?", 1))


@lru_cache(maxsize=1024)
def field(zh: str) -> str:
    """Return a field of study in English; "" where the table does not cover it.

    >>> field("材料科学与工程"), field("廊坊")
    ('Materials Science and Engineering', '')
    """
    if whole := tables.fields().get(zh):
        return whole
    for place in range(1, len(zh) - 1):
        if zh[place] in _AND:
            left, right = field(zh[:place]), field(zh[place + 1 :])
            if left and right:
                return f"{left}{',' if zh[place] == '、' else ' and'} {right}"
    for place in range(len(zh) - 2, 1, -1):
        left, right = tables.fields().get(zh[:place], ""), tables.fields().get(zh[place:], "")
        if left and right and " " not in right:
            return f"{left} {right}" if right in ("Engineering", "Technology", "Science") else f"{left} and {right}"
    return ""
