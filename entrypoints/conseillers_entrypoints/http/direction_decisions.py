"""What the direction decides of accounts: recorded by it, read by staff (CGU 6.1)."""

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery, JSONBody

from conseillers_adapters.encoding import to_json
from conseillers_application.direction_decisions import (
    DecisionPage,
    DecisionView,
    ListDecisions,
    NewDecision,
    RecordDecision,
)
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_entrypoints.http.accounts import TAG
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.jobs import Limit
from conseillers_entrypoints.http.repeats import repeat_of
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

PATH = "/api/admin/direction-decisions"


@post(PATH, **may_wait_for(DATABASE), guards=[may_write, may(Act.DECIDE_OF_ACCOUNTS)], tags=[TAG])
def record_a_decision(
    request: AnyRequest, data: JSONBody[NewDecision], record_decision: Given[RecordDecision]
) -> DecisionView:
    """Enregistre une décision de la direction sur un compte ; l’équipe l’exécute, une fois."""
    person = writer(request)
    return record_decision(person, data, repeat_of(request, f"decisions {person.id}", to_json(data)))


@get(PATH, **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_decisions(
    request: AnyRequest,
    identify: Given[Identify],
    list_decisions: Given[ListDecisions],
    cursor: FromQuery[str | None] = None,
    limit: Limit = 25,
) -> DecisionPage:
    """Les décisions de la direction, la dernière d’abord."""
    return list_decisions(who(request, identify), cursor, limit)


def decision_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [record_a_decision, see_decisions]
