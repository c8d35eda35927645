"""How an answer of the public search service is read: its words, and what they are to us.

Shape: the OpenAPI document of « API Recherche d’entreprises », `GET /search`. A result is a company
(`siren`, `nom_complet`, `nature_juridique`…) with its head office (`siege`) and the establishments that
answer the question (`matching_etablissements`). Anything of another shape raises `Misshapen`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_adapters.registries.reading import (
    MASKS,
    UNDISCLOSED,
    Misshapen,
    read_day,
    read_list,
    read_object,
    read_siret,
    read_text,
)
from conseillers_domain.company import Establishment

SOURCE: Final = "API Recherche d’entreprises"


@frozen
class Company:
    """One result: the establishments it names, the one searched for before the head office."""

    establishments: tuple[Establishment, ...]


def companies(document: object, as_of: datetime) -> tuple[Company, ...]:
    """The companies of an answer, in its order. Raises Misshapen."""
    results = read_object(document).get("results")
    return tuple(_company(read_object(result), as_of) for result in read_list(results))


def _company(result: Mapping[str, object], as_of: datetime) -> Company:
    head_office = result.get("siege") or {}
    places = {
        siret: place
        for place in (*read_list(result.get("matching_etablissements") or []), head_office)
        if (siret := read_object(place).get("siret")) is not None
    }
    # The head office is told twice; its own entry is the fuller one.
    found = tuple(_establishment(result, read_object(place), as_of) for place in places.values())
    if not found:
        raise Misshapen
    return Company(found)


def _establishment(
    company: Mapping[str, object], place: Mapping[str, object], as_of: datetime
) -> Establishment:
    siret = read_siret(place, "siret")
    state = read_text(place, "etat_administratif")
    if state is None or "commune" not in place:
        raise Misshapen
    commune, postal_code = read_text(place, "commune"), read_text(place, "code_postal")
    return Establishment(
        siret=siret,
        name=read_text(company, "nom_complet") or read_text(company, "nom_raison_sociale") or UNDISCLOSED,
        source=SOURCE,
        as_of=as_of,
        commune=commune,
        postal_code=postal_code,
        address=read_text(place, "adresse"),
        created_on=read_day(company, "date_creation") or read_day(place, "date_creation"),
        legal_form=read_text(company, "nature_juridique"),
        naf=read_text(place, "activite_principale") or read_text(company, "activite_principale"),
        headcount=read_text(place, "tranche_effectif_salarie")
        or read_text(company, "tranche_effectif_salarie"),
        open=state == "A",
        foreign=_abroad(place, commune, postal_code),
    )


def _abroad(place: Mapping[str, object], commune: str | None, postal_code: str | None) -> bool:
    # The service gives a commune to every establishment in France; the country, to head offices only.
    masked = place.get("commune") in MASKS or place.get("code_postal") in MASKS
    return read_text(place, "code_pays_etranger") is not None or (
        commune is None and postal_code is None and not masked
    )
