"""Regions of China: reading them at the front of a name, and saying them in English in each position.

Law: a county whose name is one character keeps 县 in its pinyin (赵县 Zhaoxian County); every other name is cut before
its generic part.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from translator.names import pinyin, tables

#: ending -> level, English; the longest that fits counts
ENDINGS = {
    "特别行政区": ("region", "Special Administrative Region"),
    "自治区": ("region", "Autonomous Region"),
    "自治州": ("prefecture", "Autonomous Prefecture"),
    "自治县": ("county", "Autonomous County"),
    "自治旗": ("county", "Autonomous Banner"),
    "联合旗": ("county", "United Banner"),
    "特区": ("district", "Special District"),
    "新区": ("district", "New Area"),
    "矿区": ("district", "Mining District"),
    "林区": ("county", "Forestry District"),
    "地区": ("prefecture", "Prefecture"),
    "省": ("province", "Province"),
    "市": ("city", "City"),
    "县": ("county", "County"),
    "旗": ("county", "Banner"),
    "盟": ("prefecture", "League"),
    "区": ("district", "District"),
    "镇": ("town", "Town"),
    "乡": ("town", "Township"),
}


@dataclass(frozen=True, slots=True)
class Region:
    """A region as it stands in a name: its Chinese, level, bare English name, and the full one with the generic."""

    zh: str
    level: str
    name: str
    full: str
    #: whether the generic part stood in the Chinese
    whole: bool

    @property
    def attr(self) -> str:
        """Return the form before a school or a company: Langfang, Hebei Provincial, Gu'an County."""
        if not self.whole or self.level in ("city", "country", "region"):
            return self.name
        return f"{self.name} Provincial" if self.level == "province" else self.full

    @property
    def gov(self) -> str:
        """Return the form before a body of the state: Langfang Municipal, Hebei Provincial, Gu'an County."""
        if self.level == "country":
            return "Chinese"
        if self.level == "province":
            return f"{self.name} Provincial"
        if self.level == "city" and self.whole:
            return f"{self.name} Municipal"
        return self.full if self.whole else self.name

    @property
    def of(self) -> str:
        """Return the form after "of": Hebei Province, Langfang, Gu'an County."""
        return self.name if self.level in ("city", "country") or not self.whole else self.full


def region(zh: str) -> Region | None:
    """Return the region of a full name by its ending, known or not; None where nothing stands before the ending.

    >>> region("赵县").full, region("大厂回族自治县").full, region("重庆市").gov
    ('Zhaoxian County', 'Dachang Hui Autonomous County', 'Chongqing Municipal')
    """
    ending = _ending(zh)
    if not ending:
        return None
    level, generic = ENDINGS[ending]
    bare = zh[: -len(ending)]
    if known := tables.established().get(zh):
        return Region(zh, level, known.form.removesuffix(f" {generic}"), known.form, whole=True)
    groups = ""
    if bare in tables.peoples():  # 东乡族自治县 is named after the people alone
        return Region(zh, level, tables.peoples()[bare], f"{tables.peoples()[bare]} {generic}", whole=True)
    if bare not in tables.established():
        bare, groups = _groups(bare, ending)
    name = _name(bare, level)
    if not name:
        name = pinyin.place(zh) if len(bare) == 1 and len(ending) == 1 else _settled(zh, len(bare))
    full = name if level == "city" else " ".join(filter(None, (name, groups, generic)))
    return Region(zh, level, name, full, whole=True)


def _settled(zh: str, size: int) -> str:
    """Return the pinyin of the first characters, read together with what follows (大城县 Daicheng)."""
    return pinyin.join(pinyin.syllables(zh)[:size])


def _ending(zh: str) -> str:
    """Return the generic part of a division: 浦东新区 ends in 新区, 清新区 and 树林区 in 区."""
    for end in ENDINGS:
        bare = len(zh) - len(end)
        short = len(end) == 2 and end[1] == "区" and (bare < 2 or (end == "林区" and zh != "神农架林区"))
        if zh.endswith(end) and bare > 0 and not short:
            return end
    return ""


def _name(zh: str, level: str) -> str:
    """Return the established form of a bare name; a convention holds for the province or city of that name only."""
    known = tables.established().get(zh)
    if not known or (known.note == "convention" and level not in ("province", "region", "city")):
        return ""
    return known.form if " " not in known.form or known.note != "convention" or level != "city" else ""


def _groups(bare: str, ending: str) -> tuple[str, str]:
    """Split the ethnic groups off an autonomous division: 双江拉祜族佤族 -> 双江, Lahu and Va."""
    found: list[str] = []
    peoples = tables.peoples()
    if not ending.startswith("自治") and not (ending == "区" and bare.endswith("族")):
        return bare, ""
    while group := next((zh for zh in peoples if bare.endswith(zh) and len(bare) > len(zh)), ""):
        bare, found = bare[: -len(group)], [peoples[group], *found]
    if len(found) > 2:
        found = [", ".join(found[:-1]), found[-1]]
    return bare, " and ".join(found)


@cache
def bare_names() -> dict[str, str]:
    """Return the bare names of divisions (廊坊) with the full name they most likely stand for (廊坊市)."""
    order = ("province", "region", "city", "prefecture", "county", "district")
    found: dict[str, tuple[int, str]] = {}
    for zh in tables.divisions():
        ending = _ending(zh)
        bare = _groups(zh[: -len(ending)], ending)[0]
        rank = order.index(ENDINGS[ending][0])
        if len(bare) > 1 and bare not in tables.ordinary("bare") and rank < found.get(bare, (9, ""))[0]:
            found[bare] = (rank, zh)
    return {bare: zh for bare, (_, zh) in found.items()}


def read(name: str, *, most: int = 5) -> tuple[list[Region], str]:
    """Read the regions at the front of a name, from the largest to the smallest; return them and the rest.

    >>> [found.name for found in read("河北省廊坊市教育局")[0]], read("河北省廊坊市教育局")[1]
    (['Hebei', 'Langfang'], '教育局')
    """
    found: list[Region] = []
    while name and len(found) < most and (first := first_region(name)):
        found.append(first)
        name = name[len(first.zh) :]
    return found, name


def first_region(name: str) -> Region | None:
    """Return the region a name begins with, the longest known one; None where it begins with none."""
    for size in range(min(len(name), 15), 1, -1):
        zh = name[:size]
        if zh in tables.divisions():
            return region(zh)
        if zh in bare_names():
            return _bare(zh)
        if zh in ("中国", "中华人民共和国"):
            return Region(zh, "country", "China", "China", whole=False)
    return None


def _bare(zh: str) -> Region | None:
    full = region(bare_names()[zh])
    return Region(zh, full.level, full.name, full.full, whole=False) if full else None
