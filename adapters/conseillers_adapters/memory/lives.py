"""What became of demands, read in memory."""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_domain.demand import Demand
from conseillers_domain.lives import Life, life_of
from conseillers_domain.need import Need
from conseillers_domain.survey import Survey


@frozen
class MemoryLives:
    """What became of demands, kept in memory."""

    state: State

    def received(
        self, since: datetime, until: datetime, teams: frozenset[str] | None = None
    ) -> Iterator[Life]:
        """The demands received from one instant to another, that one left out, oldest first."""
        needs: dict[str, list[Need]] = {}
        for kept in Shelf(KeptNeed, self.state):
            needs.setdefault(kept.need.demand, []).append(kept.need)
        answers = {one.need: one.answers for one in Shelf(Survey, self.state)}
        demands = [one for one in Shelf(Demand, self.state) if since <= one.deposited_at < until]
        for demand in sorted(demands, key=lambda one: (one.deposited_at, one.id)):
            for need in sorted(needs.get(demand.id, ()), key=lambda one: one.id) or (None,):
                life = life_of(demand, need, teams, answers.get(need.id) if need else None)
                if teams is None or life.asked:
                    yield life
