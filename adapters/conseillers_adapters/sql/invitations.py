"""Invitations and their links, in tables."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import frozen
from sqlalchemy import bindparam, func, insert, or_, select, update

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.people import in_blocks
from conseillers_adapters.sql.rows import AnyRow, Values, from_json, stored, to_json
from conseillers_adapters.sql.tables import instant, invitation_tokens, invitations
from conseillers_adapters.sql.turns import take_turn
from conseillers_domain.errors import NotFound
from conseillers_domain.invitation import Demonstration, Invitation, InvitationState

UNKNOWN = "Cette invitation n’existe pas."


class Kept(StrEnum):
    """What a row says of an invitation: whether its time is over, the clock says."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


KEPT: Final[Mapping[InvitationState, Kept]] = {
    InvitationState.WAITING: Kept.OPEN,
    InvitationState.EXPIRED: Kept.OPEN,
    InvitationState.ACCEPTED: Kept.ACCEPTED,
    InvitationState.REVOKED: Kept.REVOKED,
}

_T = invitations.c
_ADD = insert(invitations)
_GET = select(invitations).where(_T.id == bindparam("id"))
_GET_TO_CHANGE = _GET.with_for_update()
_TO = (
    select(invitations)
    .where(_T.email_key.in_(bindparam("emails", expanding=True)))
    .order_by(_T.email_key, _T.id)
)
_CHANGES = (
    "state",
    "by",
    "issued_at",
    "number",
    "expires_at",
    "request",
    "demonstrations",
    "account",
    "accepted_at",
    "revoked_at",
    "revoked_by",
)
_SAVE = (
    update(invitations)
    .where(_T.id == bindparam("same_id"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGES})
)
_IN_TIME = {
    InvitationState.WAITING: (_T.expires_at > bindparam("now"),),
    InvitationState.EXPIRED: (_T.expires_at <= bindparam("now"),),
}
_PAGES = {
    state: select(invitations)
    .where(_T.state == kept.value, *_IN_TIME.get(state, ()))
    .order_by(_T.expires_at.desc(), _T.id.desc())
    .limit(bindparam("most"))
    for state, kept in KEPT.items()
}
_AFTER = {
    state: page.where(
        _T.expires_at <= bindparam("since"),
        or_(_T.expires_at < bindparam("since"), _T.id < bindparam("after")),
    )
    for state, page in _PAGES.items()
}
_COUNTS = {
    state: select(func.count())
    .select_from(invitations)
    .where(_T.state == kept.value, *_IN_TIME.get(state, ()))
    for state, kept in KEPT.items()
}
_ADD_TOKEN = insert(invitation_tokens)
_TOKEN = select(invitation_tokens).where(invitation_tokens.c.token_hash == bindparam("token_hash"))


@frozen
class SqlInvitations:
    """The invitations, kept in a database; `writing`: what is read may be changed."""

    connection: Line
    writing: bool

    def latest(self, emails: frozenset[str]) -> Mapping[str, Invitation]:
        """The latest invitation to each of these addresses that had one, by address in small letters."""
        if self.writing:
            # One name for all: a server has no room for as many locks as an institution has people.
            take_turn(self.connection, "invitations")
        return {
            row.email_key: _invitation_of(row)
            for block in in_blocks(emails)
            for row in self.connection.execute(_TO, {"emails": block})
        }

    def add(self, *new: Invitation) -> None:
        """Keep new ones."""
        self.connection.execute(_ADD, [_values(one) for one in new])

    def get(self, invitation_id: str) -> Invitation:
        """Raises NotFound."""
        get = _GET_TO_CHANGE if self.writing else _GET
        row = self.connection.execute(get, {"id": invitation_id}).one_or_none()
        if row is None:
            raise NotFound(UNKNOWN)
        return _invitation_of(row)

    def save(self, invitation: Invitation) -> None:
        """Keep what became of it. Raises NotFound."""
        values = _values(invitation)
        changes = {f"new_{name}": values[name] for name in _CHANGES}
        if self.connection.execute(_SAVE, {"same_id": invitation.id, **changes}).rowcount != 1:
            raise NotFound(UNKNOWN)


@frozen
class SqlInvitationLists:
    """The invitations in a database, as staff finds them."""

    connection: Line

    def page(
        self, state: InvitationState, now: datetime, after: tuple[datetime, str] | None, limit: int
    ) -> tuple[Invitation, ...]:
        """Those in that state by then, after that end and id, those that end last first."""
        asked = {"now": stored(now), "most": limit}
        if after is None:
            return tuple(map(_invitation_of, self.connection.execute(_PAGES[state], asked)))
        since, last = after
        rows = self.connection.execute(_AFTER[state], {**asked, "since": stored(since), "after": last})
        return tuple(map(_invitation_of, rows))

    def count(self, state: InvitationState, now: datetime) -> int:
        """How many are in that state by then."""
        return int(self.connection.execute(_COUNTS[state], {"now": stored(now)}).scalar_one())


@frozen
class SqlInvitationTokens:
    """The links of invitations, kept in a database by the hash of their token."""

    connection: Line

    def add(self, token_hash: str, invitation_id: str, number: int) -> None:
        """Keep a link to an invitation, as it was sent that time."""
        self.connection.execute(
            _ADD_TOKEN, {"token_hash": token_hash, "invitation": invitation_id, "number": number}
        )

    def find(self, token_hash: str) -> tuple[str, int] | None:
        """The invitation's id, and as it was sent which time; None when there is no such link."""
        row = self.connection.execute(_TOKEN, {"token_hash": token_hash}).one_or_none()
        return None if row is None else (row.invitation, row.number)


def _kept(invitation: Invitation) -> Kept:
    if invitation.accepted_at is not None:
        return Kept.ACCEPTED
    return Kept.OPEN if invitation.revoked_at is None else Kept.REVOKED


def _values(invitation: Invitation) -> Values:
    return {
        "id": invitation.id,
        "state": _kept(invitation).value,
        "email_key": invitation.email.lower(),
        "email": invitation.email,
        "institution": invitation.institution,
        "by": invitation.by,
        "issued_at": stored(invitation.issued_at),
        "number": invitation.number,
        "expires_at": stored(invitation.expires_at),
        "request": invitation.request,
        "demonstrations": to_json(invitation.demonstrations),
        "account": invitation.account,
        "accepted_at": invitation.accepted_at and stored(invitation.accepted_at),
        "revoked_at": invitation.revoked_at and stored(invitation.revoked_at),
        "revoked_by": invitation.revoked_by,
    }


def _invitation_of(row: AnyRow) -> Invitation:
    return Invitation(
        id=row.id,
        email=row.email,
        institution=row.institution,
        by=row.by,
        issued_at=instant(row.issued_at),
        expires_at=instant(row.expires_at),
        number=row.number,
        request=row.request,
        demonstrations=from_json(tuple[Demonstration, ...], row.demonstrations),
        accepted_at=row.accepted_at and instant(row.accepted_at),
        account=row.account,
        revoked_at=row.revoked_at and instant(row.revoked_at),
        revoked_by=row.revoked_by,
    )
