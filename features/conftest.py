"""Loads the steps as a service that embeds the library does."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TypeAlias

import pytest
from _pytest.fixtures import FixtureDef, FixtureManager
from _pytest.nodes import Node
from pytest_bdd.parser import Step
from pytest_bdd.scenario import find_fixturedefs_for_step
from pytest_bdd.steps import StepNamePrefix

Found: TypeAlias = Sequence[FixtureDef[object]]

PLUGIN = "conseillers_features.plugin"


def pytest_configure(config: pytest.Config) -> None:
    """Load the plugin, wherever this folder stands among those that are collected."""
    # `pytest_plugins` may stand in the top folder's conftest only.
    if not config.pluginmanager.hasplugin(PLUGIN):
        config.pluginmanager.import_plugin(PLUGIN)


@pytest.fixture(scope="session", autouse=True)
def _steps_found_once() -> Iterator[None]:
    """What answers to a sentence is looked for once: the search costs a third of the time of a scenario.

    Whole, it tries every fixture of the run on every sentence, and asks of each who may see it. All steps
    come from the plugin, so whatever one scenario finds or sees, the others would.
    """
    known: dict[tuple[str, str], Found] = {}
    seen: dict[str, Found] = {}

    def remembered(step: Step, fixturemanager: FixtureManager, node: Node) -> Found:
        key = (step.type, step.name)
        if key not in known:
            known[key] = tuple(find_fixturedefs_for_step(step, fixturemanager, node))
        return known[key]

    def visible(fixturemanager: FixtureManager, name: str, node: Node) -> Found:
        if not name.startswith(StepNamePrefix.step_def.value):
            return ()
        if name not in seen:
            seen[name] = fixturemanager.getfixturedefs(name, node) or ()
        return seen[name]

    # By its name: the package has a function called as the module is.
    searching = import_module("pytest_bdd.scenario")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "find_fixturedefs_for_step", remembered)
        patch.setattr(searching, "getfixturedefs", visible)
        yield
