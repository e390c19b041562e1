"""The curated glossaries are in use out of the box, beneath those of the user."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.config import Settings
from translator.errors import InputError
from translator.glossary import Matcher, bundled, open_glossary
from translator.model import Lang


def test_names_of_hebei_are_known_out_of_the_box() -> None:
    matcher = Matcher(open_glossary(Settings().glossaries), Lang.ZH)
    assert [hit.term.en for hit in matcher.hits("廊坊的耀华和阿托菲纳")] == ["Langfang", "Yaohua", "Atofina"]


def test_a_file_of_the_user_overrules_the_curated_rows(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("zh\ten\n廊坊\tLangfang City\n", encoding="utf-8")
    hits = Matcher(open_glossary([mine, "bundled"]), Lang.ZH).hits("廊坊和保定")
    assert [hit.term.en for hit in hits] == ["Langfang City", "Baoding"]


def test_a_named_file_alone_is_all_there_is(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("zh\ten\n廊坊\tLangfang\n", encoding="utf-8")
    assert len(open_glossary([mine]).terms) == 1
    assert not open_glossary([]).terms


def test_missing_curated_files_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("translator.glossary.shipped.CURATED", (tmp_path,))
    with pytest.raises(InputError, match="glossaries of Duizhao are missing"):
        bundled()
