"""The demands, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from attrs import evolve, frozen

from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_application.triage.queries import MOST_COUNTED, QUEUES, DemandQuery
from conseillers_domain.company import Siret
from conseillers_domain.demand import Demand, DemandState, PastDemand
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.need import Need


@frozen
class MemoryDemands:
    """What companies deposited, kept in memory."""

    state: State

    @property
    def _demands(self) -> Shelf[Demand]:
        return Shelf(Demand, self.state)

    def add(self, demand: Demand) -> None:
        """Keep a new demand."""
        self._demands.add(demand.id, demand)

    def get(self, demand_id: str) -> Demand:
        """Raises NotFound."""
        demand = self._demands.find(demand_id)
        if demand is None:
            raise NotFound("Cette demande n’existe pas.")
        return demand

    def save(self, demand: Demand) -> Demand:
        """Keep a changed demand. Raises Conflict when somebody saved it since it was read."""
        kept = self._demands.find(demand.id)
        if kept is None or kept.version != demand.version:
            raise Conflict("Cette demande vient d’être modifiée par quelqu’un d’autre.")
        after = evolve(demand, version=demand.version + 1)
        self._demands.keep(demand.id, after)
        return after

    def past(self, siret: Siret, email: str, besides: str = "") -> tuple[PastDemand, ...]:
        """The demands of the same SIRET or e-mail, in any order, those merged into another left out."""
        return tuple(
            self._past(demand)
            for demand in self._demands
            if (demand.siret == siret or demand.contact.email == email)
            and demand.id != besides
            and demand.merged_into is None
        )

    def _past(self, demand: Demand) -> PastDemand:
        needs = [kept.need for kept in Shelf(KeptNeed, self.state) if kept.need.demand == demand.id]
        return PastDemand(
            landing=demand.landing,
            subject=demand.subject,
            state=demand.state,
            open=_is_open(demand, needs),
            transmitted_at=min((need.created_at for need in needs), default=None),
        )


def _is_open(demand: Demand, needs: list[Need]) -> bool:
    """Whether somebody still owes that demand something."""
    if demand.state is DemandState.SET_ASIDE:
        return False
    return not needs or any(need.status.owed for need in needs)


@frozen
class MemoryDemandLists:
    """The demands as staff finds them, in memory."""

    state: State

    def counts(self) -> Mapping[DemandState, int]:
        """How many demands are in each state, up to `MOST_COUNTED`."""
        found = Counter(demand.state for demand in Shelf(Demand, self.state))
        return {state: min(found[state], MOST_COUNTED) for state in DemandState}

    def page(self, query: DemandQuery) -> tuple[Demand, ...]:
        """Those asked for, in the order of their tab."""
        found = [demand for demand in Shelf(Demand, self.state) if demand.state is query.tab]
        queue = query.tab in QUEUES
        found.sort(key=_mark, reverse=not queue)
        if query.after is not None:
            after = query.after
            found = [one for one in found if (_mark(one) > after if queue else _mark(one) < after)]
        return tuple(found[: query.limit])

    def alike(self, demand: Demand, limit: int) -> tuple[Demand, ...]:
        """The other demands of the same SIRET or the same e-mail, latest first."""
        found = [
            one
            for one in Shelf(Demand, self.state)
            if one.id != demand.id
            and (one.siret == demand.siret or one.contact.email == demand.contact.email)
        ]
        return tuple(sorted(found, key=_mark, reverse=True)[:limit])

    def merged_into(self, demand_id: str) -> tuple[Demand, ...]:
        """The demands that this one stands for, oldest first."""
        found = (one for one in Shelf(Demand, self.state) if one.merged_into == demand_id)
        return tuple(sorted(found, key=_mark))

    def of_needs(self, need_ids: Collection[str]) -> Mapping[str, str]:
        """The demand, by its id, that each of these needs was born of; an unknown need is left out."""
        found = (kept.need for kept in Shelf(KeptNeed, self.state) if kept.need.id in need_ids)
        return {need.id: need.demand for need in found}


def _mark(demand: Demand) -> tuple[datetime, str]:
    return demand.deposited_at, demand.id
