"""The needs, in memory, each with what lists show and search of its demand."""

from collections.abc import Iterator
from datetime import datetime

from attrs import evolve, frozen

from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_application.decisions import NO_DECISION, KeptDecision, kept_decision
from conseillers_application.folding import words_of
from conseillers_domain.demand import Demand
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.need import Need
from conseillers_domain.routing import Routing
from conseillers_domain.what_if import PastNeed


@frozen(kw_only=True)
class KeptNeed:
    """A need, the decision it was born of, and what lists show and search; `words` are folded.

    `decision`: None once its company is forgotten.
    """

    need: Need
    decision: KeptDecision | None
    company: str | None
    commune_name: str | None
    deposited_at: datetime
    words: str


@frozen
class MemoryNeeds:
    """The needs advisors work on, kept in memory; its lists are in `inbox.py`."""

    state: State

    @property
    def _needs(self) -> Shelf[KeptNeed]:
        return Shelf(KeptNeed, self.state)

    def add(self, need: Need, demand: Demand, routing: Routing, commune_name: str | None) -> None:
        """Keep a new need, its decision, and what lists show and search of its demand."""
        Shelf(Demand, self.state).must_hold(need.demand)
        company = demand.establishment.name if demand.establishment else None
        kept = KeptNeed(
            need=need,
            decision=kept_decision(routing),
            company=company,
            commune_name=commune_name,
            deposited_at=demand.deposited_at,
            words=words_of(need, demand, commune_name),
        )
        self._needs.add(need.id, kept)

    def get(self, need_id: str) -> Need:
        """Raises NotFound."""
        return self._kept(need_id).need

    def of_demand(self, demand_id: str) -> tuple[Need, ...]:
        """The needs a demand gave, oldest first."""
        found = (kept.need for kept in self._needs if kept.need.demand == demand_id)
        return tuple(sorted(found, key=lambda need: need.id))

    def save(self, need: Need) -> Need:
        """Keep a changed need. Raises Conflict when somebody saved it since it was read."""
        kept = self._kept(need.id)
        if kept.need.version != need.version:
            raise Conflict("Ce besoin vient d’être modifié par quelqu’un d’autre.")
        after = evolve(need, version=need.version + 1)
        self._needs.keep(need.id, evolve(kept, need=after))
        return after

    def reroute(self, need: Need, demand: Demand, routing: Routing, commune_name: str | None) -> Need:
        """Keep a need changed with its subject, and the decision it now rests on."""
        after = self.save(need)
        words = words_of(need, demand, commune_name)
        kept = evolve(self._kept(need.id), decision=kept_decision(routing), words=words)
        self._needs.keep(need.id, kept)
        return after

    def decision(self, need_id: str) -> KeptDecision:
        """The decision kept with a need. Raises NotFound."""
        decision = self._kept(need_id).decision
        if decision is None:
            raise NotFound(NO_DECISION, code="forgotten")
        return decision

    def decisions(self, since: datetime, until: datetime) -> Iterator[tuple[str, KeptDecision]]:
        """The decisions of the needs created from one instant to another, that one left out, oldest first."""
        found = (one for one in self._needs if since <= one.need.created_at < until)
        for kept in sorted(found, key=lambda one: (one.need.created_at, one.need.id)):
            if kept.decision is not None:
                yield kept.need.id, kept.decision

    def past(
        self, since: datetime, until: datetime, subjects: frozenset[str] | None = None
    ) -> Iterator[PastNeed]:
        """What routing looked at in the needs created from one instant to another, oldest first."""
        for need, decision in self.decisions(since, until):
            if subjects is None or decision.profile.subject in subjects:
                yield PastNeed(id=need, profile=decision.profile, on=decision.on)

    def _kept(self, need_id: str) -> KeptNeed:
        kept = self._needs.find(need_id)
        if kept is None:
            raise NotFound("Ce besoin n’existe pas.")
        return kept
