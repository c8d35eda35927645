"""Staff says what a demand is about: the subject of a free one, or a better one (CGU 4.2, 6.2)."""

from attrs import evolve, frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.triage.put_before import PutBefore
from conseillers_application.triage.reassess import Reassess
from conseillers_application.triage.seen import UNSEEN, Seen
from conseillers_application.triage.tracing import Tracer
from conseillers_domain.accounts import Act, Person
from conseillers_domain.catalogue import FREE_TOPIC
from conseillers_domain.demand import Demand, DemandState
from conseillers_domain.errors import Fault
from conseillers_domain.traces import Gesture, reason_faults


@frozen(kw_only=True)
class Qualification:
    """The subject chosen, by its slug; why, when its need is before teams already."""

    subject: str
    reason: str = ""


@frozen(kw_only=True)
class Qualify:
    """Gives a demand its subject; a need that is out already goes to those of the new one."""

    begin: UnitOfWork
    reassess: Reassess
    put_before: PutBefore
    trace: Tracer
    now: Clock

    @once_more
    def __call__(
        self, person: Person, demand_id: str, qualification: Qualification, seen: Seen = UNSEEN
    ) -> Demand:
        """Raises NotFound, Invalid, Stale, or Conflict when it was set aside, or nobody would have it."""
        person.must_be_allowed(Act.TRIAGE)
        at = self.now()
        with self.begin() as work:
            before = work.demands.get(demand_id)
            seen.must_be_of(before.version)
            out = before.state is DemandState.TRANSMITTED
            seen.must_be_right(
                *_subject_faults(work, qualification.subject),
                *reason_faults(qualification.reason, needed=out),
            )
            assessment = self.reassess(work, before.about(qualification.subject), at)
            after = evolve(assessment.demand, state=before.state) if out else assessment.demand
            demand = work.demands.save(after)
            routing = assessment.routing or self.reassess.undecided(work, demand, at)
            for former in work.needs.of_demand(demand.id) if out else ():
                self.put_before.again(work, former, demand, routing, routing.teams, at)
            self.trace.of_demand(
                work,
                demand.id,
                Gesture.QUALIFIED,
                by=person.id,
                reason=qualification.reason,
                to=demand.subject,
            )
            return demand


def _subject_faults(work: Work, slug: str) -> tuple[Fault, ...]:
    catalogue = work.catalogues.current()
    subject = catalogue.subjects.get(slug)
    if subject is None or slug == FREE_TOPIC:
        return (Fault("/subject", "unknown_subject", f"Sujet inconnu : « {slug} »."),)
    if subject.archived or catalogue.theme_of(slug).archived:
        return (Fault("/subject", "archived_subject", f"Le sujet « {subject.title} » est archivé."),)
    return ()
