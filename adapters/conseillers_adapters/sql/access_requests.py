"""The requests for an account, in a table."""

from datetime import date, datetime

from attrs import frozen
from sqlalchemy import bindparam, func, insert, or_, select, update

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import AnyRow, Values, stored
from conseillers_adapters.sql.tables import access_requests, instant
from conseillers_adapters.sql.turns import take_turn
from conseillers_domain.access_request import AccessRequest, AccessState, Agreement, Decision, Outcome
from conseillers_domain.errors import NotFound

UNKNOWN = "Cette demande d’accès n’existe pas."

_ADD = insert(access_requests)
_GET = select(access_requests).where(access_requests.c.id == bindparam("id"))
_GET_TO_CHANGE = _GET.with_for_update()
_WAITING = select(access_requests).where(
    access_requests.c.email == bindparam("email"), access_requests.c.state == AccessState.WAITING.value
)
_CHANGES = ("state", "decided_at", "decided_by", "reason", "agreed_by", "agreed_on")
_SAVE = (
    update(access_requests)
    .where(access_requests.c.id == bindparam("same_id"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGES})
)
_PAGE = (
    select(access_requests)
    .where(access_requests.c.state == bindparam("state"))
    .order_by(access_requests.c.asked_at.desc(), access_requests.c.id.desc())
    .limit(bindparam("most"))
)
_AFTER = _PAGE.where(
    access_requests.c.asked_at <= bindparam("since"),
    or_(access_requests.c.asked_at < bindparam("since"), access_requests.c.id < bindparam("after")),
)
_COUNT = (
    select(func.count()).select_from(access_requests).where(access_requests.c.state == bindparam("state"))
)


@frozen
class SqlAccessRequests:
    """The requests for an account, kept in a database; `writing`: what is read may be changed."""

    connection: Line
    writing: bool

    def add(self, request: AccessRequest) -> AccessRequest:
        """Keep a new one; the one that waits already from its address, if there is one, is given instead."""
        take_turn(self.connection, f"access request {request.email}")
        waiting = self.connection.execute(_WAITING, {"email": request.email}).one_or_none()
        if waiting is not None:
            return _request_of(waiting)
        self.connection.execute(_ADD, _values(request))
        return request

    def get(self, request_id: str) -> AccessRequest:
        """Raises NotFound."""
        get = _GET_TO_CHANGE if self.writing else _GET
        row = self.connection.execute(get, {"id": request_id}).one_or_none()
        if row is None:
            raise NotFound(UNKNOWN)
        return _request_of(row)

    def save(self, request: AccessRequest) -> None:
        """Keep what was decided of it. Raises NotFound."""
        values = _values(request)
        changes = {f"new_{name}": values[name] for name in _CHANGES}
        if self.connection.execute(_SAVE, {"same_id": request.id, **changes}).rowcount != 1:
            raise NotFound(UNKNOWN)

    def page(
        self, state: AccessState, after: tuple[datetime, str] | None, limit: int
    ) -> tuple[AccessRequest, ...]:
        """Those in that state, after that instant and id, latest asked first."""
        asked = {"state": state.value, "most": limit}
        if after is None:
            return tuple(map(_request_of, self.connection.execute(_PAGE, asked)))
        since, last = after
        rows = self.connection.execute(_AFTER, {**asked, "since": stored(since), "after": last})
        return tuple(map(_request_of, rows))

    def count(self, state: AccessState) -> int:
        """How many are in that state."""
        return int(self.connection.execute(_COUNT, {"state": state.value}).scalar_one())


def _values(request: AccessRequest) -> Values:
    decision = request.decision
    agreement = decision and decision.agreement
    return {
        "id": request.id,
        "state": request.state.value,
        "institution": request.institution,
        "first_name": request.first_name,
        "last_name": request.last_name,
        "email": request.email,
        "wished": request.wished,
        "presentation": request.presentation,
        "asked_at": stored(request.asked_at),
        "decided_at": decision and stored(decision.at),
        "decided_by": decision and decision.by,
        "reason": decision and decision.reason,
        "agreed_by": agreement and agreement.by,
        "agreed_on": agreement and agreement.on.isoformat(),
    }


def _request_of(row: AnyRow) -> AccessRequest:
    return AccessRequest(
        id=row.id,
        institution=row.institution,
        first_name=row.first_name,
        last_name=row.last_name,
        email=row.email,
        wished=row.wished,
        presentation=row.presentation,
        asked_at=instant(row.asked_at),
        decision=None if row.decided_at is None else _decision_of(row),
    )


def _decision_of(row: AnyRow) -> Decision:
    agreed = row.agreed_by is not None
    return Decision(
        outcome=Outcome(row.state),
        by=row.decided_by,
        at=instant(row.decided_at),
        agreement=Agreement(by=row.agreed_by, on=date.fromisoformat(row.agreed_on)) if agreed else None,
        reason=row.reason,
    )
