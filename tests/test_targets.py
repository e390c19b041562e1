"""Targets: each becomes equal to the edition, says beforehand what it would change, and undoes no release."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import boto3
import pytest
from moto import mock_aws
from test_publish import put
from test_web import desk_in

from translator.desk import Desk
from translator.errors import InputError, NotFound, StoreError
from translator.model import ChangeKind
from translator.ports import Target
from translator.targets import open_target

A, R, D = ChangeKind.ADD, ChangeKind.REPLACE, ChangeKind.REMOVE


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "edition"
    for name, text in {"index.html": "one", "zh/a.html": "甲", "assets/site.css": "css", ".build.json": "{}"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def planned(target: Target, edition: Path) -> set[tuple[str, ChangeKind]]:
    return {(change.path, change.kind) for change in target.plan(edition)}


ALL = {("index.html", A), ("zh/a.html", A), ("assets/site.css", A)}


def goes_the_whole_way(target: Target, edition: Path) -> None:
    """New, unchanged, changed and removed files, each seen in the plan before it happens."""
    assert planned(target, edition) == ALL
    target.send(edition, target.plan(edition), "Edition 1")
    assert planned(target, edition) == set()
    (edition / "index.html").write_text("two")
    (edition / "zh" / "a.html").unlink()
    (edition / "en.html").write_text("new")
    assert planned(target, edition) == {("index.html", R), ("zh/a.html", D), ("en.html", A)}
    target.send(edition, target.plan(edition), "Edition 2")
    assert planned(target, edition) == set()


def test_a_folder_becomes_the_edition(edition: Path, tmp_path: Path) -> None:
    goes_the_whole_way(open_target("folder", {"path": str(tmp_path / "out")}), edition)
    assert sorted(p.name for p in (tmp_path / "out").rglob("*")) == ["assets", "en.html", "index.html", "site.css"]


def test_a_zip_becomes_the_edition_and_equal_editions_give_equal_bytes(edition: Path, tmp_path: Path) -> None:
    target = open_target("zip", {"path": str(tmp_path / "out.zip")})
    goes_the_whole_way(target, edition)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.read("index.html") == b"two"
    before = (tmp_path / "out.zip").read_bytes()
    target.send(edition, (), "")
    assert (tmp_path / "out.zip").read_bytes() == before


def test_a_broken_zip_is_written_anew(edition: Path, tmp_path: Path) -> None:
    (tmp_path / "out.zip").write_text("no zip")
    assert planned(open_target("zip", {"path": str(tmp_path / "out.zip")}), edition) == ALL


def git(repository: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(repository), *words], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("bare", [True, False])
def test_a_branch_gets_a_commit_for_each_edition(edition: Path, tmp_path: Path, bare: bool) -> None:
    repository = tmp_path / "repo"
    subprocess.run(["git", "init", "--quiet", *(["--bare"] if bare else []), str(repository)], check=True)
    goes_the_whole_way(open_target("git", {"repository": str(repository), "branch": "site"}), edition)
    assert git(repository, "log", "--format=%s", "site").splitlines() == ["Edition 2", "Edition 1"]
    assert git(repository, "show", "site:index.html") == "two"
    assert ".build.json" not in git(repository, "ls-tree", "-r", "--name-only", "site")


def test_a_branch_is_pushed_where_a_remote_is_named(edition: Path, tmp_path: Path) -> None:
    for name in ("repo", "there"):
        subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / name)], check=True)
    options = {"repository": str(tmp_path / "repo"), "push": str(tmp_path / "there")}
    target = open_target("git", options)
    target.send(edition, target.plan(edition), "Edition 1")
    assert git(tmp_path / "there", "log", "--format=%s", "pages").strip() == "Edition 1"


def test_what_is_no_repository_is_said(edition: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not a git repository"):
        open_target("git", {"repository": str(tmp_path)}).plan(edition)


COPY = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2], dirs_exist_ok=True)"


def test_a_command_gets_the_folder(edition: Path, tmp_path: Path) -> None:
    run = f'{sys.executable} -c "{COPY}" {{folder}} {tmp_path}/out'
    target = open_target("command", {"run": run})
    assert {path for path, _ in planned(target, edition)} == {path for path, _ in ALL}
    target.send(edition, (), "")
    assert (tmp_path / "out" / "zh" / "a.html").read_text(encoding="utf-8") == "甲"


def test_a_command_that_lists_is_the_dry_run(edition: Path) -> None:
    listing = f"""{sys.executable} -c "print('zh/'); print('zh/a.html'); print('deleting old.html')" """
    target = open_target("command", {"run": "true {folder}", "list": listing})
    assert planned(target, edition) == {("zh/a.html", R), ("old.html", D)}


def test_a_command_gets_nothing_that_is_not_for_readers(edition: Path, tmp_path: Path) -> None:
    target = open_target("command", {"run": f'{sys.executable} -c "{COPY}" {{folder}} {tmp_path}/out'})
    target.send(edition, (), "")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["assets", "index.html", "zh"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["edition", "out"]


@pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed")
def test_rsync_tells_by_itself_what_it_would_change(edition: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (edition / "zh" / "图 一.svg").write_text("图", encoding="utf-8")
    target = open_target("command", {"run": f"rsync -a --checksum --delete {{folder}}/ {tmp_path}/out/"})
    assert planned(target, edition) == ALL | {("zh/图 一.svg", A)}
    target.send(edition, (), "")
    assert planned(target, edition) == set()
    (edition / "index.html").write_text("two")
    (edition / "zh" / "图 一.svg").unlink()
    assert planned(target, edition) == {("index.html", R), ("zh/图 一.svg", D)}
    target.send(edition, (), "")
    assert planned(target, edition) == set()


@pytest.mark.parametrize(
    ("run", "words"), [("false {folder}", "ended with 1"), ("no-such-program {folder}", "No such")]
)
def test_a_command_that_fails_is_said(edition: Path, run: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        open_target("command", {"run": run}).send(edition, (), "")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="site")
        yield "site"


def test_a_bucket_becomes_the_edition_below_its_prefix(edition: Path, bucket: str) -> None:
    client = boto3.client("s3")
    client.put_object(Bucket=bucket, Key="other.txt", Body=b"stays")
    goes_the_whole_way(open_target("s3", {"bucket": bucket, "prefix": "/portal/"}), edition)
    keys = {each["Key"] for each in client.list_objects_v2(Bucket=bucket)["Contents"]}
    assert keys == {"other.txt", "portal/index.html", "portal/en.html", "portal/assets/site.css"}
    assert client.head_object(Bucket=bucket, Key="portal/index.html")["ContentType"] == "text/html; charset=utf-8"


def test_a_bucket_that_is_not_there_is_said(edition: Path, bucket: str) -> None:
    with pytest.raises(StoreError, match="s3://none"):
        open_target("s3", {"bucket": "none"}).plan(edition)


@pytest.mark.parametrize(
    ("kind", "options"),
    [("folder", {}), ("zip", {"path": ""}), ("git", {}), ("command", {}), ("command", {"run": "rsync"}), ("ftp", {})],
)
def test_a_target_that_lacks_something_is_said(kind: str, options: dict[str, str]) -> None:
    with pytest.raises(InputError):
        open_target(kind, options)


# after a release


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as opened:
        yield opened


def describe(desk: Desk, folder: Path, text: str) -> None:
    (folder / "site.toml").write_text(text, encoding="utf-8")
    object.__setattr__(desk.settings, "site_file", str(folder / "site.toml"))


def test_a_target_that_follows_gets_each_release_and_each_rollback(desk: Desk, tmp_path: Path) -> None:
    describe(desk, tmp_path, f'[[targets]]\nname = "out"\nkind = "folder"\npath = "{tmp_path}/out"\nfollows = true\n')
    document = put(desk)
    desk.publish(by="li")
    assert "en 2" in (tmp_path / "out" / "en" / "news.html").read_text()
    saved = desk.revise(document.segments[1].id, "changed", base_revision=2, by="li")
    desk.approve(document.segments[1].id, base_revision=saved.number, by="wang")
    desk.publish(by="li")
    assert "changed" in (tmp_path / "out" / "en" / "news.html").read_text()
    desk.rollback(1, by="li")
    assert "changed" not in (tmp_path / "out" / "en" / "news.html").read_text()
    assert desk.site.targets.plan("out") == []


def test_a_target_that_fails_undoes_no_release(desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    describe(desk, tmp_path, '[[targets]]\nkind = "command"\nrun = "false {folder}"\nfollows = true\n')
    put(desk)
    assert desk.publish(by="li").number == desk.live() == 1
    assert "target command, edition 1, try 1: false ended with 1" in caplog.text


def test_an_unknown_target_and_an_unpublished_site_are_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="nothing is published"):
        desk.site.targets.send("out")
    put(desk)
    desk.publish(by="li")
    with pytest.raises(NotFound, match="no target 'out'"):
        desk.site.targets.send("out")


def test_webhooks_are_told_and_a_silent_one_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    told: list[dict[str, object]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        hooks = f'webhooks = ["http://127.0.0.1:1/", "http://127.0.0.1:{server.server_port}/"]\n'
        describe(desk, tmp_path, hooks)
        put(desk)
        desk.publish(by="li", note="first")
        server.shutdown()
    assert [(each["number"], each["note"], each["pages"]) for each in told] == [(1, "first", ["news"])]
