"""What is done to an open account: suspended, let in again, given other roles, ended (CGU 6.1)."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import frozen

from conseillers_domain.accounts import Motive, Role
from conseillers_domain.errors import Conflict

ENDED: Final = "Ce compte a pris fin : il ne rouvre pas."
CHARGES: Final = frozenset({Role.STAFF, Role.OPERATOR, Role.DIRECTION})
"""The roles of those who run the service or decide for it: given and taken on the direction's decision."""


class ChangeKind(StrEnum):
    """What was done."""

    SUSPENDED = "suspended"
    LIFTED = "lifted"
    ROLES = "roles"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """As staff reads it."""
        return {
            ChangeKind.SUSPENDED: "suspendu",
            ChangeKind.LIFTED: "suspension levée",
            ChangeKind.ROLES: "rôles changés",
            ChangeKind.ENDED: "terminé",
        }[self]


@frozen(kw_only=True)
class AccountChange:
    """Something done to an account, kept for ever: what, by whom, why.

    `motive`: of a suspension. `decision`: the direction's, where one is needed. `reason`: in words, which may
    be empty. `roles`: those it has from then on, of a change of roles.
    """

    id: str
    account: str
    kind: ChangeKind
    at: datetime
    by: str
    motive: Motive | None = None
    decision: str | None = None
    reason: str = ""
    roles: tuple[Role, ...] = ()


def ended_at(changes: Iterable[AccountChange]) -> datetime | None:
    """When an account ended, by what was done to it; None for one that did not."""
    return next((one.at for one in changes if one.kind is ChangeKind.ENDED), None)


def must_not_have_ended(changes: Iterable[AccountChange]) -> None:
    """Raise Conflict for an account that ended: nothing more is done to it."""
    if ended_at(changes) is not None:
        raise Conflict(ENDED, code="account_ended")
