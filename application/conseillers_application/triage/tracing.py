"""Keeping a gesture with who did it, when and why, and reading it again."""

from datetime import datetime
from typing import Final

from attrs import evolve, frozen

from conseillers_application.ports import Clock, Ids, UnitOfWork, Work
from conseillers_application.referral_views import RULE_NAME, SOMEBODY
from conseillers_domain.accounts import Act, Person
from conseillers_domain.need import Need
from conseillers_domain.position import BY_RULE
from conseillers_domain.traces import BY_COMPANY, Gesture, Trace

COMPANY_NAME: Final = "l’entreprise"


@frozen(kw_only=True)
class Tracer:
    """Keeps what somebody does, in the transaction where it is done."""

    new_id: Ids
    now: Clock

    def of_need(
        self,
        work: Work,
        need: Need,
        gesture: Gesture,
        *,
        by: str,
        reason: str = "",
        teams: tuple[str, ...] = (),
        to: str | None = None,
    ) -> None:
        """Keep what was done with a need."""
        trace = self._trace(need.demand, gesture, by, reason, teams, to)
        work.traces.add(evolve(trace, need=need.id))

    def of_demand(
        self,
        work: Work,
        demand_id: str,
        gesture: Gesture,
        *,
        by: str,
        reason: str = "",
        teams: tuple[str, ...] = (),
        to: str | None = None,
    ) -> None:
        """Keep what was done with a demand."""
        work.traces.add(self._trace(demand_id, gesture, by, reason, teams, to))

    def _trace(
        self, demand: str, gesture: Gesture, by: str, reason: str, teams: tuple[str, ...], to: str | None
    ) -> Trace:
        return Trace(
            id=self.new_id(),
            demand=demand,
            gesture=gesture,
            by=by,
            at=self.now(),
            reason=reason.strip(),
            teams=teams,
            to=to,
        )


@frozen(kw_only=True)
class TraceView:
    """A gesture as staff reads it; `by`: a name."""

    gesture: str
    gesture_label: str
    by: str
    at: datetime
    reason: str
    teams: tuple[str, ...]
    to: str | None


@frozen(kw_only=True)
class TraceList:
    """All that was done, oldest first."""

    items: tuple[TraceView, ...]


@frozen(kw_only=True)
class ReadTraces:
    """Staff reads what was done with a need and its demand, by whom and why."""

    read: UnitOfWork

    def __call__(self, person: Person, need_id: str) -> TraceList:
        """Raises NotFound."""
        person.must_be_allowed(Act.TRIAGE)
        with self.read() as work:
            return TraceList(items=trace_views(work, work.needs.get(need_id).demand))


def trace_views(work: Work, demand_id: str) -> tuple[TraceView, ...]:
    """What was done with a demand, with the names of those who did it."""
    found = work.traces.of_demand(demand_id)
    known = {BY_RULE: RULE_NAME, BY_COMPANY: COMPANY_NAME}
    ids = frozenset(one.by for one in found) - known.keys()
    names = {**known, **(work.accounts.names(ids) if ids else {})}
    return tuple(
        TraceView(
            gesture=one.gesture.value,
            gesture_label=one.gesture.label,
            by=names.get(one.by, SOMEBODY),
            at=one.at,
            reason=one.reason,
            teams=one.teams,
            to=one.to,
        )
        for one in found
    )
