"""Units of both languages: what they measure, how they convert, how they are written.

Factors are exact where law defines them so (1 亩 = 10000/15 m2, 1 斤 = 0.5 kg by China's State Council order of
1984; 1 mile = 1609.344 m by the yard agreement of 1959); the base of each dimension is the SI unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: ``value * factor + zero`` is the amount in the base of ``dimension``. ``zh``/``en``: the usual word."""

    kind: str
    dimension: str
    factor: Decimal
    zh: str
    en: str
    zero: Decimal = Decimal(0)


def _unit(kind: str, dimension: str, factor: str, zh: str, en: str, zero: str = "0") -> Unit:
    top, _, bottom = factor.partition("/")
    return Unit(kind, dimension, Decimal(top) / Decimal(bottom or 1), zh, en, Decimal(zero))


UNITS: dict[str, Unit] = {
    "%": _unit("share", "share", "0.01", "%", "percent"),
    "‰": _unit("share", "share", "0.001", "‰", "per thousand"),
    "tenth": _unit("share", "share", "0.1", "成", "tenths"),
    "fraction": _unit("share", "share", "1", "", ""),
    "times": _unit("share", "share", "1", "倍", "times"),
    "off": _unit("share", "off", "0.01", "", ""),  # taken off a price: 七折 is 30
    "points": _unit("percentage points", "points", "1", "个百分点", "percentage points"),
    "bp": _unit("percentage points", "points", "0.01", "个基点", "basis points"),
    "CNY": _unit("money", "CNY", "1", "元", "yuan"),
    "jiao": _unit("money", "CNY", "0.1", "角", "jiao"),
    "fen": _unit("money", "CNY", "0.01", "分", "fen"),
    "USD": _unit("money", "USD", "1", "美元", "U.S. dollars"),
    "cent": _unit("money", "USD", "0.01", "美分", "cents"),
    "EUR": _unit("money", "EUR", "1", "欧元", "euros"),
    "GBP": _unit("money", "GBP", "1", "英镑", "pounds"),
    "JPY": _unit("money", "JPY", "1", "日元", "yen"),
    "HKD": _unit("money", "HKD", "1", "港元", "Hong Kong dollars"),
    "MOP": _unit("money", "MOP", "1", "澳门元", "patacas"),
    "TWD": _unit("money", "TWD", "1", "新台币", "New Taiwan dollars"),
    "AUD": _unit("money", "AUD", "1", "澳元", "Australian dollars"),
    "CAD": _unit("money", "CAD", "1", "加元", "Canadian dollars"),
    "SGD": _unit("money", "SGD", "1", "新加坡元", "Singapore dollars"),
    "NZD": _unit("money", "NZD", "1", "新西兰元", "New Zealand dollars"),
    "KRW": _unit("money", "KRW", "1", "韩元", "won"),
    "RUB": _unit("money", "RUB", "1", "卢布", "rubles"),
    "INR": _unit("money", "INR", "1", "卢比", "rupees"),
    "CHF": _unit("money", "CHF", "1", "瑞士法郎", "Swiss francs"),
    "THB": _unit("money", "THB", "1", "泰铢", "baht"),
    "mm": _unit("measure", "length", "0.001", "毫米", "millimeters"),
    "cm": _unit("measure", "length", "0.01", "厘米", "centimeters"),
    "dm": _unit("measure", "length", "0.1", "分米", "decimeters"),
    "m": _unit("measure", "length", "1", "米", "meters"),
    "km": _unit("measure", "length", "1000", "公里", "kilometers"),
    "um": _unit("measure", "length", "0.000001", "微米", "micrometers"),
    "nm": _unit("measure", "length", "0.000000001", "纳米", "nanometers"),
    "cun": _unit("measure", "length", "1/30", "寸", "cun"),
    "chi": _unit("measure", "length", "1/3", "尺", "chi"),
    "zhang": _unit("measure", "length", "10/3", "丈", "zhang"),
    "li": _unit("measure", "length", "500", "里", "li"),
    "nmi": _unit("measure", "length", "1852", "海里", "nautical miles"),
    "mi": _unit("measure", "length", "1609.344", "英里", "miles"),
    "ft": _unit("measure", "length", "0.3048", "英尺", "feet"),
    "in": _unit("measure", "length", "0.0254", "英寸", "inches"),
    "yd": _unit("measure", "length", "0.9144", "码", "yards"),
    "m2": _unit("measure", "area", "1", "平方米", "square meters"),
    "km2": _unit("measure", "area", "1000000", "平方公里", "square kilometers"),
    "mm2": _unit("measure", "area", "0.000001", "平方毫米", "square millimeters"),
    "cm2": _unit("measure", "area", "0.0001", "平方厘米", "square centimeters"),
    "mu": _unit("measure", "area", "10000/15", "亩", "mu"),
    "ha": _unit("measure", "area", "10000", "公顷", "hectares"),
    "acre": _unit("measure", "area", "4046.8564224", "英亩", "acres"),
    "mi2": _unit("measure", "area", "2589988.110336", "平方英里", "square miles"),
    "ft2": _unit("measure", "area", "0.09290304", "平方英尺", "square feet"),
    "mg": _unit("measure", "mass", "0.000001", "毫克", "milligrams"),
    "g": _unit("measure", "mass", "0.001", "克", "grams"),
    "kg": _unit("measure", "mass", "1", "公斤", "kilograms"),
    "jin": _unit("measure", "mass", "0.5", "斤", "jin"),
    "liang": _unit("measure", "mass", "0.05", "两", "liang"),
    "dan": _unit("measure", "mass", "50", "担", "dan"),
    "t": _unit("measure", "mass", "1000", "吨", "tons"),
    "lb": _unit("measure", "mass", "0.45359237", "磅", "pounds"),
    "oz": _unit("measure", "mass", "0.028349523125", "盎司", "ounces"),
    "ml": _unit("measure", "volume", "0.001", "毫升", "milliliters"),
    "l": _unit("measure", "volume", "1", "升", "liters"),
    "kl": _unit("measure", "volume", "1000", "千升", "kiloliters"),
    "m3": _unit("measure", "volume", "1000", "立方米", "cubic meters"),
    "km3": _unit("measure", "volume", "1000000000000", "立方公里", "cubic kilometers"),
    "bbl": _unit("measure", "barrels", "1", "桶", "barrels"),
    "gal": _unit("measure", "volume", "3.785411784", "加仑", "gallons"),
    "C": _unit("measure", "temperature", "1", "摄氏度", "degrees Celsius"),
    "F": _unit("measure", "temperature", "5/9", "华氏度", "degrees Fahrenheit", "-17.77777777777778"),
    "kcal": _unit("measure", "heat", "1", "千卡", "kilocalories"),
    "W": _unit("measure", "power", "1", "瓦", "watts"),
    "kW": _unit("measure", "power", "1000", "千瓦", "kilowatts"),
    "MW": _unit("measure", "power", "1000000", "兆瓦", "megawatts"),
    "GW": _unit("measure", "power", "1000000000", "吉瓦", "gigawatts"),
    "kWh": _unit("measure", "energy", "1", "千瓦时", "kilowatt-hours"),
    "MWh": _unit("measure", "energy", "1000", "兆瓦时", "megawatt-hours"),
    "GWh": _unit("measure", "energy", "1000000", "吉瓦时", "gigawatt-hours"),
    "TWh": _unit("measure", "energy", "1000000000", "太瓦时", "terawatt-hours"),
    "gold": _unit("measure", "gold", "1", "金", "gold medals"),
    "silver": _unit("measure", "silver", "1", "银", "silver medals"),
    "bronze": _unit("measure", "bronze", "1", "铜", "bronze medals"),
    "KB": _unit("measure", "data", "1000", "KB", "KB"),
    "MB": _unit("measure", "data", "1000000", "MB", "MB"),
    "GB": _unit("measure", "data", "1000000000", "GB", "GB"),
    "TB": _unit("measure", "data", "1000000000000", "TB", "TB"),
    "MHz": _unit("measure", "frequency", "1000000", "兆赫", "MHz"),
    "GHz": _unit("measure", "frequency", "1000000000", "吉赫", "GHz"),
    "Mbps": _unit("measure", "data rate", "1000000", "Mbps", "Mbps"),
    "Gbps": _unit("measure", "data rate", "1000000000", "Gbps", "Gbps"),
    "second": _unit("duration", "time", "1", "秒", "seconds"),
    "minute": _unit("duration", "time", "60", "分钟", "minutes"),
    "ke": _unit("duration", "time", "900", "刻钟", "quarters of an hour"),
    "hour": _unit("duration", "time", "3600", "小时", "hours"),
    "day": _unit("duration", "time", "86400", "天", "days"),
    "week": _unit("duration", "time", "604800", "周", "weeks"),
    # a month and a year have no fixed length in days: they get a dimension of their own
    "month": _unit("duration", "months", "1", "个月", "months"),
    "season": _unit("duration", "months", "3", "个季度", "quarters"),
    "year": _unit("duration", "months", "12", "年", "years"),
    "decade": _unit("duration", "months", "120", "个十年", "decades"),
    "century": _unit("duration", "months", "1200", "个世纪", "centuries"),
    "millennium": _unit("duration", "months", "12000", "千年", "millennia"),
}
