"""Chinese numerals as values, and the words that only look like numbers."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
TENS = {"廿": 20, "卅": 30}
NUMERAL = "零〇○一二两三四五六七八九十百千万亿兆廿卅"

# Words in which a numeral counts nothing, or names something. Longest first by the regex below. Names of people and
# places need no entry of their own: a lone numeral counts only before a measure word (三亚 and 四川 have none).
_FIXED_WORDS = (
    "一带一路 二十国集团 七国集团 八国集团 七十七国集团 万一 千万别 千万不要 千万要 百度 百姓 "
    "万象 万达 万科 万安 万年青 万里长城 三峡 三亚 三明治 三轮车 三角 三角洲 三维 三文鱼 三农 "
    "三星堆 三国演义 三国时期 三国时代 三七 三门峡 三河 三沙 三元桥 三里屯 二手 二维码 二氧化 "
    "一氧化 二胡 二锅头 二传 四川 四季如春 四面 四周 四处 四合院 四通八达 四海 四方 四肢 四平 "
    "四书 五台山 五星红旗 五金 五粮液 五四运动 五四青年节 五指山 五大道 五花八门 五颜六色 五彩 "
    "五谷 五湖四海 五官 五大连池 六安 六盘水 六和塔 六合 六一儿童节 六一国际儿童节 七夕 七星岩 "
    "七嘴八舌 八达岭 八宝 八卦 八仙 八一建军节 八角 八路军 九寨沟 九华山 九江 九龙 九三阅兵 "
    "十字 十足 十渡 十堰 十全十美 十拿九稳 百货 百科 百花 百川 百年大计 百合 百家 百老汇 "
    "百事可乐 百日咳 百折不挠 百闻不如一见 千方百计 千家万户 千岛湖 千佛 千军万马 千变万化 "
    "千辛万苦 千篇一律 千里马 千古 千山 千禧 千载难逢 千秋 万物 万能 万岁 万众 万事 万国 "
    "万无一失 万家 万紫千红 万古 万隆 万水千山 万宁 万荣 万全 万州 亿万 成千上万 三三两两 "
    "三心二意 三言两语 三番五次 再三 丢三落四 不三不四 接二连三 乱七八糟 七上八下 四分五裂 "
    "四舍五入 一二三产业 一二三产 一二三次产业 两岸 两会 两翼 两栖 两手 两极 两性 两口子 两旁 "
    "两侧 两边 两端 两难 两地 三五成群 三令五申 举一反三 独一无二 数一数二 一五一十 一一 一举 "
    "一心一意 三八妇女节 三八国际妇女节 三一五 五一劳动节 五一国际劳动节 五一假期 五一小长假 "
    "五一黄金周 五一期间 五一节 十一黄金周 十一假期 十一长假 十一期间 双十一 双十二 双11 双12 "
    "六一 五四 八一 七一 一二九 九一八 五一 两弹一星 三资 三角形 四大发明 四大名著 三顾茅庐 "
    "三包 三无 五险一金 六神 七彩 九州 九霄 十里洋场 十里红妆 百里挑一 万里 千里 千里之行 "
    "半导体 半岛 半成品 半夜 半途 半山 半球 半径 半数以上 半点 半天 一半 过半 大半 "
    "半自动 半封闭 半坡 半官方 半个世纪 半边天 两全 两用 两全其美 两口 三山五岳 五行 五脏 五味 "
    "五常 五岳 六朝 六艺 八大处 九曲 九份 十八般 十里铺 三江源 三江 三原 三水 三台 二连浩特 "
    "二七 四平市 双一流 万宝 千金 千阳 百色 一些 一起 一样 一直 一般 一定 一切 一致 一流 "
    "一旦 一共 一并 一同 一边 一面 一度 一再 一贯 一律 一路 一代 一体 一经 统一 唯一 单一 "
    "同一 专一 之一 万元户 三好学生 三方 双方 三军 四个自信 四个意识 三严三实 两个维护 两学一做 "
    "放管服 七寸 八股 六部 七十二变 二十四史 二十四节气 二十四孝 百分百 三角梅 三国 "
    "三次产业 十三陵 一千道一万 三个臭皮匠 百尺竿头 万变不离其宗 三十而立 四十不惑 五十步笑百步 八九不离十 "
    "十之八九 十有八九 "
    "三百六十行 三十六计 九牛一毛 十万火急 九死一生 三头六臂 七大姑八大姨 四平八稳 十年树木 百年树人 百年好合 一日千里 "
    "五讲四美 一落千丈 一字千金 一诺千金 千钧一发 万籁俱寂 千家万户 千千万万 三月街 四月天 五马分尸 六亲不认 八面玲珑 "
)
FIXED_WORDS = _FIXED_WORDS.split()

#: words above that do hold a value the other language may show
_VALUED = {
    "一半",
    "过半",
    "大半",
    "半个世纪",
    "七十二变",
    "二十四史",
    "二十四节气",
    "二十四孝",
    "四大发明",
    "四大名著",
}
FIXED = re.compile(
    '十一(?=”|")|十分(?![之钟])|四季(?!度)|' + "|".join(sorted(set(FIXED_WORDS) - _VALUED, key=len, reverse=True))
)

#: the few words of time and group that say a number without a numeral: (value, unit)
IMPLIED = {
    "一半": ("0.5", "fraction"),
    "过半": ("0.5", "fraction"),
    "大半": ("0.5", "fraction"),
    "半数": ("0.5", "fraction"),
    "减半": ("0.5", "fraction"),
    "半个世纪": ("50", "year"),
    "翻番": ("2", "times"),
    "翻倍": ("2", "times"),
    "半个百分点": ("0.5", "points"),
    "一昼夜": ("24", "hour"),
    "翻一番": ("2", "times"),
    "翻了一番": ("2", "times"),
    "翻两番": ("4", "times"),
    "翻了两番": ("4", "times"),
    "翻三番": ("8", "times"),
    "翻了三番": ("8", "times"),
    "半年": ("6", "month"),
    "半个月": ("15", "day"),
    "半小时": ("30", "minute"),
    "半个小时": ("30", "minute"),
    "半天": ("0.5", "day"),
    "半斤": ("0.5", "jin"),
    "半亩": ("0.5", "mu"),
    "半公斤": ("0.5", "kg"),
    "半公里": ("0.5", "km"),
    "半里": ("0.5", "li"),
    "半吨": ("0.5", "t"),
    "半米": ("0.5", "m"),
}
IMPLIED_WORDS = re.compile(
    "(?<![两一二三四五六七八九十0-9上下前后])(?:" + "|".join(sorted(IMPLIED, key=len, reverse=True)) + ")"
)

#: a lone numeral is a number only before one of these
MEASURES = (
    "个名位家条项件次种类座台辆艘架所间届批支只头匹棵株颗粒张份部本册套艇枚块层楼级步句字段集章节点门面口户组队排列人国省市县区乡镇村"
    "车度折卷折篇课桌架寸尺钱毛分餐拨轴栋幢串束滴大小市处起场期轮代线路号环员口成倍杯碗瓶盒包袋箱顿道首幅尊具眼把根片滴声遍趟回番站型班年月日天周岁晚夜秒分时旬世"
)


def value_of(numeral: str) -> Decimal | None:
    """Return what a Chinese numeral is worth; None when it is not one.

    >>> value_of("三千二百万"), value_of("二〇二四"), value_of("两百五"), value_of("一点五亿"), value_of("三三")
    (Decimal('32000000'), Decimal('2024'), Decimal('250'), Decimal('150000000.0'), None)
    """
    whole, point, rest = numeral.partition("点")
    if not point:
        return _whole(whole)
    match = re.fullmatch(r"([零〇一二三四五六七八九]+)([十百千万亿兆]*)", rest)
    head = _whole(whole)
    if head is None or match is None:
        return None
    decimals = "".join(str(DIGITS[char]) for char in match[1])
    return Decimal(f"{head}.{decimals}") * scale_of(match[2])


def scale_of(scales: str) -> Decimal:
    """Return the product of scale characters: 万亿 is 10**12.

    >>> scale_of("万亿")
    Decimal('1000000000000')
    """
    product = 1
    for char in scales:
        product *= SCALES[char]
    return Decimal(product)


def _whole(numeral: str) -> Decimal | None:
    if numeral and all(char in DIGITS for char in numeral):
        digits = "".join(str(DIGITS[char]) for char in numeral)
        return Decimal(digits) if len(digits) == 1 or len(digits) >= 3 or digits[0] == "0" else None
    total = section = 0
    digit: int | None = None
    last_scale = 0
    for char in numeral:
        if char in "零〇○":
            last_scale = 10
        elif char in DIGITS:
            if digit is not None:
                return None
            digit = DIGITS[char]
        elif char in TENS:
            section, last_scale = section + TENS[char], 10
        elif SCALES[char] < 10**4:
            section += (1 if digit is None else digit) * SCALES[char]
            digit, last_scale = None, SCALES[char]
        else:
            total = _raise(total, section + (digit or 0), SCALES[char])
            section, digit, last_scale = 0, None, SCALES[char]
    # 一万三 is 13,000: a last digit right after a scale counts the next lower one, except after 十
    tail = (digit or 0) * (last_scale // 10 if last_scale > 10 else 1)
    return Decimal(total + section + tail)


def _raise(total: int, section: int, scale: int) -> int:
    """Apply 万 or 亿: 三万亿 multiplies what stands before it, 一亿二千万 adds to it."""
    if section == 0:
        return (total or 1) * scale
    return (total + section) * scale if total and scale > total else total + section * scale
