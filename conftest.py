"""What holds for the whole suite: no test skipped where all should run, and how long hypothesis looks."""

import os
from collections.abc import Iterator
from typing import cast

import pytest
from _pytest.terminal import TerminalReporter
from hypothesis import Phase, settings

settings.register_profile("ordinary", deadline=None)  # how long a machine takes proves nothing
settings.load_profile("ordinary")
settings.register_profile("proof", max_examples=10_000, deadline=None)
settings.register_profile(
    "mutation", derandomize=True, database=None, phases=(Phase.explicit, Phase.generate), deadline=None
)
"""`proof` looks a hundred times longer; `mutation` looks the same way at every run and simplifies nothing."""


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(terminalreporter: TerminalReporter) -> Iterator[None]:
    """Say loudly which tests were skipped."""
    yield
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
