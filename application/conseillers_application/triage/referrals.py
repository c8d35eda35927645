"""Staff puts a need before one more team, takes it back, or hands it to another (CGU 4.3.B)."""

from collections.abc import Callable

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_application.triage.keep_need import KeepNeed
from conseillers_application.triage.need_views import NeedAtStaff, need_at_staff
from conseillers_application.triage.seen import UNSEEN, Because, Seen
from conseillers_application.triage.tracing import Tracer
from conseillers_domain.accounts import Act, Person
from conseillers_domain.demand import DemandState
from conseillers_domain.errors import Conflict, Fault
from conseillers_domain.events import Fact
from conseillers_domain.need import Need
from conseillers_domain.traces import Gesture, reason_faults


@frozen(kw_only=True)
class NewReferral:
    """A team to be asked too, by its code, and why."""

    team: str
    reason: str


@frozen(kw_only=True)
class Handing:
    """The team that a referral is handed to, by its code, and why."""

    to: str
    reason: str


@frozen(kw_only=True)
class ChangeReferrals:
    """Staff changes who a need is before; each change is kept with who made it and why."""

    begin: UnitOfWork
    keep: KeepNeed
    trace: Tracer
    now: Clock

    @once_more
    def add(
        self,
        person: Person,
        need_id: str,
        new: NewReferral,
        seen: Seen = UNSEEN,
        repeat: Repeat | None = None,
    ) -> NeedAtStaff:
        """Ask one more team, which is notified at once. Raises NotFound, Invalid, Stale or Conflict."""

        def change(work: Work, need: Need) -> tuple[Need, Fact]:
            seen.must_be_right(*reason_faults(new.reason), *unknown_team(work, new.team, "/team"))
            must_be_before_teams(work, need)
            after, fact = need.transmit((new.team,), self.now())
            if fact is None:
                raise Conflict("Cette équipe a déjà reçu ce besoin.", code="already_asked")
            self.trace.of_need(
                work, need, Gesture.TEAM_ADDED, by=person.id, reason=new.reason, teams=(new.team,)
            )
            return after, fact

        return self._changed(person, need_id, seen, change, repeat)

    @once_more
    def withdraw(
        self, person: Person, need_id: str, team: str, because: Because, seen: Seen = UNSEEN
    ) -> NeedAtStaff:
        """Take a need back from a team that has not answered. Raises NotFound, Invalid, Stale or Conflict."""

        def change(work: Work, need: Need) -> tuple[Need, Fact]:
            need.referral(team)
            seen.must_be_right(*reason_faults(because.reason))
            self.trace.of_need(
                work,
                need,
                Gesture.REFERRAL_WITHDRAWN,
                by=person.id,
                reason=because.reason,
                teams=(team,),
            )
            return need.withdraw(team, self.now())

        return self._changed(person, need_id, seen, change)

    @once_more
    def move(
        self, person: Person, need_id: str, team: str, handing: Handing, seen: Seen = UNSEEN
    ) -> NeedAtStaff:
        """Hand an open referral to another team, dates kept. Raises NotFound, Invalid, Stale or Conflict."""

        def change(work: Work, need: Need) -> tuple[Need, Fact]:
            need.referral(team)
            seen.must_be_right(*reason_faults(handing.reason), *unknown_team(work, handing.to, "/to"))
            self.trace.of_need(
                work,
                need,
                Gesture.REFERRAL_MOVED,
                by=person.id,
                reason=handing.reason,
                teams=(team,),
                to=handing.to,
            )
            return need.move(team, handing.to, self.now())

        return self._changed(person, need_id, seen, change)

    def _changed(
        self,
        person: Person,
        need_id: str,
        seen: Seen,
        change: Callable[[Work, Need], tuple[Need, Fact]],
        repeat: Repeat | None = None,
    ) -> NeedAtStaff:
        person.must_be_allowed(Act.TRIAGE)
        with self.begin() as work:
            before = work.needs.get(need_id)
            if answered(work, repeat, self.now()) is not None:
                return need_at_staff(work, before, person)
            seen.must_be_of(before.version)
            need, fact = change(work, before)
            need = self.keep(work, before, need, fact, at=self.now())
            keep(work, repeat, {"need": need.id}, self.now())
            return need_at_staff(work, need, person)


def unknown_team(work: Work, team: str, at: str) -> tuple[Fault, ...]:
    """The fault of a code that is no team's, or that of a team that receives nothing any more."""
    directory = work.directories.current().directory
    known = directory.teams.get(team)
    if known is None:
        return (Fault(at, "unknown_team", f"Équipe inconnue : « {team} »."),)
    branch = directory.branches[known.branch]
    if known.closed or branch.closed or directory.institutions[branch.institution].closed:
        return (Fault(at, "team_closed", f"L’équipe « {known.name} » est fermée."),)
    return ()


def must_be_before_teams(work: Work, need: Need) -> None:
    """Raise Conflict for the need of a demand that was set aside, or of whom nothing may be done."""
    demand = work.demands.get(need.demand)
    demand.must_be_known()
    if demand.state is DemandState.SET_ASIDE:
        raise Conflict("La demande de ce besoin est classée sans suite.", code="set_aside")
