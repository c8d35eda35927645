"""What is done to accounts, and what the direction decided of them, in memory."""

from datetime import datetime

from attrs import frozen

from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_domain.account_changes import AccountChange
from conseillers_domain.decisions_of_direction import DirectionDecision
from conseillers_domain.errors import Conflict, NotFound


@frozen
class MemoryAccountChanges:
    """What was done to accounts, kept in memory."""

    state: State

    @property
    def _changes(self) -> Shelf[AccountChange]:
        return Shelf(AccountChange, self.state)

    def add(self, change: AccountChange) -> None:
        """Keep one. Raises Conflict when its decision was carried out already."""
        if change.decision is not None:
            Shelf(DirectionDecision, self.state).must_hold(change.decision)
            if any(one.decision == change.decision for one in self._changes):
                raise Conflict("Cette décision de la direction est déjà exécutée.", code="decision_used")
        self._changes.add(change.id, change)

    def get(self, change_id: str) -> AccountChange:
        """Raises NotFound."""
        change = self._changes.find(change_id)
        if change is None:
            raise NotFound("Ce changement de compte n’existe pas.")
        return change

    def of(self, account_id: str) -> tuple[AccountChange, ...]:
        """All that was done to an account, oldest first."""
        found = (one for one in self._changes if one.account == account_id)
        return tuple(sorted(found, key=lambda one: one.id))


@frozen
class MemoryDirectionDecisions:
    """What the direction decided of accounts, kept in memory."""

    state: State

    @property
    def _decisions(self) -> Shelf[DirectionDecision]:
        return Shelf(DirectionDecision, self.state)

    def add(self, decision: DirectionDecision) -> None:
        """Keep one."""
        self._decisions.add(decision.id, decision)

    def get(self, decision_id: str) -> DirectionDecision:
        """Raises NotFound."""
        decision = self._decisions.find(decision_id)
        if decision is None:
            raise NotFound("Cette décision de la direction n’existe pas.")
        return decision

    def count(self) -> int:
        """How many there are."""
        return len(self._decisions.texts)

    def page(self, before: tuple[datetime, str] | None, limit: int) -> tuple[DirectionDecision, ...]:
        """Those before that instant and id, latest first."""
        found = (one for one in self._decisions if before is None or (one.at, one.id) < before)
        return tuple(sorted(found, key=lambda one: (one.at, one.id), reverse=True))[:limit]
