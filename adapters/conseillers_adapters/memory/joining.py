"""Access requests, invitations and accepted terms, in memory."""

from collections.abc import Mapping
from datetime import datetime
from itertools import islice

from attrs import frozen

from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_domain.access_request import AccessRequest, AccessState
from conseillers_domain.accounts import Account
from conseillers_domain.errors import NotFound
from conseillers_domain.invitation import Invitation, InvitationState

Place = tuple[datetime, str]


@frozen
class MemoryAccessRequests:
    """The requests for an account, kept in memory."""

    state: State

    @property
    def _requests(self) -> Shelf[AccessRequest]:
        return Shelf(AccessRequest, self.state)

    def add(self, request: AccessRequest) -> AccessRequest:
        """Keep a new one; the one that waits already from its address, if there is one, is given instead."""
        for one in self._requests:
            if one.email == request.email and one.state is AccessState.WAITING:
                return one
        self._requests.add(request.id, request)
        return request

    def get(self, request_id: str) -> AccessRequest:
        """Raises NotFound."""
        request = self._requests.find(request_id)
        if request is None:
            raise NotFound("Cette demande d’accès n’existe pas.")
        return request

    def save(self, request: AccessRequest) -> None:
        """Keep what was decided of it. Raises NotFound."""
        self.get(request.id)
        self._requests.keep(request.id, request)

    def page(self, state: AccessState, after: Place | None, limit: int) -> tuple[AccessRequest, ...]:
        """Those in that state, after that instant and id, latest asked first."""
        places = sorted(((one.asked_at, one.id) for one in self._in(state)), reverse=True)
        return tuple(self.get(name) for _, name in _from(places, after, limit))

    def count(self, state: AccessState) -> int:
        """How many are in that state."""
        return len(self._in(state))

    def _in(self, state: AccessState) -> list[AccessRequest]:
        return [one for one in self._requests if one.state is state]


@frozen
class MemoryInvitations:
    """The invitations, kept in memory."""

    state: State

    @property
    def _invitations(self) -> Shelf[Invitation]:
        return Shelf(Invitation, self.state)

    def latest(self, emails: frozenset[str]) -> Mapping[str, Invitation]:
        """The latest invitation to each of these addresses that had one, by address in small letters."""
        found = sorted(self._invitations, key=lambda one: one.id)
        return {one.email.lower(): one for one in found if one.email.lower() in emails}

    def add(self, *invitations: Invitation) -> None:
        """Keep new ones."""
        for one in invitations:
            self._invitations.add(one.id, one)

    def get(self, invitation_id: str) -> Invitation:
        """Raises NotFound."""
        invitation = self._invitations.find(invitation_id)
        if invitation is None:
            raise NotFound("Cette invitation n’existe pas.")
        return invitation

    def save(self, invitation: Invitation) -> None:
        """Keep what became of it. Raises NotFound."""
        self.get(invitation.id)
        self._invitations.keep(invitation.id, invitation)


@frozen
class MemoryInvitationLists:
    """The invitations in memory, as staff finds them."""

    state: State

    def page(
        self, state: InvitationState, now: datetime, after: Place | None, limit: int
    ) -> tuple[Invitation, ...]:
        """Those in that state by then, after that end and id, those that end last first."""
        found = {(one.expires_at, one.id): one for one in self._in(state, now)}
        return tuple(found[place] for place in _from(sorted(found, reverse=True), after, limit))

    def count(self, state: InvitationState, now: datetime) -> int:
        """How many are in that state by then."""
        return len(self._in(state, now))

    def _in(self, state: InvitationState, now: datetime) -> list[Invitation]:
        return [one for one in Shelf(Invitation, self.state) if one.state(now) is state]


@frozen(kw_only=True)
class KeptToken:
    """A link to an invitation, as it was sent that time."""

    invitation: str
    number: int


@frozen
class MemoryInvitationTokens:
    """The links of invitations, kept in memory by the hash of their token."""

    state: State

    def add(self, token_hash: str, invitation_id: str, number: int) -> None:
        """Keep a link to an invitation, as it was sent that time."""
        Shelf(Invitation, self.state).must_hold(invitation_id)
        Shelf(KeptToken, self.state).add(token_hash, KeptToken(invitation=invitation_id, number=number))

    def find(self, token_hash: str) -> tuple[str, int] | None:
        """The invitation's id, and as it was sent which time; None when there is no such link."""
        kept = Shelf(KeptToken, self.state).find(token_hash)
        return None if kept is None else (kept.invitation, kept.number)


@frozen(kw_only=True)
class KeptAcceptance:
    """An account accepted a version of the terms."""

    at: datetime


@frozen
class MemoryTermsAcceptances:
    """Who accepted which terms, kept in memory."""

    state: State

    @property
    def _acceptances(self) -> Shelf[KeptAcceptance]:
        return Shelf(KeptAcceptance, self.state)

    def add(self, account_id: str, version: str, at: datetime) -> None:
        """Keep that it was accepted then; what was accepted before stays so."""
        Shelf(Account, self.state).must_hold(account_id)
        if self.find(account_id, version) is None:
            self._acceptances.add(_key(account_id, version), KeptAcceptance(at=at))

    def find(self, account_id: str, version: str) -> datetime | None:
        """When an account accepted that version, None when it did not."""
        kept = self._acceptances.find(_key(account_id, version))
        return None if kept is None else kept.at


def _from(places: list[Place], after: Place | None, limit: int) -> tuple[Place, ...]:
    return tuple(islice((one for one in places if after is None or one < after), limit))


def _key(account_id: str, version: str) -> str:
    return f"{account_id} {version}"
