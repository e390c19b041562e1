"""Fixtures that several rooms share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def tiny_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for ``bundled:FOLDER``: random weights; do not change its files."""
    import tiny_model

    return tiny_model.make(tmp_path_factory.mktemp("bundle") / "tiny")
