"""What becomes of a demand that staff, or its company, has changed: seen again as if it came in."""

from datetime import datetime
from typing import Final

from attrs import evolve, frozen

from conseillers_application.assessment import Assessment, assess
from conseillers_application.ports import Work
from conseillers_domain.calendar import day_of
from conseillers_domain.catalogue import Transmission
from conseillers_domain.company import CompanyFacts
from conseillers_domain.demand import Demand, DemandState, Flag, establishment_faults
from conseillers_domain.routing import Profile, Routing, Versions
from conseillers_domain.territory import Geography

NOWHERE: Final = CompanyFacts(commune="")
"""What is known of a company that no registry tells: no place answers to that code."""


@frozen(kw_only=True)
class Reassess:
    """Assesses a demand anew, its own past left out."""

    geography: Geography
    transmission: Transmission

    def __call__(self, work: Work, demand: Demand, at: datetime) -> Assessment:
        """The demand, waiting or received, with its flags, and who would have its need."""
        fresh = evolve(demand, state=DemandState.RECEIVED, flags=())
        found = assess(
            fresh,
            work.demands.past(demand.siret, demand.contact.email, demand.id),
            work.directories.current(),
            self.geography,
            work.catalogues.current().transmission(demand.landing, self.transmission),
            registry_silent=Flag.REGISTRY_SILENT in demand.flags,
            at=at,
        )
        if not establishment_faults(demand.establishment):
            return found
        flags = (*found.demand.flags, Flag.NOT_HELPED)
        return evolve(found, demand=found.demand.looked_at(flags))

    def undecided(self, work: Work, demand: Demand, at: datetime) -> Routing:
        """The decision kept with a need of which nothing tells where its company is: it keeps nobody."""
        facts = demand.establishment.facts() if demand.establishment else None
        return Routing(
            profile=Profile(subject=demand.subject, facts=facts or NOWHERE, answers=demand.answers),
            on=day_of(at),
            versions=Versions(
                directory=work.directories.current().directory.version, geography=self.geography.version
            ),
            kept=(),
            objections=(),
            notices=(),
        )
