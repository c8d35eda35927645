"""Migrations that run while the former release serves: its own tests pass on the tables of this one."""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from subprocess import PIPE

import pytest

from tests.rolling.former import migrated, run, taken_out

LINKS = "create table links (token_hash text, need text, team text, expires_at text, kind text not null)"
WRITERS = "tests/contracts/test_unit_of_work.py::test_of_two_hundred_writers_on_one_need"


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of the former release."""
    return taken_out(tmp_path_factory.mktemp("former"))


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database that this release has migrated."""
    return migrated(tmp_path_factory.mktemp("later") / "later.sqlite")


def test_the_former_release_works_on_the_tables_of_this_one(former: Path, schema: Path) -> None:
    # Its jobs have tables of their own, made by themselves; what its lists hold, and two hundred writers, say
    # nothing of tables: `make rolling` plays them.
    aside = (f"tests/contracts/test_{name}.py" for name in ("jobs_engine", "inbox"))
    contracts = ("tests/contracts", *(f"--ignore={one}" for one in aside), "--deselect", WRITERS)
    outcome = run(former, schema, *contracts, stdout=PIPE)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (
            ("drop table links", LINKS),
            "NOT NULL constraint failed: links.kind",
        ),
        (("alter table links rename column team to teams",), "links has no column named team"),
        (("drop table links",), "no such table: links"),
    ],
)
def test_tables_that_would_break_it_are_found(
    former: Path, schema: Path, tmp_path: Path, statements: tuple[str, ...], told: str
) -> None:
    spoiled = tmp_path / "spoiled.sqlite"
    copyfile(schema, spoiled)
    with closing(sqlite3.connect(spoiled)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    words = "tests/contracts/test_unit_of_work.py::test_leaving_keeps_everything_tasks_included"
    outcome = run(former, spoiled, words, stdout=PIPE)
    assert outcome.returncode == 1
    assert told in outcome.stdout
