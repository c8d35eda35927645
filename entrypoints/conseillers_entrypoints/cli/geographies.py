"""Commands on the territories of several years: which there are, one more, what it would break."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter
from rich.table import Table

from conseillers_adapters.geography.imported import read_territories
from conseillers_application.geographies import GeographyLine
from conseillers_domain.calendar import day_of
from conseillers_domain.errors import Fault, Invalid
from conseillers_domain.french import counted, day_in_words, number, typeset
from conseillers_domain.geography_change import BrokenZone, OwnerKind
from conseillers_domain.journal import COMMAND_LINE
from conseillers_entrypoints.cli.data import geography
from conseillers_entrypoints.cli.installation import installation, out

OWNERS: Final[Mapping[OwnerKind, str]] = {
    OwnerKind.INSTITUTION: "institution",
    OwnerKind.BRANCH: "antenne",
    OwnerKind.TEAM: "équipe",
}
Version = Annotated[str, Parameter(allow_leading_hyphen=False)]


@geography.command(name="list")
def list_() -> None:
    """Dit quels découpages sont là, et lequel est en service."""
    with installation() as container:
        lines = container.list_geographies().all()
    table = Table("Découpage", "En service", "Origine", box=None, pad_edge=False)
    for line in lines:
        table.add_row(line.version, "oui" if line.in_force else "", _origin(line))
    out.print(table, markup=False)


@geography.command(name="import")
def import_(file: str) -> None:
    """Ajoute le découpage d'une année à côté des autres, ou rien s'il a une seule faute.

    Parameters
    ----------
    file
        le fichier qu'écrit scripts/build_geography.py (JSON, compressé ou non).
    """
    document, known = read_territories(_bytes_of(file))
    with installation() as container:
        added = container.import_geography()(document, by=COMMAND_LINE, known=known)
    version, count = document.version, number(len(document.communes.code))
    said = (
        f"Découpage {version} importé : {count} communes et arrondissements. "
        f"Il sera en service avec CONSEILLERS_GEOGRAPHY={version}."
        if added
        else f"Le découpage {version} est déjà là, avec ce contenu."
    )
    out.print(typeset(said), markup=False)


@geography.command
def report(version: Version) -> int:
    """Dit ce qu'un autre découpage casserait de l'annuaire en vigueur, et ce qu'il changerait.

    Parameters
    ----------
    version
        le découpage à essayer.
    """
    with installation() as container:
        found = container.report_geography().report(version)
    _show("Ne serait plus reconnu", found.broken)
    _show("Changerait d’étendue", found.redrawn)
    years = f"du découpage {found.against} au découpage {found.version}"
    broken = f"{counted(len(found.broken), 'endroit')} à corriger" if found.broken else "rien à corriger"
    out.print(typeset(f"Annuaire {found.directory}, {years} : {broken}."))
    return 1 if found.broken else 0


def _show(title: str, places: Iterable[BrokenZone]) -> None:
    table = Table(title, "Porté par", "Ce qui change", box=None, pad_edge=False)
    for one in places:
        zone = f"{one.change.zone} (exclue)" if one.excluded else str(one.change.zone)
        table.add_row(zone, f"{OWNERS[one.owner_kind]} {one.owner}", one.change.sentence)
    if table.row_count:
        out.print(table, markup=False)


def _origin(line: GeographyLine) -> str:
    return "livré avec le service" if line.at is None else f"importé le {day_in_words(day_of(line.at))}"


def _bytes_of(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as wrong:
        raise Invalid(Fault("", "unreadable", f"« {file} » ne se lit pas : {wrong}")) from None
