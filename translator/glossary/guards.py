"""What may not follow a Chinese name: 财政部 is no hit in 财政部门 (finance departments), 定州市 none in 定州市场.

Chinese has no word edges, but the last character of a name begins other words too. Law: a guard only ever takes a hit
away; the name without that character, where the glossary has it, is found instead.
"""

from __future__ import annotations

import re

#: ending of a name -> what, right after it, makes another word of its last character
_AFTER = {
    "部": "[门分队署长落位]",
    "区": "[域别分间块位划隔]",
    "县": "域|城(?![关区建管乡市投镇中东西南北])",
    "市": "[场民长价值况容面](?!政)",
    "省": "[份城]|会(?![计议展同])",
    "会": "议",
    "院": "[士长]",
    "局": "[面部势限长]",
    "厅": "[堂长]",
    "办": "[法理公学]",
    "委": "[员托派屈]",
    "署": "名",
    "长": "[期达久大效远短假春江三征足处度相]",
    "所": "[有以谓长在]",
    "法": "[规律院官人制学案治国庭定]",
    "大学": "生(?![态物命活科])",
    "学院": "[派长]",
    "银行": "[业家间卡]",
    "公司": "法",
    "中心": "[城思]|点|区位",
}
_PATTERNS = {ending: re.compile(after) for ending, after in _AFTER.items()}


def guard(form: str) -> re.Pattern[str] | None:
    """Return what may not follow ``form``; None where anything may.

    >>> bool(guard("财政部").match("财政部门", 3)), bool(guard("定州市").match("定州市政府", 3))
    (True, False)
    """
    return next((_PATTERNS[form[-size:]] for size in (2, 1) if form[-size:] in _PATTERNS and len(form) > size), None)
