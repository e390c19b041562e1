"""Measure the translation memory: put N units in, ask for sentences that differ a little, report time and recall.

    python benchmarks/memory.py --units 1000000 --queries 300
    python benchmarks/memory.py --units 100000 --database postgresql+psycopg:///duizhao

Sentences are made of clauses about towns, bodies and companies (names: glossaries/*.tsv) with numbers, dates and a long
tail of words; a seed makes them the same each time. Recall: how often the unit a query was made from, or one that
scores as well, is among the matches.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median

from translator.desk.recall import StoreMemory
from translator.glossary import Matcher, load
from translator.memory import score
from translator.model import Hit, Lang, Pair, Term, Unit
from translator.ports import Store
from translator.store import open_store

ROOT = Path(__file__).parent.parent
CLAUSES = [
    (
        "{a}{year}年实现{what}{n}亿元，同比增长{p}%",
        "{A} recorded {What} of {n} hundred million yuan in {year}, up {p} percent",
    ),
    ("{a}与{b}签署{what}合作协议", "{A} signed an agreement on {What} with {B}"),
    ("{a}新建{what}项目{k}个", "{A} started {k} new projects in {What}"),
    ("到{year}年底，{a}{what}企业达到{k}家", "by the end of {year}, {A} had {k} companies in {What}"),
    ("{a}高度重视{what}工作", "{A} attaches great importance to {What}"),
    ("{m}月{d}日，{a}召开{what}会议", "on {m}/{d}, {A} held a meeting on {What}"),
    ("{what}在{a}开幕", "{What} opened in {A}"),
    ("{a}位于{b}以东{k}公里", "{A} lies {k} kilometers east of {B}"),
    ("为进一步推动{what}发展，{a}出台{k}条措施", "to promote {What} further, {A} issued {k} measures"),
    ("{what}占{a}总量的{p}%", "{What} makes up {p} percent of the total of {A}"),
    ("来自{b}的客人参观了{a}的{what}", "guests from {B} visited {What} of {A}"),
    ("{a}将{what}列入{year}年重点工作", "{A} made {What} a priority of {year}"),
    ("请{a}于{m}月{d}日前报送{what}材料", "{A} is asked to send its papers on {What} before {m}/{d}"),
    ("{a}的{what}受到群众欢迎", "{What} in {A} is popular with the public"),
    ("游客可以在{a}体验{what}", "visitors can enjoy {What} in {A}"),
    ("{a}{what}总投资{n}亿元", "{What} in {A} has a total investment of {n} hundred million yuan"),
]
FIRST = (
    "现代 传统 绿色 数字 高端 基础 农村 城市 国际 民营 海洋 冶金 "
    "医药 汽车 电子 食品 纺织 建材 化工 航空 冰雪 生态 红色 体育"
)
SECOND = (
    "农业 工业 服务 旅游 物流 教育 医疗 能源 交通 文化 金融 贸易 "
    "装备 材料 信息 环保 水利 养老 住房 种业 会展 气象 林业 渔业"
)
THIRD = (
    "产业 园区 基地 体系 工程 平台 市场 人才 标准 创新 改革 监管 "
    "示范区 博览会 论坛 展览 节 技术 设施 网络 品牌 集群 试点 规划"
)
WORDS = [[*FIRST.split()], [*SECOND.split()], [*THIRD.split()]]
ENGLISH = [
    "modern traditional green digital high-end basic rural urban international private marine metallurgical medical "
    "automotive electronic food textile building chemical aviation ice-and-snow ecological red sports",
    "farming industry service tourism logistics education health energy transport culture finance trade equipment "
    "materials information environment water elderly-care housing seed exhibition weather forestry fishery",
    "industries parks bases systems works platforms markets talent standards innovation reform supervision zones expos "
    "forums exhibitions festivals technology facilities networks brands clusters pilots plans",
]


def sentences(count: int, names: Sequence[Term], random: Random) -> Iterator[Unit]:
    """Yield pairs of one to three clauses; names and words are drawn by Zipf's law."""
    english = [line.split() for line in ENGLISH]
    often = list(accumulate(1 / rank for rank in range(1, len(names) + 1)))
    for number in range(count):
        zh, en = list[str](), list[str]()
        for clause in random.choices(CLAUSES, k=random.choice((1, 2, 2, 3))):
            picked = [int(len(words) * random.random() ** 2) for words in english]
            one, other = random.choices(names, cum_weights=often, k=2)
            slots: dict[str, object] = {"a": one.zh, "b": other.zh, "A": one.en, "B": other.en}
            slots |= {"what": "".join(words[i] for words, i in zip(WORDS, picked, strict=True))}
            slots |= {"What": " ".join(words[i] for words, i in zip(english, picked, strict=True))}
            slots |= {
                "year": random.randint(1990, 2030),
                "n": random.randint(1, 9999) / 10,
                "k": random.randint(2, 400),
            }
            slots |= {"p": random.randint(1, 400) / 10, "m": random.randint(1, 12), "d": random.randint(1, 28)}
            zh.append(clause[0].format(**slots))
            en.append(clause[1].format(**slots))
        yield Unit("，".join(zh) + "。", "; ".join(en) + ".", Pair.to(Lang.EN), origin=f"page {number // 50}")


