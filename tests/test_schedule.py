"""Releases to come: they run once, at their time, and say what came of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from time import sleep
from zoneinfo import ZoneInfo

import pytest
from fakes import FakeDrafter, FakeEngine
from flask.testing import FlaskClient
from test_publish import put

from translator.config import Settings
from translator.desk import Desk
from translator.desk.schedule import ScheduleDesk
from translator.errors import InputError, NotFound
from translator.model import Deed, Glossary
from translator.store import open_store
from web import clockwork, create_app


class Clock:
    """A clock that people set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    settings = Settings(database=f"sqlite:///{tmp_path}/d.db", site_folder=str(tmp_path / "site"))
    given = {"engine": FakeEngine, "glossary": lambda: Glossary("", (), "0"), "drafter": lambda *_: FakeDrafter()}
    with Desk(lambda: open_store(settings.database), settings, clock=clock, **given) as opened:  # type: ignore[arg-type]
        yield opened


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    app = create_app(desk=desk)
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def in_an_hour(clock: Clock) -> datetime:
    return clock.now + timedelta(hours=1)


def test_a_release_runs_at_its_time_and_not_before(desk: Desk, clock: Clock) -> None:
    put(desk)
    desk.site.schedule.add(Deed.PUBLISH, (), in_an_hour(clock), by="li")
    assert desk.site.schedule.run_due() == []
    clock.now += timedelta(hours=1)
    assert [item.outcome for item in desk.site.schedule.run_due()] == ["edition 1"]
    assert (desk.live(), desk.site.schedule.run_due()) == (1, [])
    assert desk.editions()[0].made_by == "li (scheduled)"


def test_a_page_is_withdrawn_at_its_time(desk: Desk, clock: Clock) -> None:
    document = put(desk)
    put(desk, "# 别的\n\n另一页。\n", "other.md")
    desk.publish(by="li")
    desk.site.schedule.add(Deed.WITHDRAW, [document.id], in_an_hour(clock), by="li")
    clock.now += timedelta(hours=2)
    desk.site.schedule.run_due()
    assert [page.slug for page in desk.editions()[-1].pages] == ["other"]


def test_a_release_the_gate_refuses_says_why(desk: Desk, clock: Clock) -> None:
    put(desk, approved=False)
    desk.site.schedule.add(Deed.PUBLISH, (), in_an_hour(clock), by="li")
    clock.now += timedelta(hours=2)
    assert "not done: nothing can be published" in desk.site.schedule.run_due()[0].outcome
    assert desk.live() == 0
    chinese = create_app(desk=desk).test_client().get("/publishing/", headers={"Accept-Language": "zh-CN"}).text
    words = "未执行：没有可以发布的页面：[^<]*：3 句中有 3 句没有译文（请把整页句子全部批准后再发布）"
    assert re.search(words, chinese)


def test_of_two_servers_one_runs_it(desk: Desk, clock: Clock) -> None:
    put(desk)
    desk.site.schedule.add(Deed.PUBLISH, (), in_an_hour(clock), by="li")
    clock.now += timedelta(hours=2)
    threads = [Thread(target=desk.site.schedule.run_due) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desk.editions()) == 1


def test_a_cancelled_release_does_not_run(desk: Desk, clock: Clock) -> None:
    put(desk)
    planned = desk.site.schedule.add(Deed.PUBLISH, (), in_an_hour(clock), by="li")
    desk.site.schedule.cancel(planned.number, by="wang")
    clock.now += timedelta(hours=2)
    assert desk.site.schedule.run_due() == []
    assert desk.site.schedule.every()[0].outcome == "cancelled by wang"
    with pytest.raises(NotFound):
        desk.site.schedule.cancel(planned.number, by="wang")


