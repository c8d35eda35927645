"""How often something may be done: what is spent comes back little by little (CGU 6.2)."""

from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

MILLISECOND: Final = timedelta(milliseconds=1)
"""How precisely it is counted."""


@frozen(kw_only=True)
class Allowance:
    """So many times over a while, which may all be at once: each is forgotten in its turn.

    What is remembered of somebody is one instant, `clear_at`: when all they did will be forgotten.
    """

    times: int
    over: timedelta

    @property
    def share(self) -> timedelta:
        """How long one time is remembered."""
        return self.over // MILLISECOND // self.times * MILLISECOND

    def after_one_more(self, clear_at: datetime | None, at: datetime) -> datetime | None:
        """When all will be forgotten if it is done once more; None when that is once too often."""
        later = max(clear_at or at, at) + self.share
        return later if later - at <= self.over else None

    def wait(self, clear_at: datetime, at: datetime) -> timedelta:
        """How long to wait before it may be done once more; nothing when it may."""
        return max(clear_at + self.share - self.over - at, timedelta(0))

    def part(self, percent: int) -> "Allowance":
        """A part of it, once at least, over the same while."""
        return Allowance(times=max(self.times * percent // 100, 1), over=self.over)
