"""The command line: what each command does, says in French, and leaves with."""

import json
import os
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest
from cyclopts import CycloptsError
from sqlalchemy.exc import IntegrityError
from structlog.contextvars import get_contextvars

from conseillers_adapters.documents import unstructure
from conseillers_entrypoints.cli import main
from conseillers_entrypoints.cli import running as commands
from conseillers_entrypoints.cli.usage import usage_sentence
from conseillers_entrypoints.demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from conseillers_entrypoints.observation.logs import LogForm, LogLevel
from conseillers_entrypoints.observation.metrics import SHARED_FOLDER
from tests.adapters.mail_server import free_port
from tests.domain.told import plain
from tests.entrypoints.service import Cli, Document, the_directory


def a_directory_document() -> Document:
    document: Document = unstructure(the_directory())
    return document


def test_migrating_makes_the_database_and_changes_nothing_twice(cli: Cli, tmp_path: Path) -> None:
    for _ in range(2):
        assert cli("migrate") == (0, "La base de données est à jour.\n", "")
    assert (tmp_path / "service.db").exists()
    assert cli("migrate", "--to", "base", "--yes") == (
        0,
        "La base de données est à la version « base ».\n",
        "",
    )
    status, _, told = cli("directory", "export")
    assert (status, told) == (
        1,
        "La base de données n’est pas à jour : lancez d’abord « conseillers migrate ».\n",
    )


def test_a_database_that_a_later_version_has_migrated_serves_and_is_left_as_it_is(
    filled: Cli, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "service.db")) as base, base:
        base.execute("update alembic_version set version_num = '9999'")
    assert filled("directory", "export")[0] == 0
    assert filled("migrate")[0] == 0
    with closing(sqlite3.connect(tmp_path / "service.db")) as base:
        assert base.execute("select version_num from alembic_version").fetchall() == [("9999",)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("base",), "Revenir à « base » efface toutes les données : ajoutez --yes"),
        (("0000",), "Revenir à « 0000 » peut effacer des données : ajoutez --yes"),
        (("nulle", "--yes"), "Version inconnue : « nulle »."),
    ],
)
def test_nothing_is_erased_unless_it_is_said_twice(filled: Cli, words: tuple[str, ...], told: str) -> None:
    status, said, refused = filled("migrate", "--to", *words)
    assert (status, said) == (2, "")
    assert refused.startswith(told)
    assert filled("directory", "export")[0] == 0


def test_the_demonstration_fills_an_empty_base_once(cli: Cli) -> None:
    cli("migrate")
    status, first, _ = cli("demo")
    assert status == 0
    assert "Le pays de démonstration est en place." in first
    for account in DEMO_ACCOUNTS:
        assert account.email in first
    assert DEMO_PASSWORD in first
    assert "curl" in first
    status, again, _ = cli("demo")
    assert status == 0
    assert "rien n’a été ajouté" in again
    assert cli("demo")[1].splitlines()[0].endswith("rien n’a été ajouté.")
    status, document, _ = cli("directory", "export")
    assert len(json.loads(document)["teams"]) > 150


def test_a_demonstration_that_was_interrupted_is_completed(cli: Cli, tmp_path: Path) -> None:
    cli("migrate")
    cli("demo")
    with closing(sqlite3.connect(tmp_path / "service.db")) as base, base:
        base.execute("DELETE FROM accounts WHERE email LIKE 'zoe%' OR email LIKE 'equipe%'")
    status, said, _ = cli("demo")
    assert status == 0
    assert "les comptes qui lui manquaient sont ouverts" in said
    with closing(sqlite3.connect(tmp_path / "service.db")) as base:
        for waiting in ("access_requests", "invitations"):
            assert base.execute(f"SELECT count(*) FROM {waiting}").fetchone() == (1,)  # noqa: S608 - two names
    assert "rien n’a été ajouté" in cli("demo")[1]


def test_the_demonstration_leaves_the_directory_of_others_alone(filled: Cli) -> None:
    assert filled("demo") == (0, "La base contient déjà un autre annuaire : rien n’a été ajouté.\n", "")
    assert json.loads(filled("directory", "export")[1]) == a_directory_document()


