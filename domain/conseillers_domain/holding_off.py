"""How long whoever keeps failing to sign in is put off: a little more each time (CGU 6.1)."""

from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final

from attrs import frozen

DOUBLINGS: Final = 32
"""More than any delay takes to reach its longest."""


@frozen(kw_only=True)
class Hold:
    """What is remembered of somebody's failures.

    `clear_at`: when all are forgotten; each of them puts it later. `until`: before that no try is looked at.
    """

    clear_at: datetime
    until: datetime

    def left(self, at: datetime) -> timedelta:
        """How long they still have to wait; nothing when they may try."""
        return max(self.until - at, timedelta(0))


@frozen(kw_only=True)
class Delays:
    """After how many failures somebody is put off, and for how long.

    `tries`: failures that cost nothing, forgotten one by one over `over`. `first`: what the last of them
    costs; each one more doubles it, `longest` at most.
    """

    tries: int
    first: timedelta
    longest: timedelta
    over: timedelta

    @property
    def _share(self) -> timedelta:
        """How long one failure is remembered."""
        return self.over / self.tries

    def after_one_more(self, hold: Hold | None, at: datetime) -> Hold:
        """What is remembered after a failure more."""
        known = at if hold is None else max(hold.clear_at, at)
        clear_at = known + self._share
        too_many = round((clear_at - at) / self._share) - self.tries
        if too_many < 0:
            return Hold(clear_at=clear_at, until=at)
        doubled = [self.first * 2**step for step in range(min(too_many, DOUBLINGS) + 1)]
        shorter = tuple(takewhile(lambda delay: delay < self.longest, doubled))
        delay = self.longest if len(shorter) < len(doubled) else shorter[-1]
        # Failures that make it wait no longer are not added up: it would be remembered for weeks.
        most = at + self._share * (self.tries + len(shorter))
        return Hold(clear_at=min(clear_at, most), until=at + delay)

    def one_forgiven(self, hold: Hold, at: datetime) -> Hold | None:
        """What is remembered once a try proves to have been right; None when that is nothing."""
        clear_at = hold.clear_at - self._share
        return None if clear_at <= at else Hold(clear_at=clear_at, until=min(hold.until, at))
