"""What is remembered of how often things were done."""

from datetime import datetime, timedelta
from typing import Protocol

from conseillers_domain.allowances import Allowance


class Allowances(Protocol):
    """What was spent lately, by a key that nobody can read."""

    def take(self, key: str, allowance: Allowance, at: datetime) -> timedelta | None:
        """Spend it once more; what is refused is not counted, and told how long to wait.

        Those who spend it at once, in whatever process, never spend more together than is allowed.
        """
        ...

    def forget(self, at: datetime) -> None:
        """Keep no more of what is forgotten by then."""
        ...
