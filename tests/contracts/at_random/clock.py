"""Time passes: what the clock does is done, or is late, or is done twice; so are jobs."""

from datetime import timedelta
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.builders import DAY
from tests.contracts.at_random.lived import Lived
from tests.contracts.at_random.stage import Stage

SPANS: Final = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(hours=5),
    DAY,
    3 * DAY,
    10 * DAY,
    25 * DAY,
    80 * DAY,
)
AT_MOST_LATE: Final = 100 * DAY
"""A clock that stood still for longer finds needs archived that nobody was told of."""

REGULAR: Final = (
    Lived.find_again,
    Lived.regularly,
    Lived.mind_tasks,
    Lived.fill_baskets,
    Lived.reconcile,
    Lived.forget_drafts,
)
"""What is done at regular hours."""


class Clock(Stage):
    """What happens because time passes; `struck_at`: when all that is done at regular hours was, last."""

    def __init__(self) -> None:
        """It begins in time."""
        super().__init__()
        self.struck_at = self.first.at

    @rule(span=st.sampled_from(SPANS), runs=st.sampled_from((0, 1, 1, 2)), drained=st.booleans())
    def time_passes(self, span: timedelta, runs: int, drained: bool) -> None:
        """The clock's work is done, or is late, or done twice; so are the jobs."""
        while self.first.at + span - self.struck_at > AT_MOST_LATE:
            self.strike()
        for service in self.services:
            service.at += span
        self.unseen = True
        for _ in range(runs):
            self.strike()
        if drained:
            self.drain()

    @rule()
    def drain(self) -> None:
        """The jobs that are due are done."""
        self.play(Lived.drain)

    @rule(rank=st.integers(0, 30))
    def drain_again(self, rank: int) -> None:
        """One that was done is done again."""
        self.play(lambda service: service.again(rank))

    def strike(self) -> None:
        """What is done at regular hours; a process that dies leaves the rest to the next time."""
        at = self.first.at
        if all(self.play(regular)[1] is None for regular in REGULAR):
            self.struck_at = at
