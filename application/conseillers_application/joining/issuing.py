"""Sending an invitation, or sending it again: whoever decides it, it is done alike (CGU 4.3.A)."""

from collections.abc import Mapping
from datetime import timedelta

from attrs import frozen

from conseillers_application.ports import Clock, Ids, Work
from conseillers_domain.directory import Advisor, Directory, Institution
from conseillers_domain.errors import Conflict
from conseillers_domain.invitation import Demonstration, Invitation, InvitationState

NOT_IN_DIRECTORY = (
    "L’annuaire n’a pas de conseiller à cette adresse dans une institution ouverte : ajoutez-le d’abord à "
    "l’annuaire, puis invitez-le."
)


@frozen(kw_only=True)
class Issue:
    """Sends invitations in a transaction that is open; each lives for a while from then on."""

    now: Clock
    new_id: Ids
    lasts: timedelta

    def new(
        self,
        work: Work,
        email: str,
        institution: str,
        *,
        by: str,
        request: str | None = None,
        demonstrations: tuple[Demonstration, ...] = (),
    ) -> Invitation:
        """An invitation to this address; the one that waits there, or whose time is over, is sent again."""
        at = self.now()
        key = email.lower()
        former = self.not_over(work.invitations.latest(frozenset({key}))).get(key)
        if former is None:
            invitation = self.to(email, institution, by=by, request=request, demonstrations=demonstrations)
            work.invitations.add(invitation)
        else:
            invitation = former.renew(
                by=by, at=at, lasts=self.lasts, request=request, demonstrations=demonstrations
            )
            work.invitations.save(invitation)
        work.outbox.put(invitation.issued())
        return invitation

    def to(
        self,
        email: str,
        institution: str,
        *,
        by: str,
        request: str | None = None,
        demonstrations: tuple[Demonstration, ...] = (),
    ) -> Invitation:
        """A fresh invitation, kept nowhere yet."""
        at = self.now()
        return Invitation(
            id=self.new_id(),
            email=email,
            institution=institution,
            by=by,
            issued_at=at,
            expires_at=at + self.lasts,
            request=request,
            demonstrations=demonstrations,
        )

    def waiting(self, latest: Mapping[str, Invitation]) -> frozenset[str]:
        """The addresses of those that wait: nobody is invited twice."""
        at = self.now()
        return frozenset(email for email, one in latest.items() if one.state(at) is InvitationState.WAITING)

    def not_over(self, latest: Mapping[str, Invitation]) -> Mapping[str, Invitation]:
        """Those that may be sent again."""
        at = self.now()
        again = {InvitationState.WAITING, InvitationState.EXPIRED}
        return {email: one for email, one in latest.items() if one.state(at) in again}


def advisor_at(directory: Directory, email: str) -> tuple[Advisor, Institution]:
    """The advisor of that address, and where they work. Raises Conflict when the directory has none open."""
    advisor = directory.advisors.get(email.lower())
    if advisor is not None:
        institution = institution_of(directory, advisor)
        if not institution.closed:
            return advisor, institution
    raise Conflict(NOT_IN_DIRECTORY, code="not_in_directory")


def institution_of(directory: Directory, advisor: Advisor) -> Institution:
    """Where an advisor works."""
    return directory.institutions[directory.branches[advisor.branch].institution]
