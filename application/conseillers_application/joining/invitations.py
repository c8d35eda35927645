"""Staff follows the invitations it sent: sends one again, which kills the former link, or revokes it."""

from datetime import datetime

from attrs import frozen

from conseillers_application.joining.issuing import Issue, advisor_at
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_application.read_inbox import read_cursor, write_mark
from conseillers_application.referral_views import SOMEBODY
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Fault, Invalid, told_once
from conseillers_domain.invitation import Demonstration, Invitation, InvitationState, demonstration_faults


@frozen(kw_only=True)
class InvitationView:
    """An invitation as staff reads it; `number`: how many times it was sent; `by`: a name."""

    id: str
    state: InvitationState
    state_label: str
    email: str
    institution: str
    by: str
    issued_at: datetime
    expires_at: datetime
    number: int
    access_request: str | None
    demonstrations: tuple[Demonstration, ...]
    accepted_at: datetime | None
    revoked_at: datetime | None


@frozen(kw_only=True)
class InvitationPage:
    """Some invitations of one state, those that end last first."""

    items: tuple[InvitationView, ...]
    total: int
    next: str | None


@frozen(kw_only=True)
class NewDates:
    """Dates of demonstration that replace those proposed before; none: these stay."""

    demonstrations: tuple[Demonstration, ...] = ()


@frozen(kw_only=True)
class FollowInvitations:
    """Lists invitations, sends one again, revokes one."""

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock
    issue: Issue

    def __call__(
        self, person: Person, state: InvitationState, *, cursor: str | None = None, limit: int = 25
    ) -> InvitationPage:
        """Those in that state. Raises NotFound to who may not, Invalid for a mark that is none of ours."""
        person.must_be_allowed(Act.INVITE)
        after = read_cursor(cursor) if cursor else None
        at = self.now()
        with self.read() as work:
            total = work.invitation_lists.count(state, at)
            found = work.invitation_lists.page(state, at, after, limit + 1)
            shown = found[:limit]
            names = work.accounts.names(frozenset(one.by for one in shown)) if shown else {}
        end = shown[-1] if len(found) > limit else None
        return InvitationPage(
            items=tuple(_view(one, names.get(one.by, SOMEBODY), at) for one in shown),
            total=total,
            next=None if end is None else write_mark(end.expires_at, end.id),
        )

    @once_more
    def renew(
        self, person: Person, invitation_id: str, dates: NewDates, *, known: tuple[Fault, ...] = ()
    ) -> InvitationView:
        """Send it again, for as long as a new one. Raises NotFound, Invalid, or Conflict once it is over."""
        person.must_be_allowed(Act.INVITE)
        at = self.now()
        with self.begin() as work:
            invitation = work.invitations.get(invitation_id)
            if faults := told_once(known, tuple(demonstration_faults(dates.demonstrations, at))):
                raise Invalid(*faults)
            advisor_at(work.directories.current().directory, invitation.email)
            invitation = invitation.renew(
                by=person.id, at=at, lasts=self.issue.lasts, demonstrations=dates.demonstrations
            )
            work.invitations.save(invitation)
            work.outbox.put(invitation.issued())
        return _view(invitation, person.name, at)

    @once_more
    def revoke(self, person: Person, invitation_id: str) -> None:
        """Let it open nothing any more. Raises NotFound, or Conflict once it is over."""
        person.must_be_allowed(Act.INVITE)
        with self.begin() as work:
            invitation = work.invitations.get(invitation_id)
            work.invitations.save(invitation.revoke(by=person.id, at=self.now()))


def _view(invitation: Invitation, by: str, at: datetime) -> InvitationView:
    state = invitation.state(at)
    return InvitationView(
        id=invitation.id,
        state=state,
        state_label=state.label,
        email=invitation.email,
        institution=invitation.institution,
        by=by,
        issued_at=invitation.issued_at,
        expires_at=invitation.expires_at,
        number=invitation.number,
        access_request=invitation.request,
        demonstrations=invitation.demonstrations,
        accepted_at=invitation.accepted_at,
        revoked_at=invitation.revoked_at,
    )
