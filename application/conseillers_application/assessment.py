"""What becomes of a demand: who would receive it, and whether somebody of the service looks at it first."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from attrs import frozen

from conseillers_domain.calendar import day_of
from conseillers_domain.catalogue import Transmission
from conseillers_domain.demand import Demand, DemandState, Flag, PastDemand, history_flags
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Profile, Routing, route
from conseillers_domain.territory import Geography, UnknownCommune


@frozen
class Assessment:
    """A demand with its flags, and the routing decision when one could be taken."""

    demand: Demand
    routing: Routing | None

    @property
    def leaves(self) -> bool:
        """Whether it is put before teams at once."""
        return (
            self.routing is not None and bool(self.routing.kept) and self.demand.state is DemandState.RECEIVED
        )

    @cached_property
    def outcome(self) -> Demand:
        """The demand as it is to be kept."""
        return self.demand.transmitted() if self.leaves else self.demand


def assess(
    demand: Demand,
    past: Iterable[PastDemand],
    index: RouteIndex,
    geography: Geography,
    transmission: Transmission,
    *,
    registry_silent: bool,
    at: datetime,
) -> Assessment:
    """Decide what becomes of a demand at that instant (CGU 4.1, 4.2); nothing is stored here.

    A demand whose company is not known yet because no registry answered stays `received`.
    """
    naf = demand.establishment.naf if demand.establishment else None
    flags = list(history_flags(past, demand.landing, demand.subject, naf, at))
    routing = None
    if demand.free_topic:
        flags.append(Flag.FREE_TOPIC)
    if demand.establishment is None:
        flags.append(Flag.REGISTRY_SILENT if registry_silent else Flag.UNKNOWN_SIRET)
    elif not demand.free_topic:
        routing, missing = _routed(demand, index, geography, at)
        flags.extend(missing)
    if transmission is Transmission.REVIEWED:
        flags.append(Flag.REVIEWED)
    return Assessment(demand.looked_at(tuple(flags)), routing)


def _routed(
    demand: Demand, index: RouteIndex, geography: Geography, at: datetime
) -> tuple[Routing | None, tuple[Flag, ...]]:
    facts = demand.establishment.facts() if demand.establishment else None
    if facts is None:
        return None, (Flag.UNKNOWN_COMMUNE,)
    profile = Profile(subject=demand.subject, facts=facts, answers=demand.answers)
    try:
        routing = route(profile, index, geography, day_of(at))
    except UnknownCommune:
        return None, (Flag.UNKNOWN_COMMUNE,)
    return routing, () if routing.kept else (Flag.NO_TEAM,)
