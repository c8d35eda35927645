"""Commands on the directory: in and out, its versions, changes, what they would have made of past needs."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

from cyclopts import App, Parameter
from rich.table import Table

from conseillers_adapters.documents import read_partly, unstructure
from conseillers_application.ports import DirectoryVersion
from conseillers_application.publish_directory import Intent, Step
from conseillers_domain.directory_diff import FieldChange
from conseillers_domain.directory_patch import DirectoryPatch
from conseillers_domain.errors import Conflict, Fault, Invalid
from conseillers_domain.french import counted
from conseillers_domain.journal import COMMAND_LINE
from conseillers_entrypoints.cli.data import File, content_of, why_not
from conseillers_entrypoints.cli.installation import installation, out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.cli.progress import followed
from conseillers_entrypoints.cli.usage import WrongUsage
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.directory_files import (
    Format,
    GivenDirectory,
    form_of,
    from_json,
    from_path,
    tree_of,
    written,
)

directory = App(name="directory", help="L’annuaire des institutions, antennes, équipes et conseillers.")
app.command(directory)

Why = Annotated[str, Parameter(help="la raison, gardée avec la version.")]
Force = Annotated[
    str | None,
    Parameter(help="la raison de publier même si des besoins passés restent sans équipe."),
]
Expected = Annotated[
    str | None, Parameter(name="--expected", help="la version lue ; une autre depuis, et rien n’est publié.")
]


def given(file: str, progress: Callable[[int, int], None] | None = None) -> GivenDirectory:
    """The directory of a file, of a folder or of the standard input. Raises Invalid."""
    if file == "-":
        return from_json(content_of(file), file)
    try:
        return from_path(Path(file), progress)
    except OSError as wrong:
        raise Invalid(Fault("", "unreadable", f"« {file} » ne se lit pas : {why_not(wrong)}.")) from None


def must_be_right(found: GivenDirectory, container: Container) -> None:
    """Raise Invalid with every fault of a directory read from a file, each at its place in the file."""
    with placed(found):
        catalogue = container.read_catalogue().whole()
        if faults := container.check_directory()(found.document, catalogue, found.faults):
            raise Invalid(*faults)


@contextmanager
def placed(found: GivenDirectory) -> Iterator[None]:
    """Faults are told where they are in the file."""
    try:
        yield
    except Invalid as wrong:
        raise found.placed(wrong) from None


@contextmanager
def orphans_told() -> Iterator[None]:
    """Past needs that nobody would have received are told with the way to publish all the same."""
    try:
        yield
    except Conflict as refused:
        if refused.code != "would_orphan":
            raise
        raise Conflict(f"{refused.sentence} Option : --force « raison ».", code=refused.code) from None


@directory.command(name="import")
def import_(file: File, *, why: Why = "", force: Force = None, expected: Expected = None) -> None:
    """Publie un annuaire entier (JSON, XLSX, CSV), ou ne change rien s'il a une seule faute.

    Parameters
    ----------
    file
        .json, .xlsx, .zip de CSV ou dossier de CSV ; « - » pour du JSON sur l'entrée standard.
    """
    with followed("Annuaire", len(Step) + 1) as told:
        found = given(file, told.part)
        told.step("fichier lu")
        with placed(found), orphans_told(), installation() as container:
            version = container.publish_directory().publish(
                found.document,
                by=COMMAND_LINE,
                known=found.faults,
                intent=Intent(why=why, force=force, expected_version=expected),
                told=told.step,
            )
    _published(version)


@directory.command
def patch(file: File, *, why: Why = "", force: Force = None, expected: Expected = None) -> None:
    """Met, remplace ou retire une partie de l'annuaire (JSON) ; le reste ne change pas.

    Parameters
    ----------
    file
        institutions, branches, teams, advisors à mettre, et « removed » ; « - » pour l'entrée standard.
    """
    change, faults = read_partly(DirectoryPatch, tree_of(content_of(file), file))
    with orphans_told(), installation() as container, followed("Annuaire", len(Step)) as told:
        version = container.publish_directory().patch(
            change,
            by=COMMAND_LINE,
            known=faults,
            intent=Intent(why=why, force=force, expected_version=expected),
            told=told.step,
        )
    _published(version)


@directory.command
def restore(version: str, *, why: Why = "", force: Force = None, expected: Expected = None) -> None:
    """Remet en vigueur une version antérieure, sous un nouveau numéro.

    Parameters
    ----------
    version
        son numéro.
    """
    with orphans_told(), installation() as container, followed("Annuaire", len(Step)) as told:
        found = container.publish_directory().bring_back(
            version,
            by=COMMAND_LINE,
            intent=Intent(why=why, force=force, expected_version=expected),
            told=told.step,
        )
    _published(found)


@directory.command
def export(file: str = "-", *, version: str | None = None, form: Format | None = None) -> None:
    """Écrit l'annuaire, tel qu'il s'importe.

    Parameters
    ----------
    file
        où l'écrire : .json, .xlsx ou .zip (CSV) ; « - » pour du JSON sur la sortie standard.
    version
        une version antérieure.
    form
        json, xlsx ou csv, quand le nom du fichier ne le dit pas.
    """
    with installation() as container:
        reading = container.read_directory()
        document = (reading.current() if version is None else reading.at(version)).document
        chosen = form or form_of(Path("" if file == "-" else file))
        content = written(document, chosen, container.read_catalogue().whole(), container.geography())
    if file == "-":
        sys.stdout.buffer.write(content + b"\n" * (form in {None, Format.JSON}))
    else:
        Path(file).write_bytes(content)


@directory.command
def template(file: str) -> None:
    """Écrit le classeur à remplir (XLSX), avec son mode d'emploi.

    Parameters
    ----------
    file
        où l'écrire.
    """
    from conseillers_adapters.sheets import template_xlsx

    with installation() as container:
        content = template_xlsx(container.read_catalogue().whole(), container.geography())
    Path(file).write_bytes(content)
    out.print(f"Classeur à remplir : {file}", markup=False)


@directory.command
def check(file: File) -> int:
    """Dit toutes les fautes d'un annuaire (JSON, XLSX, CSV) sans rien publier.

    Parameters
    ----------
    file
        comme pour l'import.
    """
    found = given(file)
    with installation() as container:
        must_be_right(found, container)
    teams, advisors = len(found.document.teams), len(found.document.advisors)
    out.print(f"Aucune faute : {counted(teams, 'équipe')}, {counted(advisors, 'conseiller')}.")
    return 0


@directory.command
def versions(*, limit: int = 25) -> None:
    """Dit qui a publié quelle version, quand et pourquoi, la dernière d'abord.

    Parameters
    ----------
    limit
        combien en montrer.
    """
    if limit < 1:
        raise WrongUsage("--limit attend 1 ou plus.")
    with installation() as container:
        page = container.read_directory_history().page(limit=limit)
    table = Table("Version", "Publiée le", "Par", "Raison", "Forcée pour", box=None, pad_edge=False)
    for one in page.items:
        when = one.at.strftime("%d/%m/%Y %H:%M UTC")
        table.add_row(one.version, when, one.by_name or one.by, one.why or "—", one.forced or "")
    out.print(table, markup=False)
    if page.total > len(page.items):
        out.print(f"… et {counted(page.total - len(page.items), 'version')} de plus (--limit).")


@directory.command
def diff(before: str, after: str) -> int:
    """Dit ce qui a changé entre deux versions, par équipe ; sort avec 1 si quelque chose a changé.

    Parameters
    ----------
    before
        la version d'avant.
    after
        la version d'après.
    """
    with installation() as container:
        found = container.read_directory_history().between(before, after)
    for one in found.teams:
        out.print(f"{one.team} ({one.name}) : {FEMININE[one.change]}", markup=False)
        for field in one.fields:
            out.print(f"  {_field(field)}", markup=False)
    for part in found.others:
        what, words = OTHERS[part.part]
        out.print(f"{what} {part.name} : {words[part.change]}", markup=False)
    if not found.teams and not found.others:
        out.print("Rien n’a changé.")
    return 1 if found.teams or found.others else 0


FEMININE: Final = {"added": "nouvelle", "removed": "retirée", "changed": "changée"}
OTHERS: Final = {
    "institutions": ("Institution", FEMININE),
    "branches": ("Antenne", FEMININE),
    "advisors": ("Conseiller", {"added": "nouveau", "removed": "retiré", "changed": "changé"}),
}
"""What the parts other than teams are called, and how they change."""


def _field(change: FieldChange) -> str:
    before, after = (
        json.dumps(_said(unstructure(one)), ensure_ascii=False) for one in (change.before, change.after)
    )
    return f"{change.of}, {change.what} : {before} → {after}"


def _said(tree: object) -> object:
    """The same, without what a part says nothing of: a criterion has a dozen keys and uses one."""
    if isinstance(tree, list):
        return [_said(one) for one in tree]
    if isinstance(tree, dict):
        return {key: _said(one) for key, one in tree.items() if one not in (None, [], "")}
    return tree


def _published(version: DirectoryVersion) -> None:
    forced = " Des besoins passés restent sans équipe : la raison est gardée." if version.forced else ""
    out.print(f"Annuaire publié : version {version.version}.{forced}")
