"""How people come to act, asked of the use cases or over HTTP."""

from collections.abc import Callable
from typing import Any, Protocol

from attrs import frozen

from conseillers_adapters.documents import unstructure
from conseillers_application.joining.accept_invitation import AccountOpened, Activation, InvitationOpened
from conseillers_application.joining.access_requests import AccessRequestPage, AccessRequestView
from conseillers_application.joining.ask_for_access import AccessInformation, AccessReceipt
from conseillers_application.joining.invitations import InvitationPage, InvitationView, NewDates
from conseillers_application.joining.invite import Invited, NewInvitations
from conseillers_application.joining.terms import TermsAccepted, TermsState
from conseillers_domain.access_request import AccessForm, AccessState, NewDecision
from conseillers_domain.accounts import Person
from conseillers_domain.invitation import InvitationState
from conseillers_entrypoints.container import Container
from conseillers_features.worlds.wire import Browser, view

MOST = 100


class Joining(Protocol):
    """What agents, staff and those who are invited do; `reader` is an e-mail."""

    def information(self) -> AccessInformation:
        """What everybody reads before asking for an account."""
        ...

    def ask(self, form: AccessForm) -> AccessReceipt:
        """Ask for an account."""
        ...

    def requests(self, state: AccessState) -> tuple[AccessRequestView, ...]:
        """The requests of that state, as staff reads them."""
        ...

    def decide(self, request: str, decision: NewDecision) -> AccessRequestView:
        """Decide of one, by its id."""
        ...

    def invite(self, new: NewInvitations) -> Invited:
        """Invite somebody, or all those of an institution."""
        ...

    def invitations(self, state: InvitationState) -> tuple[InvitationView, ...]:
        """The invitations of that state, as staff reads them."""
        ...

    def renew(self, invitation: str) -> InvitationView:
        """Send one again, by its id."""
        ...

    def revoke(self, invitation: str) -> None:
        """Let it open nothing any more."""
        ...

    def open(self, url: str) -> InvitationOpened:
        """Open the link of a mail."""
        ...

    def accept(self, url: str, activation: Activation) -> AccountOpened:
        """Open an account by that link."""
        ...

    def terms(self, reader: str) -> TermsState:
        """Where somebody stands with the terms in force."""
        ...

    def accept_terms(self, reader: str, accepted: TermsAccepted) -> TermsState:
        """Accept them."""
        ...


@frozen
class EmbeddedJoining:
    """The use cases called straight."""

    service: Container
    staff: Callable[[], Person]
    who: Callable[[str], Person]

    def information(self) -> AccessInformation:
        """As the world says."""
        return self.service.ask_for_access().information()

    def ask(self, form: AccessForm) -> AccessReceipt:
        """As the world says."""
        return self.service.ask_for_access()(form)

    def requests(self, state: AccessState) -> tuple[AccessRequestView, ...]:
        """As the world says."""
        return self.service.list_access_requests()(self.staff(), state, limit=MOST).items

    def decide(self, request: str, decision: NewDecision) -> AccessRequestView:
        """As the world says."""
        return self.service.decide_access()(self.staff(), request, decision)

    def invite(self, new: NewInvitations) -> Invited:
        """As the world says."""
        return self.service.invite()(self.staff(), new)

    def invitations(self, state: InvitationState) -> tuple[InvitationView, ...]:
        """As the world says."""
        return self.service.follow_invitations()(self.staff(), state, limit=MOST).items

    def renew(self, invitation: str) -> InvitationView:
        """As the world says."""
        return self.service.follow_invitations().renew(self.staff(), invitation, NewDates())

    def revoke(self, invitation: str) -> None:
        """As the world says."""
        self.service.follow_invitations().revoke(self.staff(), invitation)

    def open(self, url: str) -> InvitationOpened:
        """As the world says."""
        return self.service.read_invitation()(url.rpartition("/")[2])

    def accept(self, url: str, activation: Activation) -> AccountOpened:
        """As the world says."""
        return self.service.accept_invitation()(url.rpartition("/")[2], activation)

    def terms(self, reader: str) -> TermsState:
        """As the world says."""
        return self.service.accept_terms().state(self.who(reader))

    def accept_terms(self, reader: str, accepted: TermsAccepted) -> TermsState:
        """As the world says."""
        return self.service.accept_terms()(self.who(reader), accepted)


@frozen
class HttpJoining:
    """The same over HTTP."""

    staff: Callable[[], Browser]
    visitor: Callable[[], Browser]
    who: Callable[[str], Browser]

    def information(self) -> AccessInformation:
        """As the world says."""
        return view(AccessInformation, self.visitor().get("/api/access-requests"))

    def ask(self, form: AccessForm) -> AccessReceipt:
        """As the world says."""
        return view(AccessReceipt, self.visitor().send("POST", "/api/access-requests", unstructure(form)))

    def requests(self, state: AccessState) -> tuple[AccessRequestView, ...]:
        """As the world says."""
        asked = self.staff().get("/api/admin/access-requests", state=state.value, limit=MOST)
        return view(AccessRequestPage, asked).items

    def decide(self, request: str, decision: NewDecision) -> AccessRequestView:
        """As the world says."""
        return view(AccessRequestView, self._send(f"access-requests/{request}/decision", decision))

    def invite(self, new: NewInvitations) -> Invited:
        """As the world says."""
        return view(Invited, self._send("invitations", new))

    def invitations(self, state: InvitationState) -> tuple[InvitationView, ...]:
        """As the world says."""
        asked = self.staff().get("/api/admin/invitations", state=state.value, limit=MOST)
        return view(InvitationPage, asked).items

    def renew(self, invitation: str) -> InvitationView:
        """As the world says."""
        return view(InvitationView, self._send(f"invitations/{invitation}/renewal", NewDates()))

    def revoke(self, invitation: str) -> None:
        """As the world says."""
        self.staff().send("DELETE", f"/api/admin/invitations/{invitation}", None)

    def open(self, url: str) -> InvitationOpened:
        """As the world says."""
        return view(InvitationOpened, self.visitor().get(url))

    def accept(self, url: str, activation: Activation) -> AccountOpened:
        """As the world says."""
        return view(AccountOpened, self.visitor().send("POST", f"{url}/acceptance", unstructure(activation)))

    def terms(self, reader: str) -> TermsState:
        """As the world says."""
        return view(TermsState, self.who(reader).get("/api/me/terms"))

    def accept_terms(self, reader: str, accepted: TermsAccepted) -> TermsState:
        """As the world says."""
        return view(TermsState, self.who(reader).send("POST", "/api/me/terms", unstructure(accepted)))

    def _send(self, path: str, body: object) -> Any:  # noqa: ANN401 - httpx's own
        return self.staff().send("POST", f"/api/admin/{path}", unstructure(body))
