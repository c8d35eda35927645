"""Rights of persons: staff finds, puts right, restricts or forgets what is kept of one (CGU 6.2).

The address is always in the body: neither a path nor a log holds it.
"""

from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen
from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from conseillers_application.person_rights import (
    Done,
    ErasePerson,
    MeasurePerson,
    Rectification,
    RectifyPerson,
)
from conseillers_application.read_person import PersonData, ReadPerson
from conseillers_domain.accounts import Act
from conseillers_domain.persons import PersonMeasure
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, may, may_write, writer

TAG = "Données personnelles"
PERSONS = "/api/admin/persons"
BY_STAFF: Final[Mapping[str, Any]] = {
    "status_code": 200,
    "sync_to_thread": True,
    "guards": [may_write, may(Act.MIND_PERSONS)],
    "tags": [TAG],
}


@frozen(kw_only=True)
class Whom:
    """La personne, par son adresse."""

    email: str = field(metadata={"example": "camille@atelier.fr"})


@frozen(kw_only=True)
class WhomToMeasure(Whom):
    """La personne, par son adresse ; `lifted` : ce qu’elle avait demandé ne vaut plus."""

    lifted: bool = False


@frozen(kw_only=True)
class WhomToRectify(Whom):
    """La personne, par son adresse, et ce qui est à rectifier."""

    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None
    new_email: str | None = None


@post(f"{PERSONS}/data", **BY_STAFF)
def read_a_person(request: AnyRequest, data: JSONBody[Whom], read_person: Given[ReadPerson]) -> PersonData:
    """Tout ce qui est gardé sur une personne, entreprise ou conseiller, à lui remettre (droit d’accès)."""
    return read_person(writer(request), data.email)


@post(f"{PERSONS}/rectification", **BY_STAFF)
def rectify_a_person(
    request: AnyRequest, data: JSONBody[WhomToRectify], rectify_person: Given[RectifyPerson]
) -> Done:
    """Rectifie qui a déposé des demandes : nom, téléphone, adresse. Un conseiller rectifie son compte."""
    right = Rectification(
        first_name=data.first_name, last_name=data.last_name, phone=data.phone, new_email=data.new_email
    )
    return rectify_person(writer(request), data.email, right)


@post(f"{PERSONS}/restriction", **BY_STAFF)
def restrict_a_person(
    request: AnyRequest, data: JSONBody[WhomToMeasure], measure_person: Given[MeasurePerson]
) -> Done:
    """Limite le traitement : tout est gardé tel quel, aucune équipe ne le lit, aucun mail ne part."""
    return measure_person(writer(request), data.email, PersonMeasure.RESTRICTION, lifted=data.lifted)


@post(f"{PERSONS}/opposition", **BY_STAFF)
def oppose_for_a_person(
    request: AnyRequest, data: JSONBody[WhomToMeasure], measure_person: Given[MeasurePerson]
) -> Done:
    """S’oppose à tout mail dont la demande se passe : enquête, reprise de contact, brouillon oublié."""
    return measure_person(writer(request), data.email, PersonMeasure.OPPOSITION, lifted=data.lifted)


@post(f"{PERSONS}/erasure", **BY_STAFF)
def erase_a_person(request: AnyRequest, data: JSONBody[Whom], erase_person: Given[ErasePerson]) -> Done:
    """Efface dès maintenant ce qui est gardé sur une personne ; les chiffres demeurent."""
    return erase_person(writer(request), data.email)


def person_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [read_a_person, rectify_a_person, restrict_a_person, oppose_for_a_person, erase_a_person]
