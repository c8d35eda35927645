"""What staff looks after, in memory: referrals, traces, texts of mails, unwanted depositors."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from attrs import frozen

from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_application.ports import Awaited, Unwanted
from conseillers_domain.company import Siret
from conseillers_domain.demand import Demand
from conseillers_domain.errors import Conflict
from conseillers_domain.need import Referral
from conseillers_domain.position import Stance
from conseillers_domain.templates import Template
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

    def awaited(self, need_ids: Collection[str]) -> Mapping[str, Awaited]:
        """What is awaited of each of these needs, by their ids; an unknown one is left out."""
        found = (kept.need for kept in Shelf(KeptNeed, self.state) if kept.need.id in need_ids)
        return {
            need.id: Awaited(subject=need.subject, teams=sum(one.waits for one in need.referrals))
            for need in found
        }

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


@frozen
class MemoryTemplates:
    """The texts that staff wrote, kept in memory."""

    state: State

    def current(self) -> Mapping[str, Template]:
        """The latest version of each that was written, by name."""
        return {one.name: one for one in sorted(Shelf(Template, self.state), key=lambda one: one.version)}

    def versions(self, name: str) -> tuple[Template, ...]:
        """Those of one text, latest first."""
        found = (one for one in Shelf(Template, self.state) if one.name == name)
        return tuple(sorted(found, key=lambda one: one.version, reverse=True))

    def add(self, template: Template) -> None:
        """Keep a version. Raises Conflict when somebody kept it meanwhile."""
        shelf, key = Shelf(Template, self.state), f"{template.name} {template.version}"
        if shelf.find(key) is not None:
            raise Conflict("Ce modèle vient d’être modifié par quelqu’un d’autre.")
        shelf.keep(key, template)


@frozen
class MemorySpamList:
    """Whose demands are unwanted, kept in memory."""

    state: State

    @property
    def _unwanted(self) -> Shelf[Unwanted]:
        return Shelf(Unwanted, self.state)

    def holds(self, siret: Siret, email: str) -> bool:
        """Whether either is on the list."""
        return any(self._unwanted.find(key) for key in (f"siret {siret}", f"email {email}"))

    def add(self, unwanted: Unwanted) -> None:
        """Put one on the list; one that is there already stays as it is."""
        key = f"{unwanted.kind} {unwanted.value}"
        if self._unwanted.find(key) is None:
            self._unwanted.keep(key, unwanted)

    def remove(self, kind: str, value: str) -> bool:
        """Take one off; False when it was not there."""
        there = self._unwanted.find(f"{kind} {value}") is not None
        self._unwanted.drop(f"{kind} {value}")
        return there

    def page(self, after: tuple[str, str] | None, limit: int) -> tuple[Unwanted, ...]:
        """Those after that kind and value, in their order."""
        found = sorted(self._unwanted, key=lambda one: (one.kind, one.value))
        return tuple(one for one in found if after is None or (one.kind, one.value) > after)[:limit]
