"""How the workers of this process are told that there is something to do, from whatever thread."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from attrs import define, field


@define(eq=False)
class Bell:
    """What one worker listens to: anyone may ring it, only its own loop may wait for it."""

    _loop: asyncio.AbstractEventLoop
    _rung: asyncio.Event = field(factory=asyncio.Event)

    async def heard(self, within: float) -> bool:
        """Wait for a ring, `within` seconds at most; say whether there was one."""
        try:
            await asyncio.wait_for(self._rung.wait(), within)
        except TimeoutError:
            return False
        self._rung.clear()
        return True

    def ring(self) -> None:
        """Wake the loop that waits; may be called from any thread while that loop lives."""
        self._loop.call_soon_threadsafe(self._rung.set)


@define(eq=False)
class Bells:
    """The bells of all the workers listening in this process."""

    _hung: set[Bell] = field(factory=set)
    _lock: threading.Lock = field(factory=threading.Lock)

    @contextmanager
    def hang(self) -> Iterator[Bell]:
        """A bell of the running loop, taken down before that loop can close."""
        bell = Bell(asyncio.get_running_loop())
        with self._lock:
            self._hung.add(bell)
        try:
            yield bell
        finally:
            with self._lock:
                self._hung.discard(bell)

    def ring(self) -> None:
        """Ring them all; without any, this costs nothing."""
        if self._hung:
            with self._lock:
                for bell in self._hung:
                    bell.ring()
