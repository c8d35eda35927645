"""Scenarios and clauses answer one another; titles stay ones that people read."""
# ruff: noqa: D103 - a test is named as a sentence

import re
from pathlib import Path
from typing import Any, Final

import pytest
from gherkin.parser import Parser

from conseillers_features import ARTICLES
from conseillers_features.clauses import SHOWN


def scenarios_of(file: Path) -> tuple[dict[str, Any], ...]:
    """The scenarios of a feature file, as Gherkin reads them."""
    document: Any = Parser().parse(file.read_text(encoding="utf-8"))
    children = document["feature"]["children"]
    return tuple(child["scenario"] for child in children if "scenario" in child)


FILES: Final = sorted(ARTICLES.glob("*.feature"))
SCENARIOS: Final = [pytest.param(file, one, id=one["name"]) for file in FILES for one in scenarios_of(file)]
TAGS: Final = {tag["name"] for file in FILES for one in scenarios_of(file) for tag in one["tags"]}
QUOTING: Final = ("c’est impossible", "la faute est", "chaque faute")
"""How a step begins that quotes what somebody is answered."""


def test_the_clauses_said_to_be_shown_are_those_that_scenarios_are_tagged_with() -> None:
    assert {f"@cgu-{clause}" for clause in SHOWN} == TAGS


@pytest.mark.parametrize(("file", "scenario"), SCENARIOS)
def test_a_scenario_shows_a_clause_of_the_article_of_its_file(file: Path, scenario: dict[str, Any]) -> None:
    # What comes after a hyphen tells the files of an article apart.
    article = file.stem.partition("-")[0].removeprefix("article_").replace("_", ".")
    names = [tag["name"] for tag in scenario["tags"]]
    assert names
    assert all(name.startswith(f"@cgu-{article}.") for name in names)


@pytest.mark.parametrize(("file", "scenario"), SCENARIOS)
def test_a_refusal_says_if_what_and_quotes_the_answer(file: Path, scenario: dict[str, Any]) -> None:
    if scenario["name"].startswith("Impossible"):
        assert re.match(r"Impossible (de |d’).+ si ", scenario["name"])
        assert any(step["text"].startswith(QUOTING) for step in scenario["steps"])
