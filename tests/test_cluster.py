"""Translating on a Ray cluster: the same files as here, in order; a worker that dies is started again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from translator.batch import cluster
from translator.errors import EngineError, InputError

RUN = [sys.executable, "-c", "from translator.cli import main; main()", "translate", "--to", "en", "--quiet"]


def run(*words: str, bundle: Path, folder: Path, said: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "DUIZHAO_ENGINE": f"bundled:{bundle}", "PYTHONPATH": str(Path(__file__).parent.parent)}
    return subprocess.run([*RUN, *words], cwd=folder, env=environ, input=said, capture_output=True, timeout=300)


def test_a_cluster_makes_the_same_files_and_lines_as_this_machine(tmp_path: Path, tiny_bundle: Path) -> None:
    pytest.importorskip("ray", reason="pip install 'duizhao[ray]'")
    for number in range(4):
        (tmp_path / f"p{number}.md").write_text(f"# 第{number}页\n\n廊坊欢迎您。这里有{number}家。\n", encoding="utf-8")
    pages = [f"p{number}.md" for number in range(4)]
    for words in (["--out", "here"], ["--out", "there", "--ray"]):
        done = run(*pages, *words, bundle=tiny_bundle, folder=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
    here, there = ([(tmp_path / at / f"p{n}.en.md").read_bytes() for n in range(4)] for at in ("here", "there"))
    assert here == there
    said = "廊坊欢迎您。\n\n第2行\r\n".encode()
    both = [run("--lines", *ray, bundle=tiny_bundle, folder=tmp_path, said=said) for ray in ([], ["--ray"])]
    assert both[0].stdout == both[1].stdout != b""


DIES = """
import os
from pathlib import Path
from fakes import a_document
from translator.batch import cluster
from translator.config import Settings
from translator.model import Glossary, Lang

class Mortal(cluster.Worker):
    def translate(self, document, target, script):
        flag = Path(os.environ["FLAG"])
        if not flag.exists():
            flag.write_text("died once")
            os._exit(1)
        return super().translate(document, target, script)

cluster.Worker = Mortal
made = cluster.Cluster("local", Settings(engine=os.environ["DUIZHAO_ENGINE"]), Glossary("", (), "0"))
print(len(made.translate(a_document("题", "一句。"), Lang.EN)))
made.close()
"""


def test_a_worker_that_dies_is_started_again_with_its_document(tmp_path: Path, tiny_bundle: Path) -> None:
    pytest.importorskip("ray", reason="pip install 'duizhao[ray]'")
    here = Path(__file__).parent
    environ = {**os.environ, "DUIZHAO_ENGINE": f"bundled:{tiny_bundle}", "FLAG": str(tmp_path / "flag")}
    environ |= {"PYTHONPATH": f"{here.parent}:{here}"}
    done = subprocess.run([sys.executable, "-c", DIES], env=environ, capture_output=True, text=True, timeout=300)
    assert (done.stdout, (tmp_path / "flag").exists()) == ("2\n", True), done.stderr


@pytest.mark.parametrize("address", ["nonsense", "host:port", "", "ray://"])
def test_a_wrong_address_of_a_cluster_is_said(address: str) -> None:
    with pytest.raises(InputError, match="no address of a Ray cluster"):
        cluster._knock(address)


def test_a_cluster_that_does_not_answer_is_said_at_once() -> None:
    with pytest.raises(EngineError, match="no Ray cluster answers"):
        cluster._knock("127.0.0.1:1")


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(InputError, match=r"pip install 'duizhao\[ray\]'"):
        cluster._joined("local")
