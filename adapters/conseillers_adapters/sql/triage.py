"""The referrals team by team, and the traces, in tables."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import bindparam, insert, select

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import stored, trace_of, trace_values
from conseillers_adapters.sql.tables import referrals, traces
from conseillers_domain.position import Stance
from conseillers_domain.traces import Trace

_OPEN = [one.value for one in Stance if one.open]
_OPEN_OF = (
    select(referrals.c.need)
    .where(
        referrals.c.team == bindparam("team"),
        referrals.c.stance.in_(_OPEN),
        referrals.c.need > bindparam("after"),
    )
    .order_by(referrals.c.need)
    .limit(bindparam("most"))
)
_UNANSWERED = (
    select(referrals.c.need)
    .where(
        referrals.c.stance == Stance.PENDING.value,
        referrals.c.sent_at <= bindparam("sent_until"),
        referrals.c.need > bindparam("after"),
    )
    .group_by(referrals.c.need)
    .order_by(referrals.c.need)
    .limit(bindparam("most"))
)
_ADD = insert(traces)
_OF_DEMAND = select(traces).where(traces.c.demand == bindparam("demand")).order_by(traces.c.at, traces.c.id)


@frozen
class SqlReferrals:
    """The referrals of every need, found in a database."""

    connection: Line

    def open_of(self, team: str, after: str, limit: int) -> tuple[str, ...]:
        """The needs whose referral to that team is open, by their ids, those after one."""
        given = {"team": team, "after": after, "most": limit}
        return tuple(self.connection.execute(_OPEN_OF, given).scalars())

    def unanswered(self, sent_until: datetime, after: str, limit: int) -> tuple[str, ...]:
        """The needs with a referral unanswered since that instant, by their ids, those after one."""
        given = {"sent_until": stored(sent_until), "after": after, "most": limit}
        return tuple(self.connection.execute(_UNANSWERED, given).scalars())


@frozen
class SqlTraces:
    """What was done, kept in a database."""

    connection: Line

    def add(self, trace: Trace) -> None:
        """Keep one."""
        self.connection.execute(_ADD, trace_values(trace))

    def of_demand(self, demand_id: str) -> tuple[Trace, ...]:
        """All that was done with a demand and its need, oldest first."""
        return tuple(map(trace_of, self.connection.execute(_OF_DEMAND, {"demand": demand_id})))
