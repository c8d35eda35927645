"""How an answer of INSEE's API Sirene is read: its words, and what they are to us.

Shape: the documentation of « API Sirene » 3.11. `GET /siret/{siret}` gives `{"header": …,
"etablissement": {…}}`, `GET /siret?q=…` `{"header": …, "etablissements": […]}`. An establishment holds
its company (`uniteLegale`), its address (`adresseEtablissement`) and its history (`periodesEtablissement`,
the present one first, without end). Whoever opposed being told (`statutDiffusionEtablissement` P or N) has
`[ND]` where values would stand. Anything of another shape raises `Misshapen`.
"""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Final

from conseillers_adapters.registries.reading import (
    UNDISCLOSED,
    UNNAMED,
    Misshapen,
    activity,
    one_line,
    read_day,
    read_list,
    read_object,
    read_part,
    read_siret,
    read_text,
)
from conseillers_domain.company import Establishment, Siret

SOURCE: Final = "API Sirene (INSEE)"
DISCLOSED: Final = "O"
COMPANY_NAMES: Final = ("denominationUniteLegale", "denominationUsuelle1UniteLegale")
FIRST_NAMES: Final = ("prenomUsuelUniteLegale", "prenom1UniteLegale")
LAST_NAMES: Final = ("nomUsageUniteLegale", "nomUniteLegale")
OWN_NAMES: Final = ("denominationUsuelleEtablissement", "enseigne1Etablissement")
STREET: Final = (
    "complementAdresseEtablissement",
    "numeroVoieEtablissement",
    "indiceRepetitionEtablissement",
    "typeVoieEtablissement",
    "libelleVoieEtablissement",
    "distributionSpecialeEtablissement",
)
TOWN: Final = ("codePostalEtablissement", "libelleCommuneEtablissement")
TOWN_ABROAD: Final = ("libelleCommuneEtrangerEtablissement", "libellePaysEtrangerEtablissement")


def one_establishment(document: object, as_of: datetime) -> Establishment:
    """The establishment of an answer on one SIRET. Raises Misshapen."""
    return _establishment(read_object(read_object(document).get("etablissement")), as_of)


def establishments(document: object, as_of: datetime) -> tuple[Establishment, ...]:
    """The establishments of an answer to a search, in its order. Raises Misshapen."""
    found = read_list(read_object(document).get("etablissements"))
    return tuple(_establishment(read_object(one), as_of) for one in found)


def undisclosed(document: object, siret: Siret, as_of: datetime) -> Establishment:
    """The establishment INSEE knows and may not tell. Raises Misshapen when that is not what it says."""
    if read_part(read_object(document), "header").get("statut") != HTTPStatus.FORBIDDEN:
        raise Misshapen
    return Establishment(siret=siret, name=UNDISCLOSED, source=SOURCE, as_of=as_of)


def _establishment(place: Mapping[str, object], as_of: datetime) -> Establishment:
    company, where = read_part(place, "uniteLegale"), read_part(place, "adresseEtablissement")
    now = _present(place)
    state = read_text(now, "etatAdministratifEtablissement")
    if state is None:
        raise Misshapen
    return Establishment(
        siret=read_siret(place, "siret"),
        name=_name(place, company, now),
        source=SOURCE,
        as_of=as_of,
        commune=read_text(where, "codeCommuneEtablissement"),
        postal_code=read_text(where, "codePostalEtablissement"),
        address=_address(where),
        created_on=read_day(company, "dateCreationUniteLegale")
        or read_day(place, "dateCreationEtablissement"),
        legal_form=read_text(company, "categorieJuridiqueUniteLegale"),
        naf=activity(
            read_text(now, "activitePrincipaleEtablissement"),
            read_text(now, "nomenclatureActivitePrincipaleEtablissement"),
        ),
        headcount=read_text(place, "trancheEffectifsEtablissement")
        or read_text(company, "trancheEffectifsUniteLegale"),
        open=state == "A",
        foreign=read_text(where, "codePaysEtrangerEtablissement") is not None,
    )


def _present(place: Mapping[str, object]) -> Mapping[str, object]:
    """The period that runs: the one without end, told first."""
    periods = [read_object(one) for one in read_list(place.get("periodesEtablissement"))]
    return next((one for one in periods if one.get("dateFin") is None), {})


def _name(place: Mapping[str, object], company: Mapping[str, object], now: Mapping[str, object]) -> str:
    person = one_line(_first(company, FIRST_NAMES), _first(company, LAST_NAMES))
    told = _first(company, COMPANY_NAMES) or person or _first(now, OWN_NAMES)
    if told is not None:
        return told
    disclosed = read_text(place, "statutDiffusionEtablissement") in (DISCLOSED, None)
    return UNNAMED if disclosed else UNDISCLOSED


def _address(where: Mapping[str, object]) -> str | None:
    street, town, abroad = (
        one_line(*(read_text(where, key) for key in keys)) for keys in (STREET, TOWN, TOWN_ABROAD)
    )
    # A town alone is no address: the commune tells it.
    return one_line(street, town, abroad) if street else None


def _first(held: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    return next((found for key in keys if (found := read_text(held, key))), None)
