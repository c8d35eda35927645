"""How people come to have an account: what they ask, what they are sent, what they accept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from conseillers_domain.access_request import AccessRequest, AccessState
from conseillers_domain.invitation import Invitation, InvitationState


class AccessRequests(Protocol):
    """The requests for an account, one at a time from an address."""

    def add(self, request: AccessRequest) -> AccessRequest:
        """Keep a new one; the one that waits already from its address, if there is one, is given instead."""
        ...

    def get(self, request_id: str) -> AccessRequest:
        """Raises NotFound."""
        ...

    def save(self, request: AccessRequest) -> None:
        """Keep what was decided of it. Raises NotFound."""
        ...

    def page(
        self, state: AccessState, after: tuple[datetime, str] | None, limit: int
    ) -> tuple[AccessRequest, ...]:
        """Those in that state, after that instant and id, latest asked first."""
        ...

    def count(self, state: AccessState) -> int:
        """How many are in that state."""
        ...


class Invitations(Protocol):
    """The invitations, the latest to an address being the one that counts."""

    def latest(self, emails: frozenset[str]) -> Mapping[str, Invitation]:
        """The latest invitation to each of these addresses that had one, by address in small letters.

        In a transaction that writes, whoever invites one of them meanwhile waits for its end.
        """
        ...

    def add(self, *invitations: Invitation) -> None:
        """Keep new ones."""
        ...

    def get(self, invitation_id: str) -> Invitation:
        """Raises NotFound."""
        ...

    def save(self, invitation: Invitation) -> None:
        """Keep what became of it. Raises NotFound."""
        ...


class InvitationLists(Protocol):
    """The same, as staff finds them."""

    def page(
        self, state: InvitationState, now: datetime, after: tuple[datetime, str] | None, limit: int
    ) -> tuple[Invitation, ...]:
        """Those in that state by then, after that end and id, those that end last first."""
        ...

    def count(self, state: InvitationState, now: datetime) -> int:
        """How many are in that state by then."""
        ...


class InvitationTokens(Protocol):
    """The links of invitations, by the hash of their token: the token itself is nowhere."""

    def add(self, token_hash: str, invitation_id: str, number: int) -> None:
        """Keep a link to an invitation, as it was sent that time."""
        ...

    def find(self, token_hash: str) -> tuple[str, int] | None:
        """The invitation's id, and as it was sent which time; None when there is no such link."""
        ...


class TermsAcceptances(Protocol):
    """Who accepted which version of the terms, and when: never changed, only added to."""

    def add(self, account_id: str, version: str, at: datetime) -> None:
        """Keep that it was accepted then; what was accepted before stays so."""
        ...

    def find(self, account_id: str, version: str) -> datetime | None:
        """When an account accepted that version, None when it did not."""
        ...
