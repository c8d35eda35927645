"""Looks up a company that no registry could tell when its demand was deposited, then sends the demand on."""

from typing import Final

from attrs import evolve, frozen

from conseillers_application.assessment import assess
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, NoteDecision, Registry, UnitOfWork, noted_by_nobody
from conseillers_application.transmission import Transmit
from conseillers_domain.catalogue import Transmission
from conseillers_domain.demand import DemandState, Flag, establishment_faults
from conseillers_domain.events import EnrichmentAwaited, Fact

SETTLED: Final = frozenset({DemandState.TRANSMITTED, DemandState.SET_ASIDE})
"""What somebody decided of a demand meanwhile stays decided."""


@frozen(kw_only=True)
class EnrichDemand:
    """Reaction to a demand accepted in a registry's silence (CGU 5.1): raises until a registry answers."""

    begin: UnitOfWork
    read: UnitOfWork
    registry: Registry
    transmit: Transmit
    now: Clock
    new_id: Ids
    transmission: Transmission
    note: NoteDecision = noted_by_nobody

    @once_more
    def __call__(self, _: str, fact: Fact) -> None:
        """Raises RegistrySilent, to be tried again later; what was decided meanwhile stays decided."""
        assert isinstance(fact, EnrichmentAwaited)
        with self.read() as work:
            asked = work.demands.get(fact.demand)
        if not asked.goes_on:
            return
        establishment = self.registry.find(asked.siret)
        at = self.now()
        with self.begin() as work:
            demand = work.demands.get(fact.demand)
            if demand.establishment is not None or not demand.goes_on:
                return
            if establishment is not None:
                demand = demand.enriched(establishment)
            if demand.state in SETTLED:
                work.demands.save(demand)
                return
            before = {one for one in demand.flags if one not in {Flag.REGISTRY_SILENT, Flag.REVIEWED}}
            assessment = assess(
                demand,
                (),
                work.directories.current(),
                self.transmit.geography,
                work.catalogues.current().transmission(demand.landing, self.transmission),
                registry_silent=False,
                at=at,
            )
            flags = dict.fromkeys((*assessment.demand.flags, *before))
            if establishment_faults(establishment):
                flags[Flag.NOT_HELPED] = None
            assessment = evolve(assessment, demand=assessment.demand.looked_at(tuple(flags)))
            work.demands.save(assessment.outcome)
            self.transmit(work, assessment, need_id=self.new_id(), at=at)
        if assessment.routing is not None:
            self.note(assessment.routing)
