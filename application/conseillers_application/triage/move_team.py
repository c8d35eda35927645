"""Staff hands everything a team still has to do to another team, when it closes or changes (CGU 4.3.B)."""

from typing import Final

from attrs import field, frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_application.triage.keep_need import KeepNeed
from conseillers_application.triage.referrals import Handing, unknown_team
from conseillers_application.triage.seen import UNSEEN, Seen
from conseillers_application.triage.tracing import Tracer
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Conflict, Fault, NotFound
from conseillers_domain.traces import Gesture, reason_faults

AT_ONCE: Final = 500
"""Referrals moved by one request; whoever asks again moves the rest."""


@frozen(kw_only=True)
class Kept:
    """A need whose referral was not handed over, and why."""

    need: str
    code: str
    why: str


@frozen(kw_only=True)
class Moved:
    """How many referrals were handed over; `kept`: needs that stay, with why; `more`: ask again."""

    moved: int
    kept: tuple[Kept, ...]
    more: bool


@frozen(kw_only=True)
class MoveTeam:
    """Hands the open referrals of a team to another, each in its own transaction, dates kept."""

    begin: UnitOfWork
    read: UnitOfWork
    keep: KeepNeed
    trace: Tracer
    now: Clock
    at_once: int = field(default=AT_ONCE)

    def __call__(self, person: Person, team: str, handing: Handing, seen: Seen = UNSEEN) -> Moved:
        """Raises NotFound to who may not, and Invalid."""
        person.must_be_allowed(Act.TRIAGE)
        with self.read() as work:
            known = {*unknown_team(work, handing.to, "/to")}
            if handing.to == team:
                known.add(Fault("/to", "same_team", "Choisissez une autre équipe."))
            seen.must_be_right(*reason_faults(handing.reason), *known)
            found = work.referrals.open_of(team, "", self.at_once + 1)
        moved, kept = 0, list[Kept]()
        for need in found[: self.at_once]:
            try:
                self._move(person, need, team, handing)
                moved += 1
            except (Conflict, NotFound) as refusal:
                kept.append(Kept(need=need, code=refusal.code, why=refusal.sentence))
        return Moved(moved=moved, kept=tuple(kept), more=len(found) > self.at_once)

    @once_more
    def _move(self, person: Person, need_id: str, team: str, handing: Handing) -> None:
        at = self.now()
        with self.begin() as work:
            before = work.needs.get(need_id)
            need, fact = before.move(team, handing.to, at)
            self.keep(work, before, need, fact, at=at)
            self.trace.of_need(
                work,
                need,
                Gesture.REFERRAL_MOVED,
                by=person.id,
                reason=handing.reason,
                teams=(team,),
                to=handing.to,
            )
