"""Commands that copy the database while it serves, and put a copy back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from attrs import evolve
from cyclopts import Parameter
from sqlalchemy.engine import make_url

from conseillers_adapters.sql.backup import back_up, erase, must_be_free, prepare, put_in_place
from conseillers_entrypoints.cli.installation import bring_up_to_date, out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.cli.progress import followed
from conseillers_entrypoints.cli.usage import WrongUsage
from conseillers_entrypoints.settings import Settings, load_settings

File = Annotated[str, Parameter(allow_leading_hyphen=False)]


@app.command
def backup(file: File) -> None:
    """Copie la base de données pendant que le service fonctionne, et vérifie la copie.

    Parameters
    ----------
    file
        le fichier à écrire, ou un dossier où lui donner un nom daté.
    """
    database, target = sqlite_file(load_settings()), Path(file)
    if target.is_dir():
        target /= f"conseillers-{_stamp()}.db"
    with followed("Sauvegarde", 1) as steps:
        back_up(database, target, steps.part)
        steps.step("copiée et vérifiée")
    out.print(f"Sauvegarde écrite : {target}", markup=False)


@app.command
def restore(file: File, *, yes: Annotated[bool, Parameter(negative=())] = False) -> None:
    """Remet une sauvegarde en place, le service arrêté ; la base remplacée est gardée à côté.

    Parameters
    ----------
    file
        la sauvegarde.
    yes
        accepte de remplacer la base présente.
    """
    settings, backed_up = load_settings(), Path(file)
    database = sqlite_file(settings)
    replaced = database.exists()
    if replaced and not yes:
        raise WrongUsage(
            f"La base « {database} » serait remplacée : ajoutez --yes si c’est bien ce que vous voulez."
        )
    must_be_free(database)
    aside = database.with_name(f"{database.name}.replaced-{_stamp()}")
    with followed("Restauration", 3) as steps:
        prepared = prepare(backed_up, database, steps.part)
        try:
            steps.step("sauvegarde vérifiée et copiée")
            bring_up_to_date(evolve(settings, database_url=f"sqlite:///{prepared}"))
            steps.step("tables à jour")
            put_in_place(prepared, database, aside)
            steps.step("en place")
        finally:
            erase(prepared)
    out.print(f"Base restaurée : {database}", markup=False)
    if replaced:
        out.print(f"Celle qu’elle remplace est gardée : {aside}", markup=False)


def sqlite_file(settings: Settings) -> Path:
    """The file of an installation. Raises WrongUsage when its database is a server."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        raise WrongUsage(
            "Cette base est un serveur PostgreSQL : elle se sauvegarde avec pg_dump ou pg_basebackup et se "
            "restaure avec pg_restore, comme le dit docs/operations.md."
        )
    return Path(str(url.database))


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
