"""A service of one's own for each test that asks for one."""

import io
import os
import sys
import threading
from collections.abc import Iterator
from math import inf
from pathlib import Path
from shutil import copyfile

import pytest

from conseillers_adapters.sql import patience
from conseillers_entrypoints.cli.main import run
from conseillers_entrypoints.observation import logs
from tests.entrypoints.day import DIRECTORY, Day, a_day, serving
from tests.entrypoints.service import STAFF, Browser, Cli, Service, Told, prepared, running


@pytest.fixture(autouse=True)
def _logs_of_its_own() -> Iterator[None]:
    """A test that has the process tell its events leaves it silent."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    if logs.told.is_set():
        logs.silence()
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


@pytest.fixture(autouse=True)
def _processes_not_watched_either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test counts for no coverage, neither do the processes it starts: they start twice as fast."""
    if request.node.get_closest_marker("no_cover"):
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a directory and accounts, to be copied."""
    return prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def folder(prepared_file: Path, tmp_path: Path) -> Path:
    """The folder of an installation that has a directory and accounts."""
    copyfile(prepared_file, tmp_path / "service.db")
    return tmp_path


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    """The service, running."""
    with running(folder) as found:
        yield found


@pytest.fixture(scope="module")
def shared(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service for the tests of one module that change nothing."""
    folder = tmp_path_factory.mktemp("shared")
    copyfile(prepared_file, folder / "service.db")
    with running(folder) as found:
        yield found


@pytest.fixture(scope="module")
def staff(shared: Service) -> Browser:
    """Somebody of the service's own team, for those tests."""
    return shared.signed_in(STAFF)


@pytest.fixture(scope="module")
def lived(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Day, Path]:
    """The day, lived once for all routes, and the database it leaves."""
    file = tmp_path_factory.mktemp("lived") / "service.db"
    copyfile(prepared_file, file)
    with serving(file.parent) as service:
        return a_day(service), file


@pytest.fixture
def day(lived: tuple[Day, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    """The day, on a database of one's own."""
    monkeypatch.setattr(patience, "SLOW", inf)  # a slow disk has a write begun again in a thread
    past, file = lived
    copyfile(file, tmp_path / file.name)
    with serving(tmp_path) as service:
        day = past.again(service)
        # Everything that a process keeps in memory, it has read already.
        day.visitor.get("/api/catalogue")
        for version in ("1", "2"):
            day.staff.get(f"{DIRECTORY}/versions/{version}")
        yield day


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs a command on a folder of its own: status, output, errors."""
    for name in [name for name in os.environ if name.startswith("CONSEILLERS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CONSEILLERS_DATABASE_URL", f"sqlite:///{tmp_path / 'service.db'}")
    monkeypatch.setenv("CONSEILLERS_MAIL_URL", f"file://{tmp_path / 'mails'}")

    def typed(*words: str, given: str = "") -> Told:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        status = run(list(words))
        told = capsys.readouterr()
        return status, told.out, told.err

    return typed


@pytest.fixture
def filled(folder: Path, cli: Cli) -> Cli:
    """The same, where there is a directory already."""
    return cli
