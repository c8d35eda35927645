"""The command that looks for places where nobody answers: what it says, writes, and leaves with."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from conseillers_entrypoints.cli import coverage as command
from tests.entrypoints.service import Cli


def test_anomalies_are_told_a_line_each_then_counted(filled: Cli) -> None:
    status, said, told = filled("coverage")
    *lines, counts, versions = said.splitlines()
    assert (status, told) == (1, "")
    assert {line.split(" : ")[0] for line in lines} == {"erreur", "information"}
    assert [line for line in lines if line.endswith("[cci-47-eco, cci-47-rh]")]
    assert counts.startswith(f"{len(lines)}\N{NO-BREAK SPACE}anomalies : ")
    assert versions == "Annuaire 1, géographie 2026."


def test_anomalies_are_a_table_on_a_terminal(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Console(force_terminal=True, color_system=None, highlight=False, width=200)
    monkeypatch.setattr(command, "out", terminal)
    status, said, _ = filled("coverage", "--institution", "cci")
    assert status == 0
    heading, *_ = said.splitlines()
    assert heading.split() == ["Gravité", "Anomalie", "Équipes"]
    assert "cci-47-eco, cci-47-rh" in said


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("", 1),
        ("--institution cci", 0),
        ("--institution cci --severity error", 0),
        ("--institution cci --severity warning", 0),
        ("--institution cci --severity info", 1),
        ("--institution emploi --severity info", 0),
    ],
)
def test_the_status_says_whether_there_is_something_that_grave(filled: Cli, words: str, status: int) -> None:
    assert filled("coverage", *words.split())[0] == status


def test_only_what_is_asked_for_is_told(filled: Cli) -> None:
    _, said, _ = filled("coverage", "--institution", "emploi")
    assert said == "Aucune anomalie.\nAnnuaire 1, géographie 2026.\n"
    _, said, _ = filled("coverage", "--subject", "recruter")
    assert said.count("erreur : ") == 1


def test_anomalies_are_written_as_the_api_does(filled: Cli) -> None:
    status, said, _ = filled("coverage", "--json", "--severity", "info", "--institution", "cci")
    found = json.loads(said)
    assert status == 1
    assert found["versions"] == {"directory": "1", "geography": "2026"}
    assert found["total"] == len(found["items"]) == 1
    assert found["items"][0]["zones"] == [{"type": "departement", "code": "47", "name": "Lot-et-Garonne"}]


def test_the_report_is_written_where_one_says(filled: Cli, tmp_path: Path) -> None:
    file = tmp_path / "couverture.html"
    status, said, told = filled("coverage", "--html", str(file), "--institution", "cci")
    assert (status, told) == (0, f"Rapport écrit : {file}\n")
    assert said.count("\n") == 3
    page = file.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "cci-47-eco" in page


def test_each_option_is_explained(filled: Cli) -> None:
    status, said, _ = filled("coverage", "--help")
    assert status == 0
    for option, explained in (("--institution", "celle-là"), ("--html", "ses cartes"), ("--json", "l'API")):
        (line,) = (line for line in said.splitlines() if option in line)
        assert explained in line


def test_a_place_where_nothing_can_be_written_leaves_with_three(filled: Cli, tmp_path: Path) -> None:
    status, _, told = filled("coverage", "--html", str(tmp_path / "nulle" / "part.html"))
    assert status == 3
    assert told.startswith("La machine refuse : ")


def test_an_institution_or_a_subject_that_nobody_knows_is_a_wrong_use(filled: Cli) -> None:
    assert filled("coverage", "--institution", "nulle", "--subject", "nul") == (
        2,
        "",
        "--institution : Institution inconnue : « nulle ».\n--subject : Sujet inconnu : « nul ».\n",
    )
    status, _, told = filled("coverage", "--severity", "grave")
    assert status == 2
    assert told.startswith("« grave » ne convient pas pour --severity.")
