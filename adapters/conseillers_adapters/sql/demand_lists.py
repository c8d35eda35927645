"""The demands as staff finds them, in tables."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from attrs import frozen
from sqlalchemy import Select, bindparam, func, literal, select, tuple_

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import demand_of, stored
from conseillers_adapters.sql.tables import demands, needs
from conseillers_application.triage.queries import MOST_COUNTED, QUEUES, DemandQuery
from conseillers_domain.demand import Demand, DemandState

# State by state, each found in the index and no further than it is counted.
_COUNTS = select(
    *(
        select(func.count())
        .select_from(
            select(literal(1).label("one"))
            .select_from(demands)
            .where(demands.c.state == state.value)
            .limit(MOST_COUNTED)
            .subquery()
        )
        .scalar_subquery()
        .label(state.value)
        for state in DemandState
    )
)
_ALIKE = (
    select(demands)
    .where(
        (demands.c.siret == bindparam("siret")) | (demands.c.email == bindparam("email")),
        demands.c.id != bindparam("besides"),
    )
    .order_by(demands.c.deposited_at.desc(), demands.c.id.desc())
    .limit(bindparam("most"))
)
_MERGED_INTO = (
    select(demands)
    .where(demands.c.merged_into == bindparam("into"))
    .order_by(demands.c.deposited_at, demands.c.id)
)
_OF_NEEDS = select(needs.c.id, needs.c.demand).where(needs.c.id.in_(bindparam("ids", expanding=True)))


def _page(*, queue: bool, after: bool) -> Select[*tuple[Any, ...]]:
    """A page of a tab, from its beginning or after where another ended."""
    mark = tuple_(demands.c.deposited_at, demands.c.id)
    page = select(demands).where(demands.c.state == bindparam("tab")).limit(bindparam("most"))
    if after:
        ended = tuple_(bindparam("after_at"), bindparam("after_id"))
        page = page.where(mark > ended if queue else mark < ended)
    if queue:
        return page.order_by(demands.c.deposited_at, demands.c.id)
    return page.order_by(demands.c.deposited_at.desc(), demands.c.id.desc())


_PAGES: Final = {
    (queue, after): _page(queue=queue, after=after) for queue in (True, False) for after in (True, False)
}


@frozen
class SqlDemandLists:
    """The demands as staff finds them, in a database."""

    connection: Line

    def counts(self) -> Mapping[DemandState, int]:
        """How many demands are in each state, up to `MOST_COUNTED`."""
        row = self.connection.execute(_COUNTS).one()
        return dict(zip(DemandState, row, strict=True))

    def page(self, query: DemandQuery) -> tuple[Demand, ...]:
        """Those asked for, in the order of their tab."""
        given: dict[str, object] = {"tab": query.tab.value, "most": query.limit}
        if query.after is not None:
            given |= {"after_at": stored(query.after[0]), "after_id": query.after[1]}
        page = _PAGES[query.tab in QUEUES, query.after is not None]
        return tuple(map(demand_of, self.connection.execute(page, given)))

    def alike(self, demand: Demand, limit: int) -> tuple[Demand, ...]:
        """The other demands of the same SIRET or the same e-mail, latest first."""
        given = {
            "siret": demand.siret,
            "email": demand.contact.email,
            "besides": demand.id,
            "most": limit,
        }
        return tuple(map(demand_of, self.connection.execute(_ALIKE, given)))

    def merged_into(self, demand_id: str) -> tuple[Demand, ...]:
        """The demands that this one stands for, oldest first."""
        return tuple(map(demand_of, self.connection.execute(_MERGED_INTO, {"into": demand_id})))

    def of_needs(self, need_ids: Collection[str]) -> Mapping[str, str]:
        """The demand, by its id, that each of these needs was born of; an unknown need is left out."""
        rows = self.connection.execute(_OF_NEEDS, {"ids": list(need_ids)})
        return {row.id: row.demand for row in rows}
