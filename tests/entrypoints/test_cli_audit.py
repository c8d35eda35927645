"""The journal searched and verified from the machine itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conseillers_domain.journal import COMMAND_LINE
from tests.domain.told import plain
from tests.entrypoints.service import Cli


def tamper(folder: Path, statement: str) -> None:
    """Say this to the database, as somebody who has it in hand."""
    with closing(sqlite3.connect(folder / "service.db")) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_journal_as_it_was_written_is_intact_and_gives_its_seals(filled: Cli) -> None:
    status, said, _ = filled("audit", "verify")
    assert status == 0
    access, acts = (plain(one) for one in said.splitlines())
    assert access == "Journal des consultations : intact. 0 ligne, 0 bloc, sceau access:0:"
    assert acts.startswith("Journal des actes : intact. 13 lignes, 1 bloc, sceau acts:1:")
    head = acts.rpartition(" ")[2]
    assert filled("audit", "verify", "--expected", head)[0] == 0
    status, said, _ = filled("audit", "verify", "--expected", f"{head}x")
    assert status == 1
    assert "noté ailleurs" in said
    assert filled("audit", "verify", "--expected", "hier")[0] == 1


def test_what_somebody_touched_is_told_and_the_command_fails(filled: Cli, folder: Path) -> None:
    assert filled("audit", "verify")[0] == 0
    tamper(folder, "update journal set who = 'mallory' where rowid = 1")
    status, said, _ = filled("audit", "verify")
    assert status == 1
    _, acts, line = (plain(one) for one in said.splitlines())
    assert acts.startswith("Journal des actes : rompu (1 anomalie)")
    assert line.strip().startswith("La ligne ")


@pytest.mark.parametrize(
    "change",
    [
        "journal_blocks set number = 'one'",
        "journal_blocks set count = 'seven'",
        "journal_ends set number = 'last' where edge = 'last'",
        "journal set who = x'00ff' where rowid = 1",
        "journal set block = 'one' where rowid = 1",
    ],
)
def test_what_no_column_should_hold_and_sqlite_lets_it_is_found_too(
    filled: Cli, folder: Path, change: str
) -> None:
    filled("audit", "verify")
    tamper(folder, f"update {change}")
    status, said, error = filled("audit", "verify")
    assert (status, error) == (1, "")
    assert "rompu" in said


def test_the_first_breaches_are_told_and_the_others_counted(
    filled: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conseillers_application.verify_journal.MOST_TOLD", 2)
    tamper(folder, "update journal set who = 'mallory'")
    said = filled("audit", "verify")[1]
    assert plain(said.splitlines()[-1]).strip() == "et 11 de plus."


def test_who_did_what_is_listed_and_commands_are_there_by_their_name(filled: Cli) -> None:
    filled("maintenance", "on", "Mise à jour.")
    status, said, _ = filled("audit", "list", "--way", "command")
    assert status == 0
    title, line = said.splitlines()
    assert title.split() == ["Quand", "Qui", "Voie", "Quoi", "Sur", "D’où"]
    assert line.split()[1:] == [COMMAND_LINE, "ligne", "de", "commande", "maintenance", "on"]
    _, said, _ = filled("audit", "list", "--limit", "2")
    mark = said.rpartition("--after ")[2].strip()
    assert len(filled("audit", "list", "--after", mark)[1].splitlines()) == 1 + 14 - 2
    assert filled("audit", "list", "--who", "nobody") == (0, "", "")
