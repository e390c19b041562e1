"""Fixtures that several rooms share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# on a busy machine an example may take a second; how long it takes is for the benchmarks
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: the event loop they leave running does not go with processes that fork."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(scope="session")
def tiny_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for ``bundled:FOLDER``: random weights; do not change its files."""
    import tiny_model

    return tiny_model.make(tmp_path_factory.mktemp("bundle") / "tiny")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own; skips where none is installed."""
    import postgres

    if not postgres.available():
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind."""
    import postgres

    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/duizhao.db"
    else:
        with postgres.schema(request.getfixturevalue("postgres_server")) as empty:
            yield empty
