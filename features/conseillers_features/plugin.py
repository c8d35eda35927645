"""The pytest plugin that gives the steps: `-p conseillers_features.plugin`.

A service that embeds the library runs the articles on its own world with three lines of its tests:

    from conseillers_features import ARTICLES
    scenarios(str(ARTICLES))
    # and a fixture `world`, autouse, that yields something of the kind `worlds.world.World`
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from conseillers_features.steps.story import Story
from conseillers_features.worlds.world import World

pytest_plugins = [
    f"conseillers_features.steps.{subject}"
    for subject in (
        "accounts",
        "catalogue",
        "closings",
        "companies",
        "criteria",
        "deposit",
        "directory",
        "ends",
        "figures",
        "followup",
        "journal",
        "joining",
        "limits",
        "mails",
        "maintenance",
        "past",
        "persons",
        "positions",
        "reading",
        "rights",
        "rules",
        "secrecy",
        "tasks",
        "threads",
        "time",
        "triage",
        "verdicts",
        "way_in",
    )
]

CLAUSE = "cgu-"
"""What a tag that names a clause of the terms begins with."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the clauses something one selects scenarios by."""
    config.addinivalue_line("markers", "cgu(clause): shows this clause of the terms of use")


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool | None:
    """Mark a scenario with the clause its tag names; other tags stay pytest-bdd's."""
    if not tag.startswith(CLAUSE):
        return None
    pytest.mark.cgu(tag.removeprefix(CLAUSE))(function)
    return True


@pytest.fixture
def story(world: World) -> Iterator[Story]:
    """What a scenario has told so far; nothing may be refused without the scenario saying so."""
    told = Story(world)
    yield told
    told.must_be_over()
