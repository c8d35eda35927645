"""What keeps a year's territories from being imported: every fault, each at its place in the document."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from attrs import fields

from conseillers_domain.directory_faults import CODE, NO_CODES
from conseillers_domain.errors import REQUIRED, Fault, pointer
from conseillers_domain.french import counted, typeset
from conseillers_domain.geography_document import CommuneColumns, GeographyDocument

COMMUNE_CODE: Final = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
"""INSEE's: five digits, Corsican départements with their letter."""

UNKNOWN: Final = {
    "region": "Région inconnue",
    "departement": "Département inconnu",
    "epci": "EPCI inconnu",
    "commune": "Commune inconnue",
}


def geography_faults(document: GeographyDocument) -> tuple[Fault, ...]:
    """Every fault of the document, in its order: what a part names must be in another."""
    columns = document.communes
    communes = frozenset(columns.code)
    return (
        *_version(document.version),
        *_departements(document),
        *_lengths(columns),
        *_codes(columns.code),
        *_filled(columns.name),
        *_known("departement", columns.departement, document.departements),
        *_known("epci", columns.epci, document.epci),
        *_arrondissements(document, communes),
        *_former(document, communes),
    )


def _version(version: str) -> Iterator[Fault]:
    if version in NO_CODES or not CODE.fullmatch(version):
        yield Fault(
            pointer("version"),
            "format",
            "Écrivez cette version (une année, par exemple) avec des lettres sans accent, des chiffres, des "
            "points, des tirets et des traits bas seulement.",
        )


def _departements(document: GeographyDocument) -> Iterator[Fault]:
    for code, name_and_region in document.departements.items():
        at = ("departements", code)
        if len(name_and_region) != 2:  # noqa: PLR2004 - as its fault says
            sentence = "Un département a un nom, puis le code de sa région."
            yield Fault(pointer(*at), "wrong_length", sentence)
        elif name_and_region[1] not in document.regions:
            yield _unknown("region", name_and_region[1], *at, 1)


def _lengths(columns: CommuneColumns) -> Iterator[Fault]:
    count = len(columns.code)
    if not count:
        yield Fault(pointer("communes", "code"), "required", REQUIRED)
    for one in fields(CommuneColumns):
        given = len(getattr(columns, one.name))
        if given != count:
            told = f"Cette colonne a {counted(given, 'valeur')}, et celle des codes {count}."
            yield Fault(pointer("communes", one.name), "wrong_length", told)


def _codes(codes: Sequence[str]) -> Iterator[Fault]:
    seen = set()
    for rank, code in enumerate(codes):
        at = pointer("communes", "code", rank)
        if not COMMUNE_CODE.fullmatch(code):
            yield Fault(at, "format", typeset(f"« {code} » n’est pas un code de commune."))
        elif code in seen:
            yield Fault(at, "duplicate", typeset(f"« {code} » est donné deux fois."))
        seen.add(code)


def _filled(names: Sequence[str]) -> Iterator[Fault]:
    for rank, name in enumerate(names):
        if not name.strip():
            yield Fault(pointer("communes", "name", rank), "required", REQUIRED)


def _known(kind: str, codes: Sequence[str | None], known: Collection[str]) -> Iterator[Fault]:
    for rank, code in enumerate(codes):
        if code is not None and code not in known:
            yield _unknown(kind, code, "communes", kind, rank)


def _arrondissements(document: GeographyDocument, communes: Collection[str]) -> Iterator[Fault]:
    for code, commune in document.arrondissements.items():
        for one in (code, commune):
            if one not in communes:
                yield _unknown("commune", one, "arrondissements", code)


def _former(document: GeographyDocument, communes: Collection[str]) -> Iterator[Fault]:
    for code, successor in document.former.items():
        if code in communes:
            yield Fault(
                pointer("former", code), "duplicate", typeset(f"« {code} » est celui d’une commune actuelle.")
            )
        if successor not in communes:
            yield _unknown("commune", successor, "former", code)


def _unknown(kind: str, code: str, *where: str | int) -> Fault:
    return Fault(pointer(*where), f"unknown_{kind}", typeset(f"{UNKNOWN[kind]} : « {code} »."))
