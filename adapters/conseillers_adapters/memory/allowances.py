"""How often things were done, in memory."""

from datetime import datetime, timedelta

from attrs import frozen

from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_domain.allowances import Allowance


@frozen(kw_only=True)
class Spent:
    """When what was spent will be forgotten."""

    clear_at: datetime


@frozen
class MemoryAllowances:
    """What was spent lately, in memory."""

    state: State

    @property
    def _spent(self) -> Shelf[Spent]:
        return Shelf(Spent, self.state)

    def take(self, key: str, allowance: Allowance, at: datetime) -> timedelta | None:
        """Spend it once more; None, or how long to wait."""
        found = self._spent.find(key)
        known = found.clear_at if found is not None else at
        later = allowance.after_one_more(known, at)
        if later is None:
            return allowance.wait(known, at)
        self._spent.keep(key, Spent(clear_at=later))
        return None

    def forget(self, at: datetime) -> None:
        """Keep no more of what is forgotten by then."""
        for key in tuple(self._spent.texts):
            found = self._spent.find(key)
            if found is not None and found.clear_at <= at:
                self._spent.drop(key)
