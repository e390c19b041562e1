"""How a text may say a term in short: the Yangtze for 长江, SMEs for 中小企业, 敦煌 for 敦煌市, 京 for 北京.

Law: a short form only ever answers whether a term stands in a translation; nothing is looked for or written by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from translator.model import Lang, Term
from translator.text.placing import accepted_forms, occurrences

#: one character (or two) that stands for a place beside other words: 京津, 沪指, 中美, 日元
_ZH_SHORT_WORDS = (
    "北京:京 天津:津 河北:冀 山西:晋 内蒙古:蒙 辽宁:辽 吉林:吉 黑龙江:黑 上海:沪 江苏:苏 浙江:浙 安徽:皖 "
    "福建:闽 江西:赣 山东:鲁 河南:豫 湖北:鄂 湖南:湘 广东:粤 广西:桂 海南:琼 重庆:渝 四川:川|蜀 贵州:黔|贵 "
    "云南:滇|云 西藏:藏 陕西:陕|秦 甘肃:甘|陇 青海:青 宁夏:宁 新疆:疆|新 台湾:台 香港:港 澳门:澳 南京:宁 "
    "广州:穗 深圳:深 成都:蓉 武汉:汉 杭州:杭 厦门:厦 大连:连 青岛:青 苏州:苏 福州:榕 中国:中|华|我国|国内|全国 "
    "美国:美 英国:英 法国:法 德国:德 俄罗斯:俄 日本:日 韩国:韩 朝鲜:朝 印度:印 巴西:巴 巴基斯坦:巴 加拿大:加 "
    "澳大利亚:澳 意大利:意 西班牙:西 葡萄牙:葡 荷兰:荷 比利时:比 瑞士:瑞 泰国:泰 越南:越 新加坡:新 马来西亚:马 "
    "印度尼西亚:印尼 菲律宾:菲 老挝:老 柬埔寨:柬 缅甸:缅 埃及:埃 南非:南 哈萨克斯坦:哈 乌克兰:乌 以色列:以 "
    "伊朗:伊 土耳其:土 墨西哥:墨 阿根廷:阿 蒙古:蒙 欧洲:欧 亚洲:亚 非洲:非 拉丁美洲:拉美 北美洲:北美 "
    "南美洲:南美 大洋洲:大洋 欧洲联盟:欧 长江:江 黄河:黄|河 "
)
_ZH_SHORT = {name: shorts.split("|") for name, _, shorts in (pair.partition(":") for pair in _ZH_SHORT_WORDS.split())}
#: a country is named by one character only beside these: 中美, 美元, 日方, 访美, 对日
_BESIDE = "中美英法德俄日韩朝印加澳意欧亚非拉京津冀沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁台港深穗"
_AFTER = "元方媒军股企资商货圆镑裔籍裔国式语文队派府省市剧菜商江指深交大高铁藏铁线深通博"
_BEFORE = "访对赴驻在留旅抗援来入离返进抵全晋本东西南北大老全"
_ZH_TAILS = re.compile(
    "(?:(?:股份)?有限(?:责任)?公司|集团|公司|博物院|特别行政区|(?:[壮回]族|维吾尔)?自治区|[市省州县区旗盟节])$"
)

_EN_GENERIC = (
    "River|Rivers|Mountains|Mountain|Lake|Desert|Sea|Island|Islands|Peninsula|Archipelago|Canal|Strait|Plateau|Basin|"
    "Plain|Gorge|Grottoes|Caves|City|Province|County|District|Prefecture|Region|Municipality|Opera|opera"
)
_EN_TAILS = re.compile(
    rf"(?: (?:{_EN_GENERIC}|ethnic group|Inc\.|Ltd\.?|Corp\.|Corporation|Company|Group|Co\.(?:,? Ltd\.?)?|"
    "Airlines|News Agency|Prize))+$"
)
_EN_HEADS = re.compile(r"^(?:Mount|Lake|State of|Gulf of|Republic of|Port of|the|The) (?=[A-Z])")
#: words that are no name without what stands beside them: the Yellow River, the Red Sea
_COMMON_WORDS = "yellow red black white dead east west south north great grand new old inner outer national"
_COMMON = frozenset(_COMMON_WORDS.split())
#: generic parts some houses write small: Gangcha county, Hebei province
_SMALL = re.compile(
    r" (Province|City|County|District|Prefecture|Autonomous|Region|Municipality|Banner|Township|Town|Municipal|"
    r"Provincial|Committee|President|Center|People's|Government|Peninsula|Archipelago|River|Mountains?|Lake|Island|Islands|Airport|Railway|Station|Special|"
    r"Administrative|Secretary|General|Minister|Governor|Mayor|Development|Zone|Park|Opera|Bridge|Road|Street)\b"
)
#: the Ministry of Health is the Health Ministry as well
_OFFICE = re.compile("(Ministry|Department|Bureau|Minister) of ([A-Z].*)")
_FEW_WORDS = frozenset({"of", "and", "the", "for", "to", "in", "on", "with", "by"})


def _plain(text: str) -> str:
    """Return ``text`` without what houses write differently: Chang'e-6 and Chang'e 6, vice-mayor, Türkiye."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return bare.replace("-", " ")


