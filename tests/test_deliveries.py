"""What goes out after a release: signed, tried again until it arrives, shown, and never in the way of the release."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from fakes import FakeDrafter, FakeEngine
from flask.testing import FlaskClient
from test_publish import put
from test_schedule import Clock

from translator.config import Settings
from translator.desk import Desk
from translator.desk.deliveries import WAITS
from translator.errors import NotFound
from translator.model import Address, Event, Glossary
from translator.store import open_store
from web import create_app

SECRET = "whsec_" + base64.b64encode(b"a key of the site").decode()


@dataclass
class Hook:
    """A server that answers as it is told and remembers what it was told."""

    answers: list[int] = field(default_factory=list)
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def hook() -> Iterator[Hook]:
    state = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.told.append(({key.lower(): value for key, value in self.headers.items()}, body))
            self.send_response(state.answers.pop(0) if state.answers else 204)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def do_GET(self) -> None:
            raise AssertionError("a redirect was followed")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        state.address = f"http://127.0.0.1:{server.server_port}/hook?key=hush"
        yield state
        server.shutdown()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def desk_with(tmp_path: Path, clock: Clock, text: str) -> Iterator[Desk]:
    """A desk whose site has this site.toml, with a page that may go out."""
    (tmp_path / "site.toml").write_text(text, encoding="utf-8")
    places = {"database": f"sqlite:///{tmp_path}/d.db", "site_folder": str(tmp_path / "site")}
    settings = Settings(**places, site_file=str(tmp_path / "site.toml"), webhook_secret=SECRET)
    given = {"engine": FakeEngine, "glossary": lambda: Glossary("", (), "0"), "drafter": lambda *_: FakeDrafter()}
    with Desk(lambda: open_store(settings.database), settings, clock=clock, **given) as desk:  # type: ignore[arg-type]
        put(desk)
        yield desk


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, hook: Hook) -> Iterator[Desk]:
    with desk_with(tmp_path, clock, f'webhooks = ["{hook.address}"]\n') as opened:
        yield opened


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    app = create_app(desk=desk)
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def test_a_hook_can_tell_that_the_message_is_ours(desk: Desk, hook: Hook) -> None:
    desk.publish(by="li", note="first")
    ((headers, body),) = hook.told
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(b"a key of the site", signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    told = json.loads(body)
    assert (told["event"], told["number"], told["pages"], told["by"]) == ("published", 1, ["news"], "li")


def test_what_fails_is_tried_again_later_as_the_same_message(desk: Desk, hook: Hook, clock: Clock) -> None:
    hook.answers = [500, 503]
    desk.publish(by="li")
    assert desk.site.deliveries.run_due() == []
    for wait in WAITS[:2]:
        clock.now += wait
        desk.site.deliveries.run_due()
    assert len({headers["webhook-id"] for headers, _ in hook.told}) == 1
    assert len({body for _, body in hook.told}) == 1
    (each,) = desk.site.deliveries.every()
    assert (each.tries, bool(each.done), each.trouble) == (3, True, "")


def test_after_the_last_try_it_waits_for_a_person(desk: Desk, hook: Hook, clock: Clock) -> None:
    hook.answers = [500] * 20
    desk.publish(by="li")
    for wait in (*WAITS, timedelta(days=9)):
        clock.now += wait
        desk.site.deliveries.run_due()
    (each,) = desk.site.deliveries.failing()
    assert (each.tries, each.given_up) == (len(WAITS) + 1, True)
    hook.answers = []
    desk.site.deliveries.again(each.number)
    assert desk.site.deliveries.failing() == []
    with pytest.raises(NotFound):
        desk.site.deliveries.again(each.number)


@pytest.mark.parametrize("answer", [302, 307, 404])
def test_anything_but_a_yes_is_a_failure_and_no_redirect_is_followed(desk: Desk, hook: Hook, answer: int) -> None:
    hook.answers = [answer]
    desk.publish(by="li")
    assert f"it answered {answer}" in desk.site.deliveries.failing()[0].trouble


def test_withdrawing_and_going_back_are_told_too(desk: Desk, hook: Hook) -> None:
    put(desk, "# 第二页\n\n你好。\n", "second.md")
    desk.publish(by="li")
    desk.site.withdraw(["second"], by="wang")
    desk.rollback(1, by="sun")
    told = [json.loads(body) for _, body in hook.told]
    assert [(each["event"], each["number"], each["by"]) for each in told] == [
        ("published", 1, "li"), ("withdrawn", 2, "wang"), ("rolled_back", 1, "sun")
    ]  # fmt: skip


def test_the_browser_shows_what_failed_and_tries_again(desk: Desk, hook: Hook, client: FlaskClient) -> None:
    hook.answers = [500]
    desk.publish(by="li")
    assert "it answered 500" in client.get("/publishing/").text
    text = client.get("/publishing/targets").text
    assert "failed" in text
    assert "hush" not in text
    chinese = client.get("/publishing/targets", headers={"Accept-Language": "zh-CN"}).text
    assert "对方回答 500 Internal Server Error（请查看对方服务器）" in chinese
    number = desk.site.deliveries.every()[0].number
    assert "arrived" in client.post(f"/publishing/targets/again/{number}", follow_redirects=True).text
    assert "it answered 500" not in client.get("/publishing/").text


def test_a_target_only_waits_for_what_readers_see_now(tmp_path: Path, clock: Clock) -> None:
    text = f'[[targets]]\nname = "out"\nkind = "folder"\npath = "{tmp_path}/file/out"\nfollows = true\n'
    (tmp_path / "file").write_text("in the way")
    with desk_with(tmp_path, clock, text) as desk:
        desk.publish(by="li")
        put(desk, "# 第二页\n\n你好。\n", "second.md")
        desk.publish(by="li")
        (each,) = desk.site.deliveries.every()
        assert (each.edition, each.kind, each.event) == (2, Address.TARGET, Event.PUBLISHED)
        (tmp_path / "file").unlink()
        clock.now += WAITS[0]
        assert [done.changed > 5 for done in desk.site.deliveries.run_due()] == [True]
        assert (tmp_path / "file" / "out" / "en" / "second.html").is_file()


def test_the_browser_lists_what_would_change_before_it_sends(tmp_path: Path, clock: Clock) -> None:
    with desk_with(tmp_path, clock, f'[[targets]]\nname = "out"\nkind = "folder"\npath = "{tmp_path}/out"\n') as desk:
        desk.publish(by="li")
        app = create_app(desk=desk)
        app.config["WTF_CSRF_ENABLED"] = False
        client = app.test_client()
        text = client.get("/publishing/targets/out").text
        assert "en/news.html" in text
        assert not (tmp_path / "out").exists()
        assert "arrived" in client.post("/publishing/targets/out", follow_redirects=True).text
        assert "nothing would change" in client.get("/publishing/targets/out").text
        assert client.get("/publishing/targets/none").status_code == 404
