"""The territories in force, read from the packaged file."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from conseillers_adapters.geography.packaged import packaged
from conseillers_domain.territory import Commune, Geography, Zone, ZoneType

YEAR: Final = "2026"


@lru_cache(maxsize=1)
def official_geography() -> Geography:
    """The official geography of the year the package ships, read once a process."""
    document = packaged(f"geography-{YEAR}")
    return Geography(
        version=document["version"],
        communes={commune.code: commune for commune in _communes(document)},
        former=document["former"],
        names=dict(_names(document)),
    )


def _communes(document: dict[str, Any]) -> Iterator[Commune]:
    regions = {code: (code, region) for code, (_, region) in document["departements"].items()}
    epci = {code: code for code in document["epci"]}  # one string an EPCI, not one a member
    within = document["arrondissements"]
    columns = document["communes"]
    for code, name, departement, siren, postal_codes, population in zip(
        columns["code"],
        columns["name"],
        columns["departement"],
        columns["epci"],
        columns["postal_codes"],
        columns["population"],
        strict=True,
    ):
        yield Commune(
            code,
            name,
            *regions[departement],
            epci.get(siren),
            tuple(postal_codes.split()),
            within.get(code),
            population,
        )


def _names(document: dict[str, Any]) -> Iterator[tuple[Zone, str]]:
    for code, name in document["epci"].items():
        yield Zone(ZoneType.EPCI, code), name
    for code, (name, _) in document["departements"].items():
        yield Zone(ZoneType.DEPARTEMENT, code), name
    for code, name in document["regions"].items():
        yield Zone(ZoneType.REGION, code), name
