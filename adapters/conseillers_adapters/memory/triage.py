"""The referrals team by team, and the traces, in memory."""

from collections.abc import Callable
from datetime import datetime

from attrs import frozen

from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_domain.demand import Demand
from conseillers_domain.need import Referral
from conseillers_domain.position import Stance
from conseillers_domain.traces import Trace


@frozen
class MemoryReferrals:
    """The referrals of every need, read from the needs kept in memory."""

    state: State

    def open_of(self, team: str, after: str, limit: int) -> tuple[str, ...]:
        """The needs whose referral to that team is open, by their ids, those after one."""
        return self._needs(after, limit, lambda one: one.team == team and one.stance.open)

    def unanswered(self, sent_until: datetime, after: str, limit: int) -> tuple[str, ...]:
        """The needs with a referral unanswered since that instant, by their ids, those after one."""
        return self._needs(
            after, limit, lambda one: one.stance is Stance.PENDING and one.sent_at <= sent_until
        )

    def _needs(self, after: str, limit: int, wanted: Callable[[Referral], bool]) -> tuple[str, ...]:
        found = sorted(
            kept.need.id
            for kept in Shelf(KeptNeed, self.state)
            if kept.need.id > after and any(map(wanted, kept.need.referrals))
        )
        return tuple(found[:limit])


@frozen
class MemoryTraces:
    """What was done, kept in memory."""

    state: State

    def add(self, trace: Trace) -> None:
        """Keep one."""
        Shelf(Demand, self.state).must_hold(trace.demand)
        Shelf(Trace, self.state).add(trace.id, trace)

    def of_demand(self, demand_id: str) -> tuple[Trace, ...]:
        """All that was done with a demand and its need, oldest first."""
        found = (one for one in Shelf(Trace, self.state) if one.demand == demand_id)
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))
