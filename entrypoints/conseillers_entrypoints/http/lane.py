"""A lane of its own for what costs much and anybody may ask for: a few at once, some wait, others come back.

Comparing a password takes a core for a while and megabytes: a thousand at once would have all others wait.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import Semaphore
from attrs import define, field

from conseillers_domain.errors import Unavailable

COME_BACK: int = 5
"""Seconds."""


@define(eq=False)
class Lane:
    """Lets `at_once` through together; `waiting` wait at most, on the event loop: they take no thread."""

    at_once: int
    waiting: int
    _turns: Semaphore = field(init=False)

    @_turns.default
    def _free(self) -> Semaphore:
        return Semaphore(self.at_once)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """In one's turn. Raises Unavailable when too many wait already."""
        if self._turns.statistics().tasks_waiting >= self.waiting:
            raise Unavailable(
                "Trop de personnes s’identifient en même temps : réessayez dans quelques secondes.",
                code="busy",
                retry_after=COME_BACK,
            )
        async with self._turns:
            yield