def test_the_demonstration_opens_no_account_on_a_public_service(
    filled: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSEILLERS_BASE_URL", "https://conseillers.fr")
    monkeypatch.setenv("CONSEILLERS_SECRET_KEY", "x" * 32)
    status, said, told = filled("demo")
    assert (status, said) == (2, "")
    assert told.startswith("CONSEILLERS_BASE_URL désigne un service public (https://conseillers.fr)")


def test_the_directory_goes_out_and_in_again_unchanged(filled: Cli, tmp_path: Path) -> None:
    status, document, _ = filled("directory", "export")
    assert (status, json.loads(document)) == (0, a_directory_document())
    file = tmp_path / "annuaire.json"
    file.write_text(document, "utf-8")
    assert filled("directory", "check", str(file)) == (0, "Aucune faute : 3 équipes, 3 conseillers.\n", "")
    status, said, steps = filled("directory", "import", str(file), "--why", "essai")
    assert (status, said) == (0, "Annuaire publié : version 2.\n")
    assert steps.splitlines() == [
        "Annuaire : fichier lu.",
        "Annuaire : document vérifié.",
        "Annuaire : annuaire préparé.",
        "Annuaire : essayé sur les besoins passés.",
        "Annuaire : publié.",
    ]
    assert filled("directory", "import", "-", given=document)[1] == "Annuaire publié : version 3.\n"
    assert filled("directory", "export")[1] == document


@pytest.mark.parametrize("command", ["import", "check"])
def test_every_fault_of_a_directory_is_told_and_nothing_is_published(filled: Cli, command: str) -> None:
    document = a_directory_document()
    document["teams"][0]["zones"] = [{"type": "departement", "code": "20"}]
    document["advisors"][0]["teams"] = ["nulle"]
    document["couleur"] = "bleu"
    status, said, told = filled("directory", command, "-", given=json.dumps(document))
    lines = [line for line in told.splitlines() if not line.startswith("Annuaire : ")]
    assert (status, said) == (1, "")
    assert [line.split(" : ")[0] for line in lines] == [
        "/couleur",
        "/teams/0/zones/0/code",
        "/advisors/0/teams/0",
    ]
    assert lines[2] == "/advisors/0/teams/0 : Équipe inconnue : « nulle ». [unknown_team]"
    assert json.loads(filled("directory", "export")[1]) == a_directory_document()


@pytest.mark.parametrize("content", ["", "bonjour", "[]"])
def test_what_is_no_directory_is_said(filled: Cli, tmp_path: Path, content: str) -> None:
    file = tmp_path / "annuaire.json"
    file.write_text(content, "utf-8")
    status, _, told = filled("directory", "import", str(file))
    assert status == 1
    assert told.startswith("/ : ")


def test_a_file_that_cannot_be_read_is_said(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b"\xe9")
    for name in ("nul.json", "latin.json"):
        status, _, told = filled("directory", "check", str(tmp_path / name))
        assert status == 1
        assert "ne se lit pas" in told
    assert filled("geography", "import", ".")[0] == 1


def test_an_account_is_opened_with_the_password_given(filled: Cli) -> None:
    typed = "un mot de passe bien long\n"
    status, said, _ = filled("staff", "add", "ines@service.fr", "--password-stdin", given=typed)
    assert (status, said) == (0, "Compte ouvert : ines@service.fr (staff).\n")
    status, _, told = filled("staff", "add", "Ines@service.fr", "--password-stdin", given=typed)
    assert status == 1
    assert told.strip().endswith(".")
    status, said, _ = filled(
        "staff",
        "add",
        "oscar@service.fr",
        "--name",
        "Oscar",
        "--role",
        "operator",
        "--password-stdin",
        given=typed,
    )
    assert (status, said) == (0, "Compte ouvert : oscar@service.fr (operator).\n")


def test_a_wrong_address_and_a_short_password_are_told_together(filled: Cli) -> None:
    status, _, told = filled("staff", "add", "ines", "--password-stdin", given="court\n")
    assert status == 1
    assert [line.split(" : ")[0] for line in told.splitlines()] == ["/email", "/password"]


def test_a_password_is_asked_twice(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["un mot de passe bien long", "un autre mot de passe", *["un mot de passe bien long"] * 2])
    monkeypatch.setattr(commands, "getpass", lambda _: next(typed))
    status, _, told = filled("staff", "add", "ines@service.fr")
    assert (status, told) == (1, "/password : Les deux mots de passe diffèrent. [mismatch]\n")
    assert filled("staff", "add", "ines@service.fr")[0] == 0


def test_the_geography_in_service_is_shown(cli: Cli) -> None:
    status, said, _ = cli("geography", "show")
    assert status == 0
    assert said.startswith("Découpage officiel 2026 : ")
    status, said, _ = cli("geography", "show", "47001")
    assert "47001  Agen (47000) : commune 47001, EPCI 200096956, département 47, région 75" in said


def test_a_decision_is_explained(filled: Cli) -> None:
    status, said, _ = filled("route", "recruter", "47001")
    assert status == 0
    for line in (
        "cci-47-rh",
        "emploi-47",
        "retenue",
        (
            "Le territoire de son antenne « Antenne cci-47 » couvre la commune de l’entreprise "
            "(département Lot-et-Garonne)."
        ),
        "Annuaire 1, géographie 2026, règles 1.",
    ):
        assert line in plain(said)


def test_a_decision_without_team_leaves_with_one(filled: Cli) -> None:
    status, said, _ = filled("route", "recruter", "48095")
    assert status == 1
    assert "… et 2 équipes hors du territoire ou fermées" in said
    status, said, _ = filled("route", "recruter", "48095", "--everything")
    assert plain(said).count("(département Lot-et-Garonne) ne couvre pas Mende.") == 2


def test_a_decision_reads_the_facts_that_are_typed(filled: Cli) -> None:
    words = ("route", "contrat-de-travail", "47001", "--naf", "62.02A", "--legal-form", "5710")
    status, said, _ = filled(*words, "--headcount", "03")
    assert status == 0
    assert (
        "elle n’accompagne que les entreprises d’au moins 250 salariés (règle de l’équipe), "
        "celle-ci en compte 6 à 9."
    ) in plain(said)


def test_a_decision_is_written_as_the_api_does(filled: Cli, tmp_path: Path) -> None:
    file = tmp_path / "demande.json"
    file.write_text(
        json.dumps(
            {
                "subject": "recruter",
                "company": {"commune": "47001"},
                "directory": a_directory_document(),
            }
        )
    )
    status, said, _ = filled("route", "--file", str(file), "--json")
    assert filled("route", "--file", "-", "--json", given=file.read_text())[:2] == (status, said)
    decision = json.loads(said)
    assert status == 0
    assert decision["versions"]["directory"] == "inline"
    assert [one["team"] for one in decision["kept"]] == ["cci-47-rh", "emploi-47"]


def test_a_decision_tells_what_is_to_be_known(filled: Cli) -> None:
    request = {
        "subject": "recruter",
        "company": {"commune": "47001"},
        "directory": a_directory_document() | {"advisors": []},
    }
    status, said, _ = filled("route", "--file", "-", given=json.dumps(request))
    assert status == 0
    assert said.count("aucun conseiller n’en est membre") == 2
    assert said.count("à savoir") == 2


def test_a_decision_that_cannot_be_taken_says_why(filled: Cli) -> None:
    status, _, told = filled("route", "tricoter", "00000")
    assert status == 1
    assert [line.split(" : ")[0] for line in told.splitlines()] == ["/subject", "/company/commune"]


def test_the_document_of_the_api_is_written(cli: Cli) -> None:
    status, said, _ = cli("openapi")
    assert status == 0
    committed = Path(__file__).parents[2] / "docs" / "openapi.json"
    assert said == committed.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("inconnue x", "Commande inconnue : « inconnue »."),
        ("directory show", "Commande inconnue : « show »."),
        ("serve --port abc", "« abc » ne convient pas pour --port."),
        ("staff add a --role chef", "« chef » ne convient pas pour --role."),
        ("serve --port", "Il manque une valeur : --port."),
        ("directory import", "Il manque une valeur : FILE."),
        ("route --couleur x", "Option inconnue : « --couleur »."),
        ("migrate x", "Un mot est de trop : « x »."),
        ("serve --port 1 --port 2", "« --port » est donné deux fois."),
    ],
)
def test_a_wrong_use_leaves_with_two_and_says_the_word_and_where_help_is(
    cli: Cli, words: str, told: str
) -> None:
    assert cli(*words.split()) == (2, "", f"{told}\nAide : conseillers --help\n")


