"""The articles of the terms, each scenario on each of the four worlds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_bdd import scenarios

from conseillers_features import ARTICLES
from conseillers_features.worlds.embedded import EmbeddedWorld
from conseillers_features.worlds.hosts import DatabaseHost, MemoryHost, copy_of, migrated_file
from conseillers_features.worlds.http import HttpWorld
from conseillers_features.worlds.world import World


def in_memory(_: pytest.FixtureRequest) -> Iterator[World]:
    """Use cases called straight, on a store in memory."""
    host = MemoryHost()
    yield EmbeddedWorld(host)
    host.stop()


def on_sqlite(request: pytest.FixtureRequest) -> Iterator[World]:
    """Use cases called straight, on an SQLite file."""
    folder = request.getfixturevalue("tmp_path")
    host = DatabaseHost(f"sqlite:///{copy_of(request.getfixturevalue('migrated'), folder)}")
    yield EmbeddedWorld(host)
    host.stop()


def on_postgres(request: pytest.FixtureRequest) -> Iterator[World]:
    """Use cases called straight, on a PostgreSQL database."""
    host = DatabaseHost(request.getfixturevalue("postgres_url"))
    yield EmbeddedWorld(host)
    host.stop()


def over_http(request: pytest.FixtureRequest) -> Iterator[World]:
    """The service behind its routes, on an SQLite file."""
    folder = request.getfixturevalue("tmp_path")
    world = HttpWorld(copy_of(request.getfixturevalue("migrated"), folder), folder / "mail")
    yield world
    world.stop()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the service, to be copied."""
    return migrated_file(tmp_path_factory.mktemp("migrated") / "empty.sqlite")


WORLDS = [
    # Watching takes as long again. What these three run is watched over HTTP; what is PostgreSQL's own, where
    # it has its contracts; and rules, where they have tests of their own.
    pytest.param(in_memory, id="memory", marks=pytest.mark.no_cover),
    pytest.param(on_sqlite, id="sqlite", marks=pytest.mark.no_cover),
    pytest.param(on_postgres, id="postgres", marks=pytest.mark.no_cover),
    pytest.param(over_http, id="http"),
]


@pytest.fixture(params=WORLDS, autouse=True)
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Each world in turn, empty: asked for here, before any step, so that scenarios multiply."""
    make: Callable[[pytest.FixtureRequest], Iterator[World]] = request.param
    yield from make(request)


scenarios(str(ARTICLES))