def said_in_short(term: Term, target: str, lang: Lang) -> bool:
    """Say whether ``target`` has ``term`` in a form that is shorter than the glossary's.

    >>> river, city = Term("长江", "Yangtze River"), Term("敦煌市", "Dunhuang")
    >>> said_in_short(river, "along the Yangtze", Lang.EN), said_in_short(city, "敦煌石窟", Lang.ZH)
    (True, True)
    """
    if lang is Lang.ZH:
        return any(form in target for form in (*term.zh_accepted, *_zh_forms(term))) or _by_a_character(term, target)
    texts = {target, _plain(target)}
    if any(occurrences(text, form, lang) for text in texts for form in _en_forms(term)):
        return True
    forms = {_plain(form): form for form in accepted_forms(term, lang)}
    return any(occurrences(_plain(target), plain, lang) and form not in target for plain, form in forms.items())


def _zh_forms(term: Term) -> Iterator[str]:
    for form in term.searched(Lang.ZH):
        stem = form
        while (match := _ZH_TAILS.search(stem)) and match.start() >= 2:
            stem = stem[: match.start()]
            if len(stem) > 2 or match[0] not in "区县旗":
                yield stem


def _by_a_character(term: Term, target: str) -> bool:
    for form in term.accepted(Lang.ZH):
        shorts = _ZH_SHORT.get(form) or _ZH_SHORT.get(_ZH_TAILS.sub("", form)) or []
        if any(short in target if len(short) > 1 else _stands_beside(short, target) for short in shorts):
            return True
    return False


def _stands_beside(char: str, target: str) -> bool:
    return bool(re.search(rf"(?<=[{_BESIDE}{_BEFORE}]){char}|{char}(?=[{_BESIDE}{_AFTER}])", target))


def _en_forms(term: Term) -> Iterator[str]:
    yield from term.en_accepted
    for form in accepted_forms(term, Lang.EN):
        stem = _EN_HEADS.sub("", _EN_TAILS.sub("", form))
        if stem != form and len(stem) >= 2 and stem.lower() not in _COMMON:
            yield stem
        if _SMALL.search(form):
            yield from _with_small_generics(form)
        yield from _initials(form)
        if len(form) > 3:
            yield form.upper()
        if office := _OFFICE.fullmatch(form):
            yield from (f"{office[2]} {office[1]}", f"{office[2]} {office[1].lower()}")
            yield f"{office[2].lower()} {office[1].lower()}"


def _with_small_generics(form: str) -> Iterator[str]:
    """Yield "Bole city" and "Xinjiang Uygur autonomous region"; all generic words small, or only the last."""
    yield _SMALL.sub(lambda match: " " + match[1].lower(), form)
    head, _, last = form.rpartition(" ")
    yield f"{head} {last.lower()}"


def _initials(form: str) -> Iterator[str]:
    words = [word for word in re.split(r"[ -]", form) if word and word not in _FEW_WORDS]
    if len(words) >= 3 and all(word.isalpha() for word in words):
        initials = "".join(word[0] for word in words).upper()
        yield initials
        whole = [word for word in form.split(" ") if word not in _FEW_WORDS]
        short = "".join(word[0] for word in whole).upper()
        if len(short) >= 3 and short != initials:
            yield short