def test_a_wrong_use_that_has_no_sentence_yet_is_said_in_french_all_the_same() -> None:
    assert usage_sentence(CycloptsError("Unheard of.")) == "Cette commande n’est pas comprise."


@pytest.mark.parametrize("words", ["--port 0", "--port 65536", "--workers 0"])
def test_a_number_nothing_can_be_done_with_is_a_wrong_use(cli: Cli, words: str) -> None:
    status, _, told = cli("serve", *words.split())
    assert status == 2
    assert told.startswith(f"{words.split(maxsplit=1)[0]} attend ")


def test_a_port_for_metrics_is_a_port(filled: Cli) -> None:
    status, _, told = filled("jobs", "--metrics-port", "0")
    assert (status, told) == (2, "--metrics-port attend un nombre de 1 à 65535.\n")
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        assert filled("jobs", "--metrics-port", str(other.getsockname()[1]))[0] == 3


def test_a_worker_tells_its_metrics_to_this_machine(
    filled: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    port = free_port()
    read: list[str] = []

    def working(*_: object) -> None:
        with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            read.append(answer.read().decode())

    monkeypatch.setattr(commands, "run_worker", working)
    assert filled("jobs", "--metrics-port", str(port))[0] == 0
    assert "conseillers_letters" in read[0]
    assert "conseillers_job_duration_seconds" in read[0]


def test_processes_count_together_only_when_there_are_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    with commands.counted_together(1):
        assert SHARED_FOLDER not in os.environ
    with commands.counted_together(2):
        folder = Path(os.environ[SHARED_FOLDER])
        assert folder.is_dir()
    assert not folder.exists()


def test_a_command_is_named_as_a_request_is(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    bound: list[object] = []
    monkeypatch.setattr(commands, "bring_up_to_date", lambda **_: bound.append(get_contextvars()))
    for _ in range(2):
        assert cli("migrate")[0] == 0
    names = [one["request_id"] for one in bound]  # type: ignore[index]
    assert len({str(name) for name in names}) == 2
    assert "request_id" not in get_contextvars()


@pytest.mark.parametrize("form", ["text", "xml"])
def test_a_process_of_the_service_tells_its_events_as_its_settings_say(
    monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    told: list[object] = []
    monkeypatch.setenv("CONSEILLERS_LOG", form)
    monkeypatch.setattr(main, "observe", lambda *given: told.append(given))
    with pytest.raises(SystemExit) as left:
        main.main(["--version"])
    assert left.value.code == 0
    # Wrong settings are for the command to tell.
    assert told == [(LogForm.TEXT if form == "text" else LogForm.JSON, LogLevel.INFO)]


def test_wrong_settings_leave_with_two_and_are_all_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSEILLERS_BASE_URL", "https://conseillers.fr")
    monkeypatch.setenv("CONSEILLERS_COULEUR", "bleu")
    for command in ("migrate", "demo", "serve", "jobs"):
        status, _, told = cli(command)
        assert status == 2
        assert [line.split()[0] for line in told.splitlines()] == [
            "CONSEILLERS_COULEUR",
            "CONSEILLERS_SECRET_KEY",
        ]


@pytest.mark.parametrize("command", ["serve", "jobs"])
def test_what_the_settings_name_in_vain_stops_the_start(
    filled: Cli, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("CONSEILLERS_REGISTRY_FILE", "nul.json")
    status, _, told = filled(command)
    assert status == 2
    assert told.startswith("CONSEILLERS_REGISTRY_FILE désigne « nul.json »")


@pytest.mark.parametrize("place", ["/dev/null/service.db", "/proc/1/nulle/part/service.db"])
def test_a_database_out_of_reach_leaves_with_three(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("CONSEILLERS_DATABASE_URL", f"sqlite:///{place}")
    status, _, told = cli("migrate")
    assert status == 3
    assert told.startswith("La machine refuse : ")


def test_a_file_that_is_no_database_leaves_with_three(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("folder", "file"):
        monkeypatch.setenv("CONSEILLERS_DATABASE_URL", f"sqlite:///{tmp_path / place}")
        (tmp_path / "folder").mkdir(exist_ok=True)
        (tmp_path / "file").write_text("rien d’une base de données" * 100)
        status, _, told = cli("migrate")
        assert status == 3
        assert told.startswith("La base de données ne répond pas : ")


def test_a_fault_of_the_program_is_not_hidden(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise IntegrityError("insert", {}, sqlite3.IntegrityError("x"))

    monkeypatch.setattr(commands, "bring_up_to_date", broken)
    with pytest.raises(IntegrityError):
        filled("migrate")


def test_a_port_taken_by_another_leaves_with_three(filled: Cli) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        status, _, told = filled("serve", "--port", str(port))
    assert status == 3
    assert told == f"La machine refuse : 127.0.0.1:{port} (un autre programme y écoute déjà).\n"


def test_help_and_version_are_in_french(cli: Cli) -> None:
    status, said, _ = cli("--help")
    assert status == 0
    for word in (
        "serve",
        "jobs",
        "migrate",
        "demo",
        "staff",
        "directory",
        "geography",
        "route",
        "coverage",
        "openapi",
    ):
        assert word in said
    assert "Met en relation les petites entreprises" in said
    assert cli("--version")[0] == 0
