"""What figures are counted from."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from conseillers_domain.lives import Life


class Lives(Protocol):
    """What became of demands, read from end to end to be counted."""

    def received(
        self, since: datetime, until: datetime, teams: frozenset[str] | None = None
    ) -> Iterable[Life]:
        """The demands received from one instant to another, that one left out, oldest first.

        `teams`: only the needs put before these, with what these said; None: all, whatever became of them.
        They are read as they are asked for, in the transaction: they are not to be kept.
        """
        ...
