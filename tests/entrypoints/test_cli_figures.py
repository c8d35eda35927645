"""The command that tells figures: a table, or what the API says."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from conseillers_domain.figures import FIGURES
from conseillers_entrypoints.cli import figures as command
from tests.builders import TODAY
from tests.entrypoints.service import SHOPS, STAFF, Cli, running


@pytest.fixture
def told(filled: Cli, tmp_path: Path) -> Cli:
    """Commands on an installation that received two demands, of which one was put before teams."""
    with running(tmp_path) as service:
        service.deposit(siret=SHOPS[0], email="un@a.fr")
        service.deposit(siret=SHOPS[1], email="deux@a.fr", subject="autre-demande", answers=...)
    return filled


YEAR = ("--since", f"{TODAY.year}-01-01", "--until", f"{TODAY.year}-12-31")


def lines(said: str) -> list[list[str]]:
    """The words of each line."""
    return [line.split() for line in said.replace("\N{NO-BREAK SPACE}", " ").splitlines()]


def test_every_figure_is_told_a_line_each(told: Cli) -> None:
    status, said, errors = told("figures", *YEAR)
    assert (status, errors) == (0, "")
    first, heading, *rows = lines(said)
    assert " ".join(first) == "Demandes reçues du 1er janvier 2026 au 31 décembre 2026."
    assert heading == ["Chiffre", "Valeur", "Nombre", "Sur"]
    assert len(rows) == len(FIGURES)
    assert rows[0] == ["Demandes", "reçues", "2", "2"]
    assert rows[1] == ["Demandes", "transmises", "50,0", "%", "1", "2"]


def test_a_share_of_nothing_is_a_dash(told: Cli) -> None:
    _, said, _ = told("figures", "--until", "2025-12-31", "--by", "region")
    assert lines(said)[3] == ["Demandes", "transmises", "—", "0", "0"]
    assert "Région" not in said


def test_parts_are_told_a_line_each(told: Cli) -> None:
    status, said, _ = told("figures", *YEAR, "--by", "institution", "--by", "month")
    assert status == 0
    assert ["CCI", "1", "100,0", "%", "1", "0,0", "%", "0,0", "%", "0", "0,0", "%", "0,0", "%"] in lines(said)
    assert lines(said)[-1][:3] == ["novembre", "2026", "2"]


def test_figures_are_a_table_on_a_terminal(told: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Console(force_terminal=True, color_system=None, highlight=False, width=200)
    monkeypatch.setattr(command, "out", terminal)
    status, said, _ = told("figures", *YEAR)
    assert status == 0
    assert "Valeur" in said


def test_figures_are_written_as_the_api_does(told: Cli, tmp_path: Path) -> None:
    _, said, _ = told("figures", "--json", *YEAR, "--team", "cci-47-rh")
    with running(tmp_path) as service:
        path = "/api/admin/figures?since=2026-01-01&until=2026-12-31&team=cci-47-rh"
        served = service.signed_in(STAFF).get(path).json()
    found = json.loads(said)
    assert {**found, "as_of": None} == {**served, "as_of": None}


def test_what_nothing_bears_is_a_wrong_use(told: Cli) -> None:
    status, _, errors = told("figures", "--theme", "rien")
    assert (status, errors) == (2, "--theme : Rien ne porte ce nom : « rien ».\n")
    assert told("figures", "--by", "rien")[0] == 2


def test_an_account_may_follow_figures(told: Cli, tmp_path: Path) -> None:
    words = ("staff", "add", "pilote@cci.fr", "--password-stdin", "--role", "pilot", "--institution")
    status, _, errors = told(*words, "rien", given="un mot de passe bien long\n")
    assert (status, errors) == (
        1,
        "/institution : L’annuaire n’a pas d’institution « rien ». [unknown_institution]\n",
    )
    assert told(*words, "cci", given="un mot de passe bien long\n")[0] == 0
    with running(tmp_path) as service:
        answer = service.signed_in("pilote@cci.fr").get("/api/figures?scope=institution")
    assert answer.status_code == 200
