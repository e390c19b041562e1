"""Pictures in sizes: smaller files for smaller windows, made once; what stands where there is no picture."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image
from sites import Links, an_edition, files, page

from web.site import write_site
from web.site.pictures import measured, resized

HEAD = "---\nsection: news\nimage: media/wide.jpg\nimage_alt_en: Wide\n---\n"


def noise(path: Path, width: int, height: int, **options: object) -> Path:
    """Make a picture that no format can make small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((width, height), 60).convert("RGB").save(path, **options)
    return path


@pytest.fixture
def media(tmp_path: Path) -> Path:
    noise(tmp_path / "media" / "wide.jpg", 2000, 1000, quality=95)
    noise(tmp_path / "media" / "a b,c.png", 700, 500)
    return tmp_path / "media"


def written(folder: Path, text: str, media: Path, **options: object) -> Path:
    write_site(an_edition(page(HEAD + text)), folder, media=media, **options)  # type: ignore[arg-type]
    return folder


def pictures(folder: Path, name: str = "en/page.html") -> list[dict[str, str]]:
    return [values for tag, values in Links(folder / name).tags if tag == "img"]


def test_a_picture_comes_in_sizes_that_are_smaller_files(tmp_path: Path, media: Path) -> None:
    folder = written(tmp_path / "1", "# T\n\nText.\n", media)
    shown = pictures(folder)[0]
    sizes = [each.rsplit(" ", 1) for each in shown["srcset"].split(", ")]
    assert [width for _, width in sizes] == ["480w", "960w", "1600w"]
    weights = [(folder / "en" / address).stat().st_size for address, _ in sizes]
    assert weights == sorted(weights)
    assert weights[-1] < (folder / "media" / "wide.jpg").stat().st_size
    with Image.open(folder / "en" / sizes[0][0]) as small:
        assert small.size == (480, 240)


def test_a_picture_in_the_text_has_a_size_before_it_loads(tmp_path: Path, media: Path) -> None:
    text = '# T\n\n![One](<media/a b,c.png> "Words")\n\n<img src="media/wide.jpg" width=500 style="x" onerror="y">\n'
    one, two = pictures(written(tmp_path / "1", text, media))[1:]
    assert (one["width"], one["height"], one["loading"]) == ("700", "500", "lazy")
    assert all(each.split(" ")[0].startswith("../media/") for each in one["srcset"].split(", "))
    assert (two["width"], two["height"], two["alt"]) == ("500", "250", "")
    assert "onerror" not in two
    assert two["sizes"].startswith("(min-width: 500px)")


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("![Far](https://far.example/a.gif)", '<a href="https://far.example/a.gif" rel="noopener">Far</a>'),
        ("![](//far.example/a.gif)", '<a href="https://far.example/a.gif" rel="noopener">far.example</a>'),
        (
            "[![Far](https://far.example/a.gif)](https://b.example)",
            '<a href="https://b.example" rel="noopener">Far</a>',
        ),
        ("![Gone](media/gone.png)", '<figure id="'),
        ('<img src="x" srcset="https://far.example/b.png 2x" alt="No">', "No"),
        ("![Out](../../etc/passwd.png) ![Inline](data:image/png;base64,AAAA)", "Out Inline"),
    ],
)
def test_no_picture_is_fetched_from_elsewhere(tmp_path: Path, media: Path, markup: str, shown: str) -> None:
    folder = written(tmp_path / "1", f"# T\n\n{markup}\n", media)
    assert len(pictures(folder)) == 1
    assert shown in (folder / "en" / "page.html").read_text(encoding="utf-8")


def test_a_camera_held_upright_makes_an_upright_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = noise(tmp_path / "held.jpg", 1200, 800, exif=exif, quality=95)
    whole = measured(path, "media/held.jpg")
    assert whole
    assert (whole.width, whole.height) == (800, 1200)
    with Image.open(tmp_path / resized(path, whole, tmp_path, "s").sizes[0][0]) as small:
        assert small.size == (480, 720)
        assert not small.getexif()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16", "F"])
def test_pictures_of_any_colours_go_out(tmp_path: Path, mode: str) -> None:
    suffix = {"CMYK": "jpg", "F": "tif"}.get(mode, "png")
    path = tmp_path / f"a.{suffix}"
    Image.new(mode, (1000, 600)).save(path)
    whole = measured(path, f"media/a.{suffix}")
    assert whole
    assert resized(path, whole, tmp_path, "s").width == 1000


def test_what_moves_keeps_moving_and_what_is_broken_stops_nobody(tmp_path: Path, media: Path) -> None:
    frames = [Image.new("RGB", (900, 500), colour) for colour in ("red", "blue")]
    frames[0].save(media / "moving.gif", save_all=True, append_images=frames[1:])
    (media / "broken.jpg").write_bytes(b"no picture")
    (media / "cut.jpg").write_bytes((media / "wide.jpg").read_bytes()[:20_000])
    text = "# T\n\n![Moves](media/moving.gif)\n\n![Broken](media/broken.jpg)\n\n![Cut](media/cut.jpg)\n"
    moving, cut = pictures(written(tmp_path / "1", text, media))[1:]
    assert "srcset" not in moving
    assert (cut["width"], "srcset" in cut) == ("2000", False)


def test_pictures_are_scaled_once(tmp_path: Path, media: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# T\n\n![One](<media/a b,c.png>)\n"
    written(tmp_path / "1", text, media)
    monkeypatch.setattr("web.site.media.resized", lambda *_: pytest.fail("scaled again"))
    written(tmp_path / "2", text, media, earlier=tmp_path / "1")
    first, second = ({p.relative_to(tmp_path / n): p for p in files(tmp_path / n / "media", "")} for n in "12")
    assert first.keys() == second.keys()
    assert all(first[name].samefile(second[name]) for name in first)
    assert pictures(tmp_path / "1") == pictures(tmp_path / "2")


def test_another_picture_under_the_same_name_reaches_the_page(tmp_path: Path, media: Path) -> None:
    text = "# T\n\n![One](<media/a b,c.png>)\n"
    written(tmp_path / "1", text, media)
    noise(media / "a b,c.png", 900, 600)
    os.utime(media / "a b,c.png", ns=(1, 1))
    written(tmp_path / "2", text, media, earlier=tmp_path / "1")
    old, new = (pictures(tmp_path / number)[1] for number in "12")
    assert (old["width"], new["width"]) == ("700", "900")
    assert old["srcset"] != new["srcset"]


def test_a_picture_that_is_taken_away_leaves_its_words(tmp_path: Path, media: Path) -> None:
    text = "# T\n\n![One](<media/a b,c.png>)\n"
    written(tmp_path / "1", text, media)
    (media / "a b,c.png").unlink()
    written(tmp_path / "2", text, media, earlier=tmp_path / "1")
    assert len(pictures(tmp_path / "2")) == 1
    assert not list((tmp_path / "2" / "media").glob("a b*"))


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 40 30"', (40, 30)),
        ("viewBox='0,0,40.4,30'", (40, 30)),
        ('width="80px" height="60"', (80, 60)),
        ('width="100%" height="2em"', None),
    ],
)
def test_a_drawing_has_the_size_it_says(tmp_path: Path, head: str, size: tuple[int, int] | None) -> None:
    (tmp_path / "a.svg").write_text(f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" {head}></svg>')
    found = measured(tmp_path / "a.svg", "media/a.svg")
    assert (found and (found.width, found.height)) == size
