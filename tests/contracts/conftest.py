"""Every contract of a storage port runs on every store: another one is one more parameter here."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from conseillers_adapters.sql import migrate
from tests.contracts.stores import Bench, an_engine, in_a_file, in_memory


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    engine = an_engine(file)
    migrate(engine)
    engine.dispose()
    return file


@pytest.fixture(params=["memory", "sqlite"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """A store of each kind, empty."""
    if request.param == "memory":
        yield in_memory()
        return
    file = tmp_path / "service.sqlite"
    copyfile(request.getfixturevalue("migrated"), file)
    engine, other = an_engine(file), an_engine(file)
    yield in_a_file(engine, other)
    engine.dispose()
    other.dispose()
