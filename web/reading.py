"""Reading: the published site under /site/, and under /preview/ the site as it would be with every newest text.

Law: nothing outside the folder of the live edition is ever sent, and nothing whose name begins with a dot.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from flask import Blueprint, make_response, redirect, send_from_directory, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound as NoFile
from werkzeug.wrappers import Response

from translator.errors import NotFound
from translator.model import Lang
from web import the_desk
from web.site.preview import Preview

pages = Blueprint("reading", __name__)
#: a published page runs its own files only; the search index is WebAssembly
_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'self'"
_BASE = re.compile(r"<base [^>]*>")
#: what the system's table of types may not know
_TYPES = {".xml": "application/xml", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}


@pages.get("/site/", defaults={"path": "index.html"})
@pages.get("/site/<path:path>")
def site(path: str) -> Response:
    """Send a file of the edition readers see; a folder sends its index, a missing page the site's own 404."""
    current = Path(the_desk().settings.site_folder) / "current"
    if not current.is_dir():
        raise NotFound(_("Nothing is published yet."), next_step=_("Publish the first edition."))
    folder = current.resolve()  # one edition for the whole answer, also while another one is being switched to
    if any(part.startswith(".") for part in PurePosixPath(path).parts):
        return _missing(folder, path)
    try:
        if (folder / path).is_dir():
            if not path.endswith("/"):
                return redirect(url_for("reading.site", path=path + "/"))
            path += "index.html"
        return _typed(send_from_directory(folder, path, conditional=True), path)
    except (NoFile, OSError, ValueError):  # no such file, or a name no file can have
        return _missing(folder, path)


def _typed(answer: Response, path: str) -> Response:
    suffix = PurePosixPath(path).suffix.lower()
    if path.endswith("feed.xml"):
        answer.mimetype = "application/atom+xml"
    elif suffix in _TYPES:
        answer.mimetype = _TYPES[suffix]
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.cache_control.no_cache = True  # ask again each time: a release may have come
    return answer


def _missing(folder: Path, path: str) -> Response:
    """Answer with the 404 page of the language that was asked for, else with the one in both."""
    lang = next((lang for lang in Lang if path.startswith(f"{lang}/")), None)
    name = f"{lang}/404.html" if lang else "404.html"
    page = folder / name
    text = page.read_text(encoding="utf-8") if page.is_file() else _("There is nothing at this address.")
    # the page is written for the address of the site, and is shown here at any depth
    base = f'<base href="{url_for("reading.site", path=name)}">'
    answer = make_response(_BASE.sub("", text).replace("<head>", "<head>" + base, 1), 404)
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


@pages.get("/preview/")
def gate() -> Response:
    """Lead to the home page of the preview in the language of the interface."""
    return redirect(url_for("reading.preview", path=f"{get_locale()}/index.html"))


@pages.get("/preview/<path:path>")
def preview(path: str) -> Response:
    """Show a page of the site as it would be if every newest text went out now, approved or not."""
    desk = the_desk()
    about = desk.site.about()
    shown = Preview(desk.site.draft, about.media, about.theme)
    if path.startswith("assets/"):
        return _typed(send_from_directory(shown.assets, path.removeprefix("assets/")), path)
    if path.startswith("media/"):
        return _typed(send_from_directory(about.media or shown.assets, path.removeprefix("media/")), path)
    text = shown.file(path)
    if text is None:
        raise NotFound(_("There is nothing at this address."), next_step=_("Go to the list of documents."))
    answer = make_response(text)
    if path.endswith(".xml"):
        answer.mimetype = "application/xml"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