def changed(unit: Unit, lang: Lang, names: Sequence[Term], random: Random) -> str:
    """Return a sentence a translator may meet later: another number or name, a word more, a word less."""
    text = unit.source if lang is Lang.ZH else unit.target
    tokens = list(text) if lang is Lang.ZH else text.split(" ")
    at, way = random.randrange(len(tokens)), random.randrange(5)
    if way == 0:
        return "".join(random.choice("123456789") if c.isdigit() else c for c in text)
    if way == 1:
        inside = [term for term in names if term.form(lang) in text]
        old = max(inside, key=lambda term: len(term.form(lang)))
        return text.replace(old.form(lang), random.choice(names).form(lang))
    if way == 2:
        del tokens[at : at + max(1, len(tokens) // 8)]
    elif way == 3:
        tokens.insert(at, random.choice("新再大都" if lang is Lang.ZH else ["new", "again", "large", "all"]))
    else:
        size = max(1, len(tokens) // 6)
        tokens[at : at + size] = list("重点领域关键环节"[:size]) if lang is Lang.ZH else ["key", "fields"][:size]
    return ("" if lang is Lang.ZH else " ").join(tokens)


def ask(
    store: Store, lang: Lang, asked: int, many: Sequence[Unit], names: Sequence[Term], seed: int
) -> dict[str, object]:
    """Ask for ``asked`` changed sentences; times are of whole answers: found, scored, names put in."""
    glossary, random = load(glossaries()), Random(seed)
    matchers = {side: Matcher(glossary, side) for side in Lang}

    def hits(text: str, side: Lang) -> Sequence[Hit]:
        return matchers[side].hits(text)

    memory, times, work, found, missed = StoreMemory(store, hits), list[float](), list[float](), 0, 0
    while found + missed < asked:
        unit = random.choice(many)
        text, source = changed(unit, lang, names, random), unit.source if lang is Lang.ZH else unit.target
        begin, worked = time.perf_counter(), time.process_time()
        matches = memory.matches(text, Pair.to(lang.other))
        times.append((time.perf_counter() - begin) * 1000)
        work.append((time.process_time() - worked) * 1000)
        best = max((score(text, match.source) for match in matches), default=0)
        if score(text, source) >= 75:  # 70 after the penalty of the reversed direction
            found += best >= score(text, source)
            missed += best < score(text, source)
    warm = sorted(times[len(times) // 10 :])  # the first ones count the common words
    figures = {"median_ms": median(warm), "p95_ms": warm[int(len(warm) * 0.95)], "cpu_median_ms": median(work)}
    return {"lang": str(lang), **{k: round(v, 1) for k, v in figures.items()}, "recall": round(found / asked, 3)}


def glossaries() -> list[Path]:
    return sorted((ROOT / "glossaries").glob("*.tsv"))


def machine() -> str:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="address of an empty database; default: a SQLite file that is deleted")
    options = parser.parse_args()
    names = [term for term in load(glossaries()).terms if len(term.zh) > 1]
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(options.database or f"sqlite:///{folder}/memory.db")
        begin = time.perf_counter()
        store.add_units(sentences(options.units, names, Random(options.seed)))
        rate = options.units / (time.perf_counter() - begin)
        held = store.holding().units
        print(json.dumps({"units": held, "put_in_per_second": round(rate), "machine": machine()}), flush=True)
        many = list(sentences(min(options.units, 50_000), names, Random(options.seed)))
        for lang in Lang:
            print(json.dumps(ask(store, lang, options.queries, many, names, options.seed)), flush=True)
        store.close()


if __name__ == "__main__":
    main()
