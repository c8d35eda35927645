"""How an answer of API Entreprise is read: its words, and what they are to us.

Shape: the OpenAPI document of « API Entreprise » v3, `GET /v3/insee/sirene/etablissements/{siret}`:
`{"data": {…}, "links": …, "meta": …}`. An establishment holds its company (`unite_legale`: a person,
`personne_physique`, or an organisation, `personne_morale`, with the attributes of each) and its address
(`adresse`). Days are instants in seconds. Anything of another shape raises `Misshapen`.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from conseillers_adapters.registries.reading import (
    UNDISCLOSED,
    UNNAMED,
    Misshapen,
    activity,
    one_line,
    read_object,
    read_part,
    read_siret,
    read_text,
)
from conseillers_domain.calendar import day_of
from conseillers_domain.company import Establishment, Siret

SOURCE: Final = "API Entreprise (INSEE)"
DISCLOSED: Final = "diffusible"
STREET: Final = (
    "complement_adresse",
    "numero_voie",
    "indice_repetition_voie",
    "type_voie",
    "libelle_voie",
    "distribution_speciale",
)
TOWN: Final = ("code_postal", "libelle_commune", "libelle_commune_etranger", "libelle_pays_etranger")


def one_establishment(document: object, as_of: datetime) -> Establishment:
    """The establishment of an answer. Raises Misshapen."""
    place = read_object(read_object(document).get("data"))
    company, where = read_part(place, "unite_legale"), read_part(place, "adresse")
    state, told = read_text(place, "etat_administratif"), _told(place)
    if state is None:
        raise Misshapen
    return Establishment(
        siret=read_siret(place, "siret"),
        name=_name(place, company, told=told),
        source=SOURCE,
        as_of=as_of,
        commune=read_text(where, "code_commune"),
        postal_code=read_text(where, "code_postal") if told else None,
        address=_address(where) if told else None,
        created_on=_day(company, "date_creation") or _day(place, "date_creation"),
        legal_form=read_text(read_part(company, "forme_juridique"), "code"),
        naf=_activity(read_part(place, "activite_principale")),
        headcount=_headcount(place) or _headcount(company),
        open=state == "A",
        foreign=read_text(where, "code_pays_etranger") is not None,
    )


def undisclosed(siret: Siret, as_of: datetime) -> Establishment:
    """The establishment that is known and may not be told."""
    return Establishment(siret=siret, name=UNDISCLOSED, source=SOURCE, as_of=as_of)


def _told(held: Mapping[str, object]) -> bool:
    return read_text(held, "status_diffusion") in (DISCLOSED, None)


def _name(place: Mapping[str, object], company: Mapping[str, object], *, told: bool) -> str:
    """An organisation's name is public; a person's, and a shop's sign, are theirs to tell."""
    organisation = read_text(read_part(company, "personne_morale_attributs"), "raison_sociale")
    if organisation is not None:
        return organisation
    if not (told and _told(company)):
        return UNDISCLOSED
    person = read_part(company, "personne_physique_attributs")
    first = read_text(person, "prenom_usuel") or read_text(person, "prenom_1")
    last = read_text(person, "nom_usage") or read_text(person, "nom_naissance")
    return one_line(first, last) or read_text(place, "enseigne") or UNNAMED


def _address(where: Mapping[str, object]) -> str | None:
    street, town = (one_line(*(read_text(where, key) for key in keys)) for keys in (STREET, TOWN))
    # A town alone is no address: the commune tells it.
    return one_line(street, town) if street else None


def _activity(held: Mapping[str, object]) -> str | None:
    return activity(read_text(held, "code"), read_text(held, "nomenclature"))


def _headcount(held: Mapping[str, object]) -> str | None:
    return read_text(read_part(held, "tranche_effectif_salarie"), "code")


def _day(held: Mapping[str, object], key: str) -> date | None:
    """The day of an instant in seconds. Raises Misshapen."""
    value = held.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Misshapen
    try:
        return day_of(datetime.fromtimestamp(value, tz=UTC))
    except (ValueError, OverflowError, OSError):
        raise Misshapen from None
