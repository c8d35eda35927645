"""Staff transmits a demand it has looked at: to those routing keeps, or to teams it names (CGU 4.2, 6.2)."""

from attrs import evolve, frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_application.triage.put_before import PutBefore
from conseillers_application.triage.reassess import Reassess
from conseillers_application.triage.referrals import unknown_team
from conseillers_application.triage.seen import UNSEEN, Seen
from conseillers_application.triage.tracing import Tracer
from conseillers_domain.accounts import Act, Person
from conseillers_domain.demand import Demand
from conseillers_domain.errors import Conflict, pointer
from conseillers_domain.traces import Gesture, reason_faults


@frozen(kw_only=True)
class Sending:
    """Who a demand is transmitted to: these teams by their codes, those that routing keeps when none is."""

    teams: tuple[str, ...] = ()
    reason: str = ""


@frozen(kw_only=True)
class TransmitDemand:
    """Puts the need of a demand before teams, once; each is notified."""

    begin: UnitOfWork
    reassess: Reassess
    trace: Tracer
    put_before: PutBefore
    now: Clock

    @once_more
    def __call__(
        self,
        person: Person,
        demand_id: str,
        sending: Sending,
        seen: Seen = UNSEEN,
        repeat: Repeat | None = None,
    ) -> Demand:
        """Raises NotFound, Invalid, Stale, or Conflict when it does not wait, or nobody would have it."""
        person.must_be_allowed(Act.TRIAGE)
        at = self.now()
        with self.begin() as work:
            demand = work.demands.get(demand_id)
            if answered(work, repeat, at) is not None:
                return demand
            seen.must_be_of(demand.version)
            seen.must_be_right(
                *reason_faults(sending.reason, needed=False),
                *(
                    fault
                    for rank, team in enumerate(sending.teams)
                    for fault in unknown_team(work, team, pointer("teams", rank))
                ),
            )
            demand.must_wait()
            if demand.free_topic:
                raise Conflict("Choisissez d’abord le sujet de cette demande.", code="not_qualified")
            assessment = self.reassess(work, demand, at)
            routing = assessment.routing or self.reassess.undecided(work, demand, at)
            teams = sending.teams or routing.teams
            if not teams:
                raise Conflict(
                    "Aucune équipe n’est retenue pour cette demande : nommez celles qui la recevront.",
                    code="no_team",
                )
            demand = evolve(demand, flags=assessment.demand.flags).transmitted()
            demand = work.demands.save(demand)
            self.put_before(work, demand, routing, teams, at)
            self.trace.of_demand(
                work,
                demand.id,
                Gesture.TRANSMITTED,
                by=person.id,
                reason=sending.reason,
                teams=sending.teams,
            )
            keep(work, repeat, {"demand": demand.id}, at)
            return demand
