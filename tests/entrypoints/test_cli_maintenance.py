"""The service paused and opened again from the machine itself."""

import pytest

from tests.domain.told import plain
from tests.entrypoints.service import Cli

OPEN = (0, "Le service est ouvert.\n", "")


def test_a_pause_is_begun_told_and_ended(filled: Cli) -> None:
    assert filled("maintenance", "status") == OPEN
    status, said, _ = filled(
        "maintenance", "on", "Mise à jour.", "--until", "2999-07-01T14:05", "--jobs", "drained"
    )
    assert status == 0
    first, *rest = said.splitlines()
    assert plain(first).startswith("Le service est suspendu depuis le ")
    assert plain(first).endswith("Reprise prévue le 1er juillet 2999 à 14 h 05.")
    assert [plain(one) for one in rest] == ["Message : Mise à jour.", "Tâches en attente : exécutées."]
    assert filled("maintenance", "status") == (0, said, "")
    assert filled("maintenance", "off") == OPEN
    assert filled("maintenance", "off") == OPEN


def test_a_pause_needs_no_end_and_keeps_jobs(filled: Cli) -> None:
    _, said, _ = filled("maintenance", "on", "Mise à jour.")
    assert "Reprise" not in said
    assert "gardées" in said


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("on", "."), 1, "/message : Dites pourquoi"),
        (("on", "x", "--until", "2020-01-01T10:00Z"), 1, "/until : La reprise annoncée"),
        (("on", "x", "--until", "demain"), 2, "--until attend une date et une heure"),
        (("on", "x", "--jobs", "perdues"), 2, "« perdues » ne convient pas pour --jobs."),
        (("on",), 2, "Il manque une valeur : MESSAGE."),
    ],
)
def test_what_cannot_be_said_of_a_pause_is_told(
    filled: Cli, words: tuple[str, ...], status: int, told: str
) -> None:
    found, _, error = filled("maintenance", *words)
    assert found == status
    assert error.startswith(told)
    assert filled("maintenance", "status") == OPEN


def test_what_is_typed_on_the_machine_goes_on_meanwhile(filled: Cli) -> None:
    filled("maintenance", "on", "Mise à jour.")
    directory = filled("directory", "export")[1]
    assert filled("directory", "import", "-", given=directory)[0] == 0