def test_of_two_plans_the_earlier_runs_first_however_they_were_made(desk: Desk, clock: Clock) -> None:
    document = put(desk)
    put(desk, "# 别的\n\n另一页。\n", "other.md")
    desk.site.schedule.add(Deed.WITHDRAW, [document.id], in_an_hour(clock) + timedelta(hours=1), by="li")
    desk.site.schedule.add(Deed.PUBLISH, (), in_an_hour(clock), by="li")
    clock.now += timedelta(days=3)  # the server was down meanwhile
    assert [item.outcome for item in desk.site.schedule.run_due()] == ["edition 1", "edition 2"]
    assert [page.slug for page in desk.editions()[-1].pages] == ["other"]


def test_what_a_stop_left_behind_runs_after_the_start_and_the_one_in_the_middle_is_named(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk)
    for _ in range(2):
        desk.site.schedule.add(Deed.PUBLISH, (), in_an_hour(clock), by="li")
    clock.now += timedelta(hours=2)
    with monkeypatch.context() as broken:
        broken.setattr(ScheduleDesk, "_run", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            desk.site.schedule.run_due()
    assert [item.outcome for item in desk.site.schedule.run_due()] == ["edition 1"]
    clock.now += timedelta(hours=1)
    desk.site.schedule.run_due()
    assert desk.site.schedule.every()[0].outcome == "stopped in the middle"


@pytest.mark.parametrize(
    ("due", "words"),
    [("2027-03-28T02:30", "does not exist"), ("9999-12-31T23:59", "too far"), ("0001-01-01T00:00", "is past")],
)
def test_times_no_calendar_has_are_said(desk: Desk, due: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        desk.site.schedule.add(
            Deed.PUBLISH, (), datetime.fromisoformat(due).replace(tzinfo=ZoneInfo("Europe/Berlin")), by="li"
        )


def test_a_time_with_its_own_zone_keeps_it(desk: Desk, client: FlaskClient) -> None:
    put(desk)
    client.post("/publishing/schedule", data={"deed": "publish", "due": "2026-11-25T18:00+02:00"})
    assert desk.site.schedule.every()[0].due == datetime(2026, 11, 25, 16, tzinfo=UTC)


def test_what_cannot_be_planned_is_said(desk: Desk, clock: Clock) -> None:
    with pytest.raises(InputError, match="is past"):
        desk.site.schedule.add(Deed.PUBLISH, (), clock.now, by="li")
    with pytest.raises(InputError, match="no page to withdraw"):
        desk.site.schedule.add(Deed.WITHDRAW, (), in_an_hour(clock), by="li")
    with pytest.raises(NotFound):
        desk.site.schedule.add(Deed.PUBLISH, ["none"], in_an_hour(clock), by="li")


def test_the_browser_plans_in_the_zone_of_the_site(desk: Desk, client: FlaskClient) -> None:
    put(desk)
    form = {"deed": "publish", "document": "", "due": "2026-11-25T18:00"}
    assert "It is planned." in client.post("/publishing/schedule", data=form, follow_redirects=True).text
    assert desk.site.schedule.every()[0].due == datetime(2026, 11, 25, 10, tzinfo=UTC)
    client.post("/publishing/schedule/cancel", data={"number": "1"})
    assert "cancelled by" in client.get("/publishing/").text
    assert "已取消" in client.get("/publishing/", headers={"Accept-Language": "zh"}).text


@pytest.mark.parametrize("due", ["", "tomorrow", "2026-13-45T00:00"])
def test_a_time_that_is_none_is_said(client: FlaskClient, due: str) -> None:
    assert client.post("/publishing/schedule", data={"due": due}).status_code == 400


def test_the_server_looks_by_itself(desk: Desk, clock: Clock) -> None:
    put(desk)
    desk.site.schedule.add(Deed.PUBLISH, (), in_an_hour(clock), by="li")
    clock.now += timedelta(hours=2)
    stop = clockwork.start(desk, every=0.01)
    for _ in range(500):
        if desk.site.schedule.every()[0].outcome:
            break
        sleep(0.01)
    stop.set()
    assert desk.site.schedule.every()[0].outcome == "edition 1"
