"""A lane of its own for what costs much and anybody may ask for: one at a time, some wait, others come back.

Comparing a password takes a core for a while and megabytes: a thousand at once would have all others wait.
"""

from asyncio import get_running_loop
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter
from typing import Final

from anyio import Semaphore
from attrs import define, field

from conseillers_domain.errors import Unavailable

COME_BACK: Final = 5
"""Seconds."""
LONGEST_REST: Final = 0.1
"""Seconds: what takes long because the machine is busy with something else is not made to take longer."""


@define(eq=False)
class Lane:
    """Lets one through at a time; `waiting` wait at most, on the event loop: they take no thread.

    `share`: how much of a core it takes when many wait, between 0 and 1: after each it rests in proportion.
    """

    share: float
    waiting: int
    _turns: Semaphore = field(init=False, factory=lambda: Semaphore(1))

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """In one's turn. Raises Unavailable when too many wait already."""
        if self._turns.statistics().tasks_waiting >= self.waiting:
            raise Unavailable(
                "Trop de personnes s’identifient en même temps : réessayez dans quelques secondes.",
                code="busy",
                retry_after=COME_BACK,
            )
        await self._turns.acquire()
        begun = perf_counter()
        try:
            yield
        finally:
            taken = perf_counter() - begun
            if self._turns.statistics().tasks_waiting:
                # Whoever has had their turn does not wait for the rest.
                rest = min(taken * (1 / self.share - 1), LONGEST_REST)
                get_running_loop().call_later(rest, self._turns.release)
            else:
                self._turns.release()
