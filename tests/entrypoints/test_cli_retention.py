"""Retention from the machine itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.domain.told import plain
from tests.entrypoints.service import Cli, running


def last_run(folder: Path) -> str:
    """The latest run kept in that folder."""
    with closing(sqlite3.connect(folder / "service.db")) as connection:
        (found,) = connection.execute("select max(id) from retention_runs").fetchone()
    return str(found)


def age(folder: Path) -> None:
    """A demand deposited long ago."""
    with running(folder) as service:
        service.deposit()
    with closing(sqlite3.connect(folder / "service.db")) as connection:
        for table, column in (
            ("demands", "deposited_at"),
            ("needs", "created_at"),
            ("referrals", "sent_at"),
        ):
            connection.execute(f"update {table} set {column} = '2020-01-01T00:00:00.000Z'")  # noqa: S608
        connection.commit()


def test_what_is_kept_and_for_how_long_is_told(filled: Cli) -> None:
    status, said, _ = filled("retention", "classes")
    assert status == 0
    company = next(plain(line) for line in said.splitlines() if "tout ce qui s’en est écrit" in line)
    assert company.split()[-2:] == ["1095", "anonymisés"]
    assert "brouillons" in said


def test_a_run_tells_what_it_did_and_its_account_is_read_again(filled: Cli, folder: Path) -> None:
    age(folder)
    status, dry, _ = filled("retention", "run", "--dry-run")
    assert (status, "à blanc" in plain(dry)) == (0, True)
    assert "(heure de Paris) par la ligne de commande." in plain(dry)
    status, said, _ = filled("retention", "run")
    assert status == 0
    (line,) = (plain(one) for one in said.splitlines() if "tout ce qui s’en est écrit" in one)
    assert "demands 1, needs 1" in line
    status, again, _ = filled("retention", "certificate", last_run(folder))
    assert (status, again) == (0, said)
    assert filled("retention", "compact")[0] == 0
    assert b"camille" not in (folder / "service.db").read_bytes()


def test_an_account_that_somebody_touched_is_told_and_the_command_fails(filled: Cli, folder: Path) -> None:
    filled("retention", "run")
    run = last_run(folder)
    with closing(sqlite3.connect(folder / "service.db")) as connection:
        connection.execute("update retention_runs set text = replace(text, 'false', 'true')")
        connection.commit()
    status, said, _ = filled("retention", "certificate", run)
    assert status == 1
    assert "pas celui qui a été signé" in plain(said)
    assert filled("retention", "certificate", "0")[0] == 1
