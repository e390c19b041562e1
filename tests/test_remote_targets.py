"""Targets on another machine: rsync and SFTP against a real SSH server of our own."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_targets import edition, goes_the_whole_way  # noqa: F401

from translator.errors import StoreError
from translator.targets import open_target

SSHD = shutil.which("sshd", path=os.environ.get("PATH", "") + ":/usr/sbin")
NEEDED = (SSHD, shutil.which("rsync"), shutil.which("sftp"), os.geteuid() or Path("/run/sshd").is_dir())
pytestmark = pytest.mark.skipif(not all(NEEDED), reason="no SSH server, rsync or sftp is installed")

CONFIG = """Port {port}
ListenAddress 127.0.0.1
HostKey {at}/host
AuthorizedKeysFile {at}/mine.pub
PidFile none
StrictModes no
UsePAM no
Subsystem sftp internal-sftp
"""


def wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as door:
            if not door.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """Start the server; give the options a client needs to come in."""
    at = tmp_path / "ssh"
    at.mkdir()
    for name in ("host", "mine"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(at / name)], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (at / "config").write_text(CONFIG.format(port=port, at=at))
    (at / "known").write_text(f"[127.0.0.1]:{port} {(at / 'host.pub').read_text()}")
    running = subprocess.Popen([str(SSHD), "-D", "-f", str(at / "config"), "-E", str(at / "log")])
    wait_for(port)
    yield f"-F none -o Port={port} -o IdentityFile={at}/mine -o UserKnownHostsFile={at}/known"
    running.terminate()
    running.wait()


def test_rsync_makes_another_machine_equal_to_the_edition(edition: Path, tmp_path: Path, host: str) -> None:  # noqa: F811
    (tmp_path / "there").mkdir()
    run = f"rsync -a --checksum --delete -e {shlex.quote('ssh ' + host)} {{folder}}/ 127.0.0.1:{tmp_path}/there/"
    goes_the_whole_way(open_target("command", {"run": run}), edition)
    assert sorted(p.name for p in (tmp_path / "there").rglob("*.*")) == ["en.html", "index.html", "site.css"]


def test_sftp_takes_the_edition_there(edition: Path, tmp_path: Path, host: str) -> None:  # noqa: F811
    (tmp_path / "there").mkdir()
    (tmp_path / "batch").write_text(f"put -r . {tmp_path}/there\n")
    run = f"sh -c \"cd '{{folder}}' && sftp -q {host} -b {tmp_path}/batch 127.0.0.1\""
    target = open_target("command", {"run": run})
    target.send(edition, target.plan(edition), "")
    assert (tmp_path / "there" / "zh" / "a.html").read_text(encoding="utf-8") == "甲"
    assert not (tmp_path / "there" / ".build.json").exists()


def test_a_machine_that_lets_nobody_in_is_said(edition: Path, tmp_path: Path, host: str) -> None:  # noqa: F811
    (tmp_path / "ssh" / "mine.pub").write_text("")
    run = f"rsync -a -e {shlex.quote('ssh -o BatchMode=yes ' + host)} {{folder}}/ 127.0.0.1:{tmp_path}/there/"
    with pytest.raises(StoreError, match=r"rsync ended with \d+: .*"):
        open_target("command", {"run": run}).plan(edition)
