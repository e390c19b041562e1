"""The web side's frame: language, session safety, trouble as a page, the list of documents, the server's start."""

from __future__ import annotations

import io
import re
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner
from fakes import FakeDrafter, FakeEngine
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import nodes

from translator.config import Settings
from translator.desk import Desk
from translator.errors import EngineError, StoreError
from translator.model import Glossary
from translator.store import open_store
from web import create_app, guard
from web.language import CATALOGUES
from web.serve import serve

NO_TERMS = Glossary("", (), "0")


def desk_in(folder: Path, **extra: object) -> Desk:
    places = {"database": f"sqlite:///{folder}/d.db", "jobs": f"sqlite:///{folder}/jobs.db"}
    settings = Settings(**places, site_folder=str(folder / "site"))
    given = {"engine": FakeEngine, "glossary": lambda: NO_TERMS, "drafter": lambda *_: FakeDrafter()} | extra
    return Desk(lambda: open_store(settings.database), settings, **given)  # type: ignore[arg-type]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    with desk_in(tmp_path) as desk:
        made = create_app(desk=desk)
        made.config["WTF_CSRF_ENABLED"] = False
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def upload(client: FlaskClient, text: str, name: str = "news.md", **fields: str) -> str:
    files = (io.BytesIO(text.encode()), name)
    return client.post("/documents/", data={"files": files, **fields}, follow_redirects=True).text


# language


def test_the_browser_chooses_the_language_until_the_person_does(client: FlaskClient) -> None:
    chinese = {"Accept-Language": "zh-CN,zh;q=0.9"}
    assert '<html lang="zh-CN">' in client.get("/documents/", headers=chinese).text
    client.get("/language/en")
    assert '<html lang="en">' in client.get("/documents/", headers=chinese).text


def test_the_toggle_keeps_the_place(client: FlaskClient) -> None:
    page = client.get("/documents/?q=%E5%BB%8A").text
    link = re.search(r'href="(/language/zh[^"]*)"', page)
    assert link
    assert client.get(link[1]).headers["Location"] == "/documents/?q=%E5%BB%8A"


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\nb"])
def test_the_toggle_sends_nobody_away(client: FlaskClient, target: str) -> None:
    assert client.get("/language/zh", query_string={"next": target}).headers["Location"] == "/"


def messages_in_use(app: Flask) -> set[str]:
    """Every message of templates and views, as Jinja and Python see them."""
    found: set[str] = set()
    for name in app.jinja_env.list_templates(extensions=["html"]):
        source = app.jinja_env.loader.get_source(app.jinja_env, name)[0]  # type: ignore[union-attr]
        for call in app.jinja_env.parse(source).find_all(nodes.Call):
            known = isinstance(call.node, nodes.Name) and call.node.name in ("_", "gettext", "ngettext")
            if known and call.args and isinstance(call.args[0], nodes.Const):
                found.add(call.args[0].value)
    for path in (Path(__file__).parent.parent / "web").rglob("*.py"):
        found.update(re.findall(r'\b(?:_|gettext|ngettext)\(\s*"((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8")))
    return found


def test_every_message_has_its_chinese(app: Flask) -> None:
    translated: set[str] = set()
    for path in (CATALOGUES / "zh").glob("*.po"):
        with path.open("rb") as file:
            translated |= {m.id[0] if isinstance(m.id, tuple) else m.id for m in read_po(file) if m.id and m.string}
    assert messages_in_use(app) - translated == set()


# safety


def test_a_form_of_another_site_changes_nothing(tmp_path: Path) -> None:
    with desk_in(tmp_path) as desk:
        answer = create_app(desk=desk).test_client().post("/documents/")
    assert answer.status_code == 400
    assert "Reload the page" in answer.text


def test_pages_run_no_inline_script(client: FlaskClient) -> None:
    answer = client.get("/documents/")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", answer.text)


def test_the_key_is_made_once_and_only_the_owner_can_read_it(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/var/d.db"
    assert guard.find_or_make_key(database) == guard.find_or_make_key(database)
    assert stat.S_IMODE((tmp_path / "var" / "secret").stat().st_mode) == 0o600


def test_a_damaged_key_is_said_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("")
    with pytest.raises(StoreError, match="delete the file"):
        guard.find_or_make_key(f"sqlite:///{tmp_path}/d.db")


# trouble


def test_trouble_is_a_page_with_a_way_on(client: FlaskClient) -> None:
    answer = client.get("/documents/none/review")
    assert answer.status_code == 404
    assert "there is no document" in answer.text
    assert 'href="/documents/"' in answer.text


def test_a_script_gets_trouble_as_json(client: FlaskClient) -> None:
    answer = client.get("/documents/none/review", headers={"Accept": "application/json"})
    assert answer.json is not None
    assert set(answer.json) == {"status", "message", "next_step"}


def test_an_unexpected_fault_says_nothing_of_the_inside(app: Flask) -> None:
    app.add_url_rule("/boom", view_func=lambda: 1 / 0)  # type: ignore[arg-type,return-value]
    answer = app.test_client().get("/boom")
    assert answer.status_code == 500
    assert "division" not in answer.text


# documents


def test_an_uploaded_page_is_drafted_and_listed(client: FlaskClient) -> None:
    page = upload(client, "# 廊坊\n\n廊坊欢迎您。\n", draft="yes")
    assert "1 page is on the desk." in page
    assert "2 sentences" in page
    assert "Waits to be drafted" in page
    client.application.extensions["jobs"]().work_off()
    page = client.get("/list/documents").text
    assert "without a draft" not in page
    assert "data-busy" not in page
    client.post("/documents/news/draft", data={"redo": "yes"})
    assert "data-busy" in client.get("/list/documents").text


def test_bad_files_are_named_and_the_good_one_stays(client: FlaskClient) -> None:
    files = [(io.BytesIO(b"\xff\xfe\x00"), "a.md"), (io.BytesIO(b"x"), "b.exe"), (io.BytesIO(b"Good."), "c.txt")]
    page = client.post("/documents/", data={"files": files}, follow_redirects=True).text
    assert "1 page is on the desk." in page
    assert page.count('class="note error"') == 2


def test_adding_nothing_says_what_to_do(client: FlaskClient) -> None:
    assert client.post("/documents/").status_code == 400


def test_a_broken_engine_leaves_the_page_on_the_desk(tmp_path: Path) -> None:
    def broken() -> FakeEngine:
        raise EngineError("weights are broken", next_step="install again")

    with desk_in(tmp_path, engine=broken) as desk:
        app = create_app(desk=desk)
        app.config["WTF_CSRF_ENABLED"] = False
        upload(app.test_client(), "一句。", draft="yes")
        app.extensions["jobs"]().work_off()
        page = app.test_client().get("/documents/", headers={"Accept-Language": "zh"}).text
    assert "weights are broken (install again)" in page
    assert "起草失败" in page
    assert "重试" in page


# the server


def test_a_taken_port_is_said_in_one_line_with_the_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(serve, ["--port", str(port)])
    assert str(result.exception) == (
        f"port {port} of 127.0.0.1 is in use (stop the other program, or use another port: --port {port + 1})"
    )
