"""How an answer of the public search service is read: its words, and what they are to us.

Shape: the OpenAPI document of « API Recherche d’entreprises », `GET /search`. A result is a company
(`siren`, `nom_complet`, `nature_juridique`…) with its head office (`siege`) and the establishments that
answer the question (`matching_etablissements`). Anything of another shape raises `Misshapen`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from attrs import frozen

from conseillers_domain.company import Establishment, SiretFault, parse_siret

SOURCE: Final = "API Recherche d’entreprises"
UNDISCLOSED: Final = "Entreprise non diffusible"
MASKS: Final = frozenset({"[ND]", "[NON-DIFFUSIBLE]"})


class Misshapen(Exception):  # noqa: N818 - says what the answer is
    """An answer that cannot be understood; no value of it is quoted."""


@frozen
class Company:
    """One result: the establishments it names, the one searched for before the head office."""

    establishments: tuple[Establishment, ...]


def companies(document: object, as_of: datetime) -> tuple[Company, ...]:
    """The companies of an answer, in its order. Raises Misshapen."""
    results = _object(document).get("results")
    return tuple(_company(_object(result), as_of) for result in _list(results))


def _company(result: Mapping[str, object], as_of: datetime) -> Company:
    head_office = result.get("siege") or {}
    places = {
        siret: place
        for place in (*_list(result.get("matching_etablissements") or []), head_office)
        if (siret := _object(place).get("siret")) is not None
    }
    # The head office is told twice; its own entry is the fuller one.
    found = tuple(_establishment(result, _object(place), as_of) for place in places.values())
    if not found:
        raise Misshapen
    return Company(found)


def _establishment(
    company: Mapping[str, object], place: Mapping[str, object], as_of: datetime
) -> Establishment:
    siret = parse_siret(_text(place, "siret") or "")
    state = _text(place, "etat_administratif")
    if isinstance(siret, SiretFault) or state is None or "commune" not in place:
        raise Misshapen
    commune, postal_code = _text(place, "commune"), _text(place, "code_postal")
    return Establishment(
        siret=siret,
        name=_text(company, "nom_complet") or _text(company, "nom_raison_sociale") or UNDISCLOSED,
        source=SOURCE,
        as_of=as_of,
        commune=commune,
        postal_code=postal_code,
        address=_text(place, "adresse"),
        created_on=_day(company, "date_creation") or _day(place, "date_creation"),
        legal_form=_text(company, "nature_juridique"),
        naf=_text(place, "activite_principale") or _text(company, "activite_principale"),
        headcount=_text(place, "tranche_effectif_salarie") or _text(company, "tranche_effectif_salarie"),
        open=state == "A",
        foreign=_abroad(place, commune, postal_code),
    )


def _abroad(place: Mapping[str, object], commune: str | None, postal_code: str | None) -> bool:
    # The service gives a commune to every establishment in France; the country, to head offices only.
    masked = place.get("commune") in MASKS or place.get("code_postal") in MASKS
    return _text(place, "code_pays_etranger") is not None or (
        commune is None and postal_code is None and not masked
    )


def _text(held: Mapping[str, object], key: str) -> str | None:
    value = held.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Misshapen
    value = value.strip()
    return None if not value or value in MASKS else value


def _day(held: Mapping[str, object], key: str) -> date | None:
    text = _text(held, key)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise Misshapen from None


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Misshapen
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Misshapen
    return value
