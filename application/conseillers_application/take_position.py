"""An advisor says what their team makes of a need (se positionner, CGU 4.3.B)."""

from attrs import frozen

from conseillers_application.joining.terms import THESE_TERMS, TermsInForce
from conseillers_application.once_more import once_more
from conseillers_application.owe_answer import OweAnswer
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_application.react import TellCompany
from conseillers_application.referral_views import referral_view
from conseillers_application.views import ReferralView
from conseillers_domain.accounts import Person
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Conflict, Fault, Invalid, Stale, told_once
from conseillers_domain.need import Need
from conseillers_domain.position import NewPosition


@frozen(kw_only=True)
class Said:
    """What became of a position: the referral now, and whether anything changed."""

    referral: ReferralView
    changed: bool
    version: int


@frozen(kw_only=True)
class TakePosition:
    """An advisor says what their team makes of a need; of two at the same instant, one is told who won."""

    begin: UnitOfWork
    read: UnitOfWork
    tell: TellCompany
    owe_answer: OweAnswer
    now: Clock
    terms: TermsInForce = THESE_TERMS

    def __call__(
        self,
        person: Person,
        need_id: str,
        team: str,
        new: NewPosition,
        *,
        known: tuple[Fault, ...] = (),
        expected_version: int | None = None,
    ) -> Said:
        """Raises NotFound, Forbidden, Invalid, Stale, or Conflict with the present referral.

        `known`: the faults of shape found already, told with the others to who may speak.
        """
        try:
            return self._say(person, need_id, team, new, known, expected_version)
        except Conflict as refusal:
            refusal.current = self._present(person, need_id, team)
            raise

    @once_more
    def _say(
        self,
        person: Person,
        need_id: str,
        team: str,
        new: NewPosition,
        known: tuple[Fault, ...],
        expected: int | None,
    ) -> Said:
        with self.begin() as work:
            need = work.needs.get(need_id)
            side = person.must_speak_for(team, need)
            self.terms.must_be_accepted(work, person)
            if known:
                raise Invalid(*told_once(known, _of_sense(new, known)))
            if expected is not None and expected != need.version:
                raise Stale("Ce besoin a changé depuis que vous l’avez lu : relisez sa fiche.")
            directory = work.directories.current().directory
            at, before = self.now(), need
            need, facts = need.take_position(
                team, new, by=person.id, side=side, at=at, yields=yielding(team, need, directory)
            )
            if facts:
                work.demands.get(need.demand).must_be_known()
                need = work.needs.save(need)
                self.owe_answer(work, before, need, at)
            for fact in facts:
                self.tell(work, work.outbox.put(fact), fact, need.demand)
            view = referral_view(need, team, person, directory, work.accounts)
        return Said(referral=view, changed=bool(facts), version=need.version)

    def _present(self, person: Person, need_id: str, team: str) -> ReferralView:
        """The referral as it stands now."""
        with self.read() as work:
            need = work.needs.get(need_id)
            directory = work.directories.current().directory
            return referral_view(need, team, person, directory, work.accounts)


def _of_sense(new: NewPosition, known: tuple[Fault, ...]) -> tuple[Fault, ...]:
    # What goes with a stance is not known while the stance is not.
    unsure = any(fault.pointer == "/stance" for fault in known)
    return tuple(fault for fault in new.faults() if not unsure or fault.code == "too_long")


def yielding(team: str, need: Need, directory: Directory) -> frozenset[str]:
    """The other teams that give way when this one takes the need: those of its single-taker institution."""
    if team not in directory.teams or not directory.institution_of(team).single_taker:
        return frozenset()
    institution = directory.institution_of(team).slug
    return frozenset(
        one.team
        for one in need.referrals
        if one.team in directory.teams and directory.institution_of(one.team).slug == institution
    )
