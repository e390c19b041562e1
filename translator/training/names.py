"""Names for training: the real ones by type, and invented ones that nobody has seen before."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

from translator.training.amounts import Said
from translator.training.rows import read_rows

#: which types of the name list fill which slot of a template
SLOTS = {
    "place": ("place", "county", "city", "prefecture", "district", "province", "town", "subdivision"),
    "country": ("country",),
    "company": ("company", "brand/company"),
    "org": ("agency", "organization", "agency/organization"),
    "university": ("university", "university/institute"),
    "person": ("person",),
}
_HAN_NAME = re.compile(r"[一-鿿·]{2,12}")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-zÀ-ÿ'.&-]*(?: (?:of|the|and|for|&|[A-Z0-9][A-Za-zÀ-ÿ'.-]*))*")
#: what invented names are put together from, and goods for the slot {product}
_INVENTORY = json.loads(Path(__file__).with_name("inventory.json").read_text(encoding="utf-8"))
_PRODUCTS, _GENERICS = _INVENTORY["products"], _INVENTORY["generics"]
_PINYIN, _SYLLABLES, _ENDINGS = (_INVENTORY[part].split() for part in ("pinyin", "syllables", "endings"))
_TRANSLITERATION: str = _INVENTORY["transliteration"]


class Names:
    """Real names by slot, and the inventor of new ones. ``hanzi``: characters that names are made of."""

    def __init__(self, table: list[tuple[str, str, str]]) -> None:
        kinds = {kind: slot for slot, types in SLOTS.items() for kind in types}
        self.by_slot: dict[str, list[Said]] = {slot: [] for slot in SLOTS}
        self.pairs: dict[str, list[str]] = {}
        for zh, en, kind in table:
            if not _HAN_NAME.fullmatch(zh) or not _LATIN_NAME.fullmatch(en) or len(en) > 60:
                continue
            self.pairs.setdefault(zh, []).append(en)
            if kind in kinds and len(zh) <= 9:
                self.by_slot[kinds[kind]].append(Said(zh, en))
        self.hanzi = sorted({char for zh in self.pairs for char in zh if char != "·"}) or list(_TRANSLITERATION)

    @classmethod
    def read(cls, path: Path) -> Names:
        """Read the corpus's list of names (zh, en, type, source)."""
        return cls([(zh, en, kind) for zh, en, kind, _ in read_rows(path, 4)])

    def real(self, slot: str, draw: Random) -> Said:
        """Draw a name for a slot; an invented one where the list knows none of that type."""
        if slot == "product":
            return Said(*draw.choice(_PRODUCTS))
        known = self.by_slot.get(slot)
        return draw.choice(known) if known else self.invented(draw)

    def invented(self, draw: Random) -> Said:
        """Make up a name: the two sides need not sound alike, so that only copying can get it right."""
        way = draw.random()
        if way < 0.5:
            zh = "".join(draw.choice(self.hanzi) for _ in range(draw.choice((2, 2, 2, 3))))
            en = "".join(draw.choice(_PINYIN) for _ in range(draw.choice((2, 2, 3)))).capitalize()
            if draw.random() < 0.25:
                en = f"{draw.choice(_PINYIN).capitalize()} {en}"
        elif way < 0.9:
            zh = "".join(draw.choice(_TRANSLITERATION) for _ in range(draw.choice((2, 3, 3, 4, 5))))
            en = self._western(draw)
            if draw.random() < 0.3:
                zh = zh + "·" + "".join(draw.choice(_TRANSLITERATION) for _ in range(draw.choice((2, 3, 4))))
                en = f"{en} {self._western(draw)}"
        else:
            zh = "".join(draw.choice(self.hanzi) for _ in range(draw.choice((2, 3))))
            en = "".join(draw.choice("ABCDEFGHIKLMNOPRSTUVXZ") for _ in range(draw.randint(2, 4)))
            en += draw.choice(("", "", f"-{draw.randint(2, 900)}", f" {draw.randint(2, 99)}"))
        ending = draw.choice(_GENERICS) if way < 0.9 else ("", "")
        return Said(zh + ending[0], en + ending[1])

    @staticmethod
    def _western(draw: Random) -> str:
        return (
            "".join(draw.choice(_SYLLABLES) for _ in range(draw.choice((1, 2, 2)))) + draw.choice(_ENDINGS)
        ).capitalize()
