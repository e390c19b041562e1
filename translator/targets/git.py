"""A branch of a git repository: each release is a commit whose tree is the edition."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.errors import StoreError
from translator.model import ChangeKind, FileChange
from translator.targets.files import option

_KINDS = {"A": ChangeKind.ADD, "M": ChangeKind.REPLACE, "T": ChangeKind.REPLACE, "D": ChangeKind.REMOVE}
_WHO = {
    "GIT_AUTHOR_NAME": "Duizhao",
    "GIT_AUTHOR_EMAIL": "duizhao@localhost",
    "GIT_COMMITTER_NAME": "Duizhao",
    "GIT_COMMITTER_EMAIL": "duizhao@localhost",
}


def open_git(options: Mapping[str, str]) -> GitTarget:
    """Open ``repository`` and ``branch`` (pages); ``push`` names a remote to push to."""
    repository = Path(option(options, "repository", "git"))
    return GitTarget(repository, options.get("branch") or "pages", options.get("push", ""))


@dataclass(frozen=True, slots=True)
class GitTarget:
    """Commits to ``branch`` of ``repository`` without touching its working tree or its index."""

    repository: Path
    branch: str
    push: str = ""

    def plan(self, edition: Path) -> list[FileChange]:
        """Return what the next commit would change."""
        tree, old = self._tree(edition), self._head()
        empty = self._git("hash-object", "-t", "tree", "-w", "--stdin", given=b"")
        rows = self._git("diff-tree", "-r", "-z", "--no-renames", "--name-status", old or empty, tree).split("\0")
        pairs = zip(rows[::2], rows[1::2], strict=False)
        return [FileChange(path, _KINDS.get(kind, ChangeKind.REPLACE)) for kind, path in pairs if kind]

    def send(self, edition: Path, plan: Sequence[FileChange], note: str) -> None:
        """Commit the edition and, where a remote is named, push the branch."""
        old = self._head()
        parents = ("-p", old) if old else ()
        commit = self._git("commit-tree", self._tree(edition), *parents, "-m", note or "Release")
        # the old value makes it fail rather than lose what somebody else committed meanwhile
        self._git("update-ref", f"refs/heads/{self.branch}", commit, old or "0" * len(commit))
        if self.push:
            self._git("push", "--quiet", self.push, f"{self.branch}:{self.branch}")

    def _head(self) -> str:
        return self._git("for-each-ref", "--format=%(objectname)", f"refs/heads/{self.branch}")

    def _tree(self, edition: Path) -> str:
        """Store the edition's files and return their tree; an index of our own leaves that of people alone."""
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            paths = (f"--work-tree={edition}",)
            exclude = (":/", ":(exclude,glob)**/.*", ":(exclude,glob)**/.*/**")
            self._git(*paths, "add", "--all", "--force", "--", *exclude, extra=index, folder=edition)
            return self._git("write-tree", extra=index)

    def _git(
        self,
        *words: str,
        given: bytes | None = None,
        extra: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> str:
        options = ["git", f"--git-dir={self._git_dir()}", *words]
        environ = os.environ | _WHO | dict(extra or {})
        try:
            done = subprocess.run(options, input=given, capture_output=True, env=environ, cwd=folder, check=False)
        except OSError as error:
            raise StoreError(f"git cannot be started: {error.strerror}", next_step="install git") from error
        if done.returncode:
            words_said = done.stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
            hint = "check repository, branch and remote in site.toml"
            raise StoreError(f"{self.repository}: {words_said[-1]}", next_step=hint)
        return done.stdout.decode(errors="surrogateescape").rstrip("\n")

    def _git_dir(self) -> Path:
        inner = self.repository / ".git"
        return (inner if inner.exists() else self.repository).resolve()
