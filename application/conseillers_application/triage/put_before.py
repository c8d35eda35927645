"""Putting the need of a demand before teams: a new need, or the one it had before it was set aside."""

from datetime import datetime

from attrs import frozen

from conseillers_application.owe_answer import OweAnswer
from conseillers_application.ports import Ids, Work
from conseillers_application.transmission import place_name
from conseillers_domain.demand import Demand
from conseillers_domain.need import Need
from conseillers_domain.routing import Routing
from conseillers_domain.territory import Geography


@frozen(kw_only=True)
class PutBefore:
    """Puts it before teams, which are notified; the demand itself is kept by the caller, before."""

    geography: Geography
    new_id: Ids
    owe_answer: OweAnswer

    def __call__(
        self, work: Work, demand: Demand, routing: Routing, teams: tuple[str, ...], at: datetime
    ) -> None:
        """Raises Conflict when nobody would have it."""
        former = work.needs.of_demand(demand.id)
        if former:
            for need in former:
                self.again(work, need, demand, routing, teams, at)
            return
        born = Need(id=self.new_id(), demand=demand.id, subject=demand.subject, created_at=at)
        need, sent = born.transmit(teams, at)
        assert sent is not None
        work.needs.add(need, demand, routing, place_name(self.geography, demand))
        work.outbox.put(sent)

    def again(
        self,
        work: Work,
        need: Need,
        demand: Demand,
        routing: Routing,
        teams: tuple[str, ...],
        at: datetime,
    ) -> None:
        """The same, of a need that is there already: those that said nothing lose it to these."""
        after, facts = need.requalified(demand.subject, teams, at)
        work.needs.reroute(after, demand, routing, place_name(self.geography, demand))
        for fact in facts:
            work.outbox.put(fact)
        self.owe_answer(work, need, after, at)
