"""The directory's versions, changes and trials, from the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rich.console import Console

from conseillers_entrypoints.cli import progress
from tests.entrypoints.service import Cli, running
from tests.entrypoints.test_http_directory_versions import EMPLOI, NARROWED
from tests.entrypoints.test_http_sheets import with_other

DAYS = ("--since", "2026-11-01", "--until", "2026-11-30")
CLOSED = json.dumps({"teams": [EMPLOI | {"closed": True}]})


@pytest.fixture
def lived(folder: Path, filled: Cli) -> Cli:
    """An installation where a company has deposited a demand."""
    with running(folder) as service:
        service.deposit()
    return filled


def test_a_change_is_published_listed_compared_and_taken_back(filled: Cli) -> None:
    status, said, steps = filled("directory", "patch", "-", "--why", "Fermeture", given=CLOSED)
    assert (status, said) == (0, "Annuaire publié : version 2.\n")
    assert steps.startswith("Annuaire : document vérifié.\n")
    status, said, _ = filled("directory", "versions")
    heading, latest, first = said.splitlines()
    assert status == 0
    assert heading.split() == ["Version", "Publiée", "le", "Par", "Raison", "Forcée", "pour"]
    assert latest.split()[0] == "2"
    assert "Fermeture" in latest
    assert first.split()[0] == "1"
    assert filled("directory", "versions", "--limit", "1")[1].endswith("… et 1 version de plus (--limit).\n")
    assert filled("directory", "diff", "1", "2") == (
        1,
        "emploi-47 (Entreprises) : changée\n  emploi-47, closed : false → true\n",
        "",
    )
    assert filled("directory", "restore", "1")[1] == "Annuaire publié : version 3.\n"
    assert filled("directory", "diff", "1", "3")[:2] == (0, "Rien n’a changé.\n")
    assert filled("directory", "export", "--version", "1") == filled("directory", "export")


def test_a_change_is_tried_refused_and_forced(lived: Cli) -> None:
    change = json.dumps(NARROWED)
    status, said, _ = lived("simulate", "--patch", "-", *DAYS, given=change)
    *rows, total = said.splitlines()
    assert status == 1
    assert [row.split() for row in rows[1:]] == [
        ["cci-47-rh", "recruter", "1", "1"],
        ["emploi-47", "recruter", "1", "1"],
    ]
    assert total.endswith("mises en relation gagnées : 0 ; perdues : 2 ; besoins laissés sans équipe : 1.")
    tried = lived(
        "simulate",
        "--patch",
        "-",
        *DAYS,
        "--json",
        given=change,
    )
    assert json.loads(tried[1])["orphans"] == 1

    status, said, told = lived("directory", "patch", "-", given=change)
    assert (status, said) == (1, "")
    assert told.splitlines()[-1].endswith("Option : --force « raison ».")
    assert lived("directory", "patch", "-", "--force", "Décidé", given=change)[1] == (
        "Annuaire publié : version 2. Des besoins passés restent sans équipe : la raison est gardée.\n"
    )
    assert "Décidé" in lived("directory", "versions")[1]
    assert lived("directory", "restore", "1")[0] == 0


def test_a_whole_directory_is_tried(lived: Cli, tmp_path: Path) -> None:
    file = tmp_path / "annuaire.xlsx"
    lived("directory", "export", str(file))
    status, said, _ = lived("simulate", str(file), "--since", "2026-11-01")
    assert (status, len(said.splitlines())) == (0, 1)


def test_what_is_tried_is_said_once(filled: Cli) -> None:
    for words in ((), ("a.json", "--patch", "b.json")):
        status, _, told = filled("simulate", *words)
        assert (status, told) == (2, "Donnez soit un annuaire entier, soit --patch.\n")


def test_a_fault_of_what_is_tried_is_told(filled: Cli) -> None:
    given = json.dumps({"teams": [EMPLOI | {"branch": "nulle"}]})
    status, _, told = filled("simulate", "--patch", "-", given=given)
    assert status == 1
    assert told.startswith("/patch/teams/0/branch : ")


def test_decisions_are_taken_again(lived: Cli) -> None:
    status, said, _ = lived("replay", *DAYS)
    counts = ("Décisions reprises : 1", "identiques : 1", "différentes : 0", "communes inconnues : 0")
    assert (status, said) == (0, f"{' ; '.join(counts)} ; versions qui ne sont plus là : 0.\n")
    status, said, _ = lived("replay", *DAYS, "--json")
    assert (status, json.loads(said)["same"]) == (0, 1)


def test_who_read_an_older_version_publishes_nothing(filled: Cli) -> None:
    status, _, told = filled("directory", "patch", "-", "--expected", "0", given=CLOSED)
    assert status == 1
    assert told.startswith("L’annuaire a changé depuis que vous l’avez lu (version 1)")


def test_a_number_of_versions_is_one_or_more(filled: Cli) -> None:
    assert filled("directory", "versions", "--limit", "0")[0] == 2


def test_on_a_terminal_a_bar_follows_the_steps(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Console(stderr=True, force_terminal=True, width=100)
    monkeypatch.setattr(progress, "beside", terminal)
    status, said, told = filled("directory", "patch", "-", given=CLOSED)
    assert (status, said) == (0, "Annuaire publié : version 2.\n")
    assert "Annuaire : publié" in told
    assert "Décisions" in filled("replay", *DAYS)[2]


def test_a_difference_says_only_what_the_parts_say(lived: Cli) -> None:
    lived("directory", "patch", "-", "--force", "Décidé", given=json.dumps(NARROWED))
    assert lived("directory", "diff", "1", "2")[1].splitlines()[:2] == [
        "cci-47-rh (Recrutement) : changée",
        '  cci-47-rh, criteria : [] → [{"min_headcount": 250}]',
    ]


def test_what_has_no_team_is_compared_as_well(filled: Cli) -> None:
    branch = {"code": "cci-33", "institution": "cci", "name": "Gironde", "level": "local"}
    advisor = {
        "email": "ana@cci.fr",
        "first_name": "Ana",
        "last_name": "Roux",
        "branch": "cci-33",
        "teams": [],
    }
    given = json.dumps({"branches": [branch], "advisors": [advisor]})
    assert filled("directory", "patch", "-", given=given)[0] == 0
    assert filled("directory", "diff", "1", "2")[:2] == (
        1,
        "Antenne cci-33 : nouvelle\nConseiller ana@cci.fr : nouveau\n",
    )


def test_faults_of_a_workbook_that_is_tried_are_told_at_their_place(filled: Cli, tmp_path: Path) -> None:
    file = tmp_path / "annuaire.zip"
    filled("directory", "export", str(file))
    file.write_bytes(with_other(file.read_bytes(), "equipes.csv", "cci-47-eco@example.org", "boîte"))
    for words in (("directory", "check", str(file)), ("simulate", str(file))):
        status, _, told = filled(*words)
        assert status == 1
        assert told.startswith("/Équipes/3/")


def rewritten(folder: Path, said: str, instead: str) -> None:
    """Change what the database keeps of every decision."""
    with closing(sqlite3.connect(folder / "service.db")) as connection, connection:
        connection.execute("update needs set routing = replace(routing, ?, ?)", (said, instead))


def test_decisions_that_cannot_be_taken_again_are_no_success(lived: Cli, folder: Path) -> None:
    rewritten(folder, '"rules":"1"', '"rules":"0"')
    status, said, _ = lived("replay", *DAYS)
    assert status == 1
    assert said.endswith("versions qui ne sont plus là : 1.\n")


def test_a_decision_that_is_not_taken_again_as_it_was_says_how(lived: Cli, folder: Path) -> None:
    rewritten(folder, '{"team":"cci-47-rh","by":"branch_zone"}', '{"team":"partie","by":"national"}')
    status, said, _ = lived("replay", *DAYS)
    difference, counts = said.splitlines()
    assert status == 1
    assert difference.endswith("(annuaire 1) : retenues : cci-47-rh ; perdues : partie")
    assert "différentes : 1" in counts


def test_a_need_of_a_commune_that_is_no_more_is_told_apart(lived: Cli, folder: Path) -> None:
    rewritten(folder, '"commune":"47001"', '"commune":"99999"')
    assert lived("simulate", "--patch", "-", *DAYS, given="{}")[1].splitlines()[-1] == (
        "Besoins d’une commune que le découpage ne connaît plus : 1."
    )


@pytest.mark.parametrize(("name", "why"), [("nul.json", "il n’existe pas"), (".", "c’est un dossier")])
def test_a_file_that_is_not_there_is_told_in_french(filled: Cli, tmp_path: Path, name: str, why: str) -> None:
    status, _, told = filled("directory", "patch", str(tmp_path / name))
    assert status == 1
    assert told.startswith("/ : « ")
    assert f"ne se lit pas : {why}." in told


@pytest.mark.parametrize("days", [("0001-01-01", "2026-11-30"), ("2026-11-01", "9999-12-31")])
def test_days_of_other_centuries_are_refused(filled: Cli, days: tuple[str, str]) -> None:
    for words in (("replay",), ("simulate", "--patch", "-")):
        status, _, told = filled(*words, "--since", days[0], "--until", days[1], given="{}")
        assert status == 1
        assert "Donnez une date de 2000 à 2199." in told


@pytest.mark.parametrize("name", ["annuaire.csv", "annuaire.ods"])
def test_an_ending_that_says_nothing_is_refused(filled: Cli, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert filled("directory", "export", str(file))[0] == 1
    file.write_text("{}")
    status, _, told = filled("directory", "check", str(file))
    assert status == 1
    assert "terminaison inconnue" in told
