"""What companies deposited, and what advisors work on."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from conseillers_application.decisions import KeptDecision
from conseillers_application.triage.queries import DemandQuery
from conseillers_application.views import InboxQuery, InboxRow
from conseillers_domain.company import Siret
from conseillers_domain.demand import Demand, DemandState, PastDemand
from conseillers_domain.need import Need, Tab
from conseillers_domain.routing import Routing
from conseillers_domain.what_if import PastNeed


class Demands(Protocol):
    """What companies deposited."""

    def add(self, demand: Demand) -> None:
        """Keep a new demand."""
        ...

    def get(self, demand_id: str) -> Demand:
        """Raises NotFound."""
        ...

    def save(self, demand: Demand) -> Demand:
        """Keep a changed demand. Raises Conflict when somebody saved it since it was read."""
        ...

    def past(self, siret: Siret, email: str, besides: str = "") -> tuple[PastDemand, ...]:
        """The demands of the same SIRET or e-mail, in any order, those merged into another left out.

        `besides`: the id of one that is no past of itself.
        """
        ...


class DemandLists(Protocol):
    """The same, as staff finds them."""

    def counts(self) -> Mapping[DemandState, int]:
        """How many demands are in each state, up to `MOST_COUNTED`."""
        ...

    def page(self, query: DemandQuery) -> tuple[Demand, ...]:
        """Those asked for, in the order of their tab."""
        ...

    def alike(self, demand: Demand, limit: int) -> tuple[Demand, ...]:
        """The other demands of the same SIRET or the same e-mail, latest first."""
        ...

    def merged_into(self, demand_id: str) -> tuple[Demand, ...]:
        """The demands that this one stands for, oldest first."""
        ...

    def of_needs(self, need_ids: Collection[str]) -> Mapping[str, str]:
        """The demand, by its id, that each of these needs was born of; an unknown need is left out."""
        ...


class Needs(Protocol):
    """The needs advisors work on, each with the routing decision it was born of."""

    def add(self, need: Need, demand: Demand, routing: Routing, commune_name: str | None) -> None:
        """Keep a new need, its decision, and what lists show and search of its demand."""
        ...

    def get(self, need_id: str) -> Need:
        """Raises NotFound."""
        ...

    def of_demand(self, demand_id: str) -> tuple[Need, ...]:
        """The needs a demand gave, oldest first."""
        ...

    def save(self, need: Need) -> Need:
        """Keep a changed need. Raises Conflict when somebody saved it since it was read."""
        ...

    def reroute(self, need: Need, demand: Demand, routing: Routing, commune_name: str | None) -> Need:
        """Keep a need changed with its subject, and the decision it now rests on. Raises as `save` does."""
        ...

    def decision(self, need_id: str) -> KeptDecision:
        """The decision kept with a need. Raises NotFound, and once its company is forgotten."""
        ...

    def decisions(self, since: datetime, until: datetime) -> Iterable[tuple[str, KeptDecision]]:
        """The decisions of the needs created from one instant to another, that one left out, oldest first."""
        ...

    def past(
        self, since: datetime, until: datetime, subjects: frozenset[str] | None = None
    ) -> Iterable[PastNeed]:
        """What routing looked at in the needs created from one instant to another, oldest first.

        `subjects`: slugs; None: all.
        """
        ...

    def counts(self, query: InboxQuery) -> Mapping[Tab, int]:
        """How many needs each tab holds under the query's filters; a need is in one tab only."""
        ...

    def page(self, query: InboxQuery) -> tuple[InboxRow, ...]:
        """At most `limit` needs of the tab after `after`, latest sent first."""
        ...
