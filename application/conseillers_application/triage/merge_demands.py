"""Staff merges a demand into another one of the same company: one need, each contact told once (CGU 6.2)."""

from attrs import evolve, frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.triage.keep_need import KeepNeed
from conseillers_application.triage.seen import UNSEEN, Seen
from conseillers_application.triage.set_aside import take_needs_back
from conseillers_application.triage.tracing import Tracer
from conseillers_domain.accounts import Act, Person
from conseillers_domain.demand import Demand
from conseillers_domain.errors import Conflict, Fault, NotFound
from conseillers_domain.events import DemandSetAside
from conseillers_domain.setting_aside import AsideReason, SettingAside
from conseillers_domain.traces import Gesture, reason_faults


@frozen(kw_only=True)
class Merging:
    """The demand that stands for both, by its id, and why."""

    into: str
    reason: str = ""


@frozen(kw_only=True)
class MergeDemands:
    """Sets a demand aside as a double of another, whose need its contact follows from then on."""

    begin: UnitOfWork
    keep: KeepNeed
    trace: Tracer
    now: Clock

    @once_more
    def __call__(self, person: Person, demand_id: str, merging: Merging, seen: Seen = UNSEEN) -> Demand:
        """Raises NotFound, Invalid, Stale, or Conflict when one is set aside, or teams work on its need."""
        person.must_be_allowed(Act.TRIAGE)
        at = self.now()
        with self.begin() as work:
            demand = work.demands.get(demand_id)
            seen.must_be_of(demand.version)
            main = _main(work, demand, merging.into)
            seen.must_be_right(
                *((main,) if isinstance(main, Fault) else ()), *reason_faults(merging.reason, needed=False)
            )
            assert isinstance(main, Demand)
            if main.aside is not None:
                raise Conflict("L’autre demande est elle-même classée sans suite.", code="set_aside")
            aside = SettingAside(reason=AsideReason.DUPLICATE, by=person.id, at=at, into=main.id)
            demand = work.demands.save(demand.set_aside(aside))
            take_needs_back(work, demand, at, self.keep, from_all=False)
            for former in work.demand_lists.merged_into(demand.id):
                assert former.aside is not None
                work.demands.save(evolve(former, aside=evolve(former.aside, into=main.id)))
            work.outbox.put(DemandSetAside(demand=demand.id, told=False, at=at))
            for one, to in ((demand.id, main.id), (main.id, None)):
                self.trace.of_demand(work, one, Gesture.MERGED, by=person.id, reason=merging.reason, to=to)
            return demand


def _main(work: Work, demand: Demand, into: str) -> Demand | Fault:
    if into == demand.id:
        return Fault("/into", "same_demand", "Choisissez une autre demande.")
    try:
        return work.demands.get(into)
    except NotFound:
        return Fault("/into", "unknown_demand", "Cette demande n’existe pas.")
