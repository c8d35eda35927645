"""A team puts better words on its closing of a need; those it replaces are kept (CGU 5.3)."""

from attrs import frozen

from conseillers_application.joining.terms import THESE_TERMS, TermsInForce
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_application.referral_views import referral_view
from conseillers_application.take_position import Said
from conseillers_domain.accounts import Person
from conseillers_domain.errors import Conflict, Fault, Invalid, Stale, told_once
from conseillers_domain.position import Closing


@frozen(kw_only=True)
class CorrectClosing:
    """The team that closed a need, or staff for it, says better what help it gave; nobody is written to."""

    begin: UnitOfWork
    now: Clock
    terms: TermsInForce = THESE_TERMS

    @once_more
    def __call__(
        self,
        person: Person,
        need_id: str,
        team: str,
        closing: Closing,
        *,
        known: tuple[Fault, ...] = (),
        expected_version: int | None = None,
    ) -> Said:
        """Raises NotFound, Forbidden, Invalid, Stale, or Conflict with the present referral.

        `known`: the faults of shape found already, told with the others to who may speak.
        """
        with self.begin() as work:
            need = work.needs.get(need_id)
            person.must_speak_for(team, need)
            self.terms.must_be_accepted(work, person)
            directory = work.directories.current().directory
            if known:
                raise Invalid(*told_once(known, ()))
            if expected_version is not None and expected_version != need.version:
                raise Stale("Ce besoin a changé depuis que vous l’avez lu : relisez sa fiche.")
            try:
                after, fact = need.correct_closing(team, closing, by=person.id, at=self.now())
            except Conflict as refusal:
                refusal.current = referral_view(need, team, person, directory, work.accounts)
                raise
            if fact is not None:
                after = work.needs.save(after)
                work.outbox.put(fact)
            view = referral_view(after, team, person, directory, work.accounts)
        return Said(referral=view, changed=fact is not None, version=after.version)
