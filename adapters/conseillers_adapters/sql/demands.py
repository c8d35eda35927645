"""The demands, in tables."""

from attrs import evolve, frozen
from sqlalchemy import bindparam, case, func, insert, select, update

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import demand_of, demand_values
from conseillers_adapters.sql.tables import demands, instant, needs
from conseillers_adapters.sql.turns import take_turn
from conseillers_domain.company import Siret
from conseillers_domain.demand import Demand, DemandState, PastDemand
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.need import NeedStatus

CHANGED = "Cette demande vient d’être modifiée par quelqu’un d’autre."

_ADD = insert(demands)
_GET = select(demands).where(demands.c.id == bindparam("id"))
_GET_TO_CHANGE = _GET.with_for_update(key_share=True)
_SAVE = update(demands).where(
    demands.c.id == bindparam("same_id"), demands.c.version == bindparam("same_version")
)
_STILL_OWED = [status.value for status in NeedStatus if status.owed]
_PAST = (
    select(
        demands.c.landing,
        demands.c.subject,
        demands.c.state,
        func.min(needs.c.created_at).label("transmitted_at"),
        func.count(needs.c.id).label("needs"),
        func.count(case((needs.c.status.in_(_STILL_OWED), 1))).label("owed"),
    )
    .outerjoin(needs, needs.c.demand == demands.c.id)
    .where(
        (demands.c.siret == bindparam("siret")) | (demands.c.email == bindparam("email")),
        demands.c.id != bindparam("besides"),
        demands.c.merged_into.is_(None),
    )
    .group_by(demands.c.id, demands.c.landing, demands.c.subject, demands.c.state)
)


@frozen
class SqlDemands:
    """What companies deposited, kept in a database; `writing`: what is read may be changed."""

    connection: Line
    writing: bool

    def add(self, demand: Demand) -> None:
        """Keep a new demand."""
        self.connection.execute(_ADD, {**demand_values(demand), "version": demand.version})

    def get(self, demand_id: str) -> Demand:
        """Raises NotFound."""
        get = _GET_TO_CHANGE if self.writing else _GET
        row = self.connection.execute(get, {"id": demand_id}).one_or_none()
        if row is None:
            raise NotFound("Cette demande n’existe pas.")
        return demand_of(row)

    def save(self, demand: Demand) -> Demand:
        """Keep a changed demand. Raises Conflict when somebody saved it since it was read."""
        after = evolve(demand, version=demand.version + 1)
        saved = self.connection.execute(
            _SAVE,
            {
                **demand_values(after),
                "version": after.version,
                "same_id": demand.id,
                "same_version": demand.version,
            },
        )
        if saved.rowcount != 1:
            raise Conflict(CHANGED)
        return after

    def past(self, siret: Siret, email: str, besides: str = "") -> tuple[PastDemand, ...]:
        """The demands of the same SIRET or e-mail, in any order, those merged into another left out."""
        if self.writing:
            take_turn(self.connection, siret, email)  # two deposited at one instant see each other
        rows = self.connection.execute(_PAST, {"siret": siret, "email": email, "besides": besides})
        return tuple(
            PastDemand(
                landing=row.landing,
                subject=row.subject,
                state=DemandState(row.state),
                open=row.state != DemandState.SET_ASIDE.value and (not row.needs or row.owed > 0),
                transmitted_at=row.transmitted_at and instant(row.transmitted_at),
            )
            for row in rows
        )
