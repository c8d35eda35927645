"""What is done to accounts, and what the direction decided of them."""

from datetime import datetime
from typing import Protocol

from conseillers_domain.account_changes import AccountChange
from conseillers_domain.decisions_of_direction import DirectionDecision


class AccountChanges(Protocol):
    """What was done to accounts; only ever added to."""

    def add(self, change: AccountChange) -> None:
        """Keep one. Raises Conflict when its decision was carried out already."""
        ...

    def get(self, change_id: str) -> AccountChange:
        """Raises NotFound."""
        ...

    def of(self, account_id: str) -> tuple[AccountChange, ...]:
        """All that was done to an account, oldest first."""
        ...


class DirectionDecisions(Protocol):
    """What the direction decided of accounts; only ever added to."""

    def add(self, decision: DirectionDecision) -> None:
        """Keep one."""
        ...

    def get(self, decision_id: str) -> DirectionDecision:
        """Raises NotFound."""
        ...

    def count(self) -> int:
        """How many there are."""
        ...

    def page(self, before: tuple[datetime, str] | None, limit: int) -> tuple[DirectionDecision, ...]:
        """Those before that instant and id, latest first."""
        ...
