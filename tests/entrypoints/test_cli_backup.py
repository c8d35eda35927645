"""The database copied and put back from the command line, while the service serves and once it is stopped."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from conseillers_adapters.sql import backup
from conseillers_entrypoints.cli.backup import sqlite_file
from conseillers_entrypoints.cli.usage import WrongUsage
from conseillers_entrypoints.settings import Settings
from tests.entrypoints.processes import Installation
from tests.entrypoints.service import SHOPS, STAFF, ZOE, Cli, Service, running


def test_a_backup_is_written_under_a_name_or_in_a_folder_under_its_date(filled: Cli, tmp_path: Path) -> None:
    status, said, steps = filled("backup", str(tmp_path / "copie.db"))
    assert (status, said) == (0, f"Sauvegarde écrite : {tmp_path / 'copie.db'}\n")
    assert steps == "Sauvegarde : copiée et vérifiée.\n"
    (tmp_path / "copies").mkdir()
    assert filled("backup", str(tmp_path / "copies"))[0] == 0
    (copy,) = (tmp_path / "copies").iterdir()
    assert re.fullmatch(r"conseillers-\d{8}T\d{6}Z\.db", copy.name)
    status, _, told = filled("backup", str(tmp_path / "copie.db"))
    assert (status, told.splitlines()[0]) == (
        1,
        f"« {tmp_path / 'copie.db'} » existe déjà : donnez un autre nom à la sauvegarde.",
    )


def demands(service: Service) -> list[str]:
    with closing(sqlite3.connect(service.mails.parent / "service.db")) as connection:
        return [row[0] for row in connection.execute("select id from demands order by id")]


@pytest.fixture
def deposits(service: Service) -> Iterator[str]:
    """Deposits to come, each acknowledged."""
    return (service.deposit(siret=siret, email=f"{siret}@atelier.fr")["id"] for siret in SHOPS)


def test_what_was_accepted_before_a_backup_is_there_again_and_goes_the_whole_way(
    folder: Path,
    service: Service,
    deposits: Iterator[str],
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(backup, "PAGES", 20)
    before = [next(deposits), next(deposits)]
    meanwhile: list[str] = []

    def writing(file: Path, target: Path, _: backup.Progress) -> None:
        def write(_done: int, _total: int) -> None:
            if len(meanwhile) < 3:
                meanwhile.append(next(deposits))

        backup.back_up(file, target, write)

    monkeypatch.setattr("conseillers_entrypoints.cli.backup.back_up", writing)
    copy = tmp_path / "copie.db"
    assert cli("backup", str(copy))[0] == 0
    assert len(meanwhile) == 3
    assert demands(service) == [*before, *meanwhile]
    service.container.shutdown_resources()
    status, said, _ = cli("restore", str(copy), "--yes")
    assert (status, said.splitlines()[0]) == (0, f"Base restaurée : {folder / 'service.db'}")
    with running(folder) as again:
        assert demands(again) == before
        zoe = again.signed_in(ZOE)
        assert zoe.get("/api/needs").json()["counts"]["inbox"] == 2
        again.work_off()
        # Two companies, and two teams for each of their needs.
        assert len(again.letters()) == 6
        assert again.container.jobs().counts()["todo"] == 0


def test_a_restoration_says_what_it_does_and_where_the_former_base_is(filled: Cli, tmp_path: Path) -> None:
    filled("backup", str(tmp_path / "copie.db"))
    status, said, told = filled("restore", str(tmp_path / "copie.db"))
    assert (status, said) == (2, "")
    assert told.startswith(f"La base « {tmp_path / 'service.db'} » serait remplacée : ajoutez --yes")
    status, said, steps = filled("restore", str(tmp_path / "copie.db"), "--yes")
    assert status == 0
    kept = re.search(r"^Celle qu’elle remplace est gardée : (.*)$", said, re.MULTILINE)
    assert kept
    assert Path(kept[1]).exists()
    assert steps.splitlines() == [
        "Restauration : sauvegarde vérifiée et copiée.",
        "Restauration : tables à jour.",
        "Restauration : en place.",
    ]
    assert filled("directory", "export")[0] == 0


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(filled: Cli, tmp_path: Path) -> None:
    filled("migrate", "--to", "0002", "--yes")
    filled("backup", str(tmp_path / "copie.db"))
    (tmp_path / "service.db").unlink()
    status, said, _ = filled("restore", str(tmp_path / "copie.db"))
    assert (status, said) == (0, f"Base restaurée : {tmp_path / 'service.db'}\n")
    assert filled("geography", "list")[0] == 0
    assert filled("directory", "export")[0] == 0


def test_what_is_no_backup_changes_nothing(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "copie.db").write_text("rien d’une base de données")
    for name in ("copie.db", "nulle.db", "."):
        status, said, _ = filled("restore", str(tmp_path / name), "--yes")
        assert (status, said) == (1, "")
    assert filled("directory", "export")[0] == 0
    assert not list(tmp_path.glob("service.db.*"))


def test_a_backup_is_made_while_the_service_serves_and_put_back_once_it_is_stopped(folder: Path) -> None:
    installation = Installation(folder)
    with installation.serving("--with-jobs") as service:
        service.signed_in(STAFF, "un mot de passe bien long")
        made = installation.run("backup", str(folder / "copie.db"))
        assert made.returncode == 0, made.stderr
        refused = installation.run("restore", str(folder / "copie.db"), "--yes")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr.startswith("Le service tient encore la base de données")
    assert installation.run("restore", str(folder / "copie.db"), "--yes").returncode == 0
    with installation.serving() as service:
        service.signed_in(STAFF, "un mot de passe bien long")


def test_a_server_is_backed_up_with_its_own_tools() -> None:
    with pytest.raises(WrongUsage, match=r"pg_dump ou pg_basebackup.*docs/operations\.md"):
        sqlite_file(Settings(database_url="postgresql+psycopg://localhost/conseillers"))
