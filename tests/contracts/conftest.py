"""Every contract of a storage port runs on every store: another one is one more parameter here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from conseillers_adapters.sql import migrate
from tests.contracts.stores import KINDS, Bench, a_bench, an_engine


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    engine = an_engine(file)
    migrate(engine)
    engine.dispose()
    return file


@pytest.fixture(params=KINDS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """A store of each kind, empty."""
    with a_bench(request, tmp_path) as made:
        yield made
