"""What holds for the whole suite: no test skipped where all should run, and how long hypothesis looks."""

import os
from collections.abc import Iterator
from typing import cast

import pytest
from _pytest.terminal import TerminalReporter
from coverage import Coverage
from hypothesis import Phase, is_hypothesis_test, settings

from conseillers_adapters.jobs.databases import create_tables
from conseillers_adapters.sql import make_engine, migrate
from tests.postgres import Databases, NoServer, Server, server

settings.register_profile("ordinary", deadline=None)  # how long a machine takes proves nothing
settings.load_profile("ordinary")
settings.register_profile("proof", max_examples=10_000, deadline=None)
settings.register_profile(
    "mutation", derandomize=True, database=None, phases=(Phase.explicit, Phase.generate), deadline=None
)
"""`proof` looks a hundred times longer; `mutation` looks the same way at every run and simplifies nothing."""


LEFT_OUT = "PostgreSQL manque"
"""What the reason of a test that needs it begins with."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is drawn at random counts for no coverage: tests that name their cases must reach every branch.

    Besides, what coverage watches takes twice as long. Long tests of what others reach are marked `no_cover`.
    """
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("no_cover")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let pytest-cov alone watch the workers: what coverage watches from their start, it could not pause."""
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Spread the tests file by file."""
    from tests.spread import ByFile

    return ByFile(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """Stop what pytest-cov starts in a worker as if it were the one that gives work out.

    It starts another one next, the only one that it pauses for `no_cover`: this one would go on instead.
    """
    if hasattr(config, "workerinput") and (needless := Coverage.current()) is not None:
        needless.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The PostgreSQL server of the run; without one, what asks for it is skipped."""
    try:
        with server() as running:
            yield running
    except NoServer as lacking:
        pytest.skip(f"{LEFT_OUT} : {lacking}")


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Server) -> str:
    """The URL of an empty database of the service, to be copied."""
    url = postgres.fresh()
    engine = make_engine(url)
    migrate(engine)
    with engine.begin() as connection:
        create_tables(connection.connection.driver_connection)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def databases(postgres: Server, migrated_postgres: str) -> Iterator[Databases]:
    """Empty databases of the service."""
    kept = Databases(postgres, migrated_postgres)
    yield kept
    kept.close()


@pytest.fixture
def postgres_url(databases: Databases) -> Iterator[str]:
    """The URL of an empty database of the service, of one's own."""
    with databases.lent() as url:
        yield url


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(terminalreporter: TerminalReporter) -> Iterator[None]:
    """Say loudly which tests were skipped."""
    yield
    left_out = [one for one in terminalreporter.stats.get("skipped", ()) if LEFT_OUT in str(one.longrepr)]
    if left_out:
        terminalreporter.section("Sans PostgreSQL", yellow=True)
        terminalreporter.line(f"{len(left_out)} tests n’ont pas été joués : {LEFT_OUT.lower()}.")
    if skipped(terminalreporter):
        terminalreporter.section("Skipped where nothing may be", red=True)


def skipped(reporter: TerminalReporter) -> bool:
    """Whether a test was skipped although everything has to run."""
    return os.environ.get("CI") == "true" and bool(reporter.stats.get("skipped"))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when one was."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and skipped(cast("TerminalReporter", reporter)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
