"""What a process prepares while it already answers, so that no company waits for it."""

import gc
from threading import Thread

from conseillers_entrypoints.container import Container


class Warming(Thread):
    """Reads the directory and the communes' index, in a thread of its own."""

    def __init__(self, container: Container) -> None:
        """Nothing is read before `start`."""
        super().__init__(name="warming", daemon=True)
        self._container = container

    def run(self) -> None:
        """Read them; what fails here is told to the first request that needs it."""
        # A country is a million objects that never die: looking through them again and again while they are
        # made takes as long as making them, and once made they need not be looked at any more.
        gc.disable()
        try:
            with self._container.store().read() as work:
                work.directories.current()
            self._container.search_communes()("agen", 1)
        finally:
            gc.enable()
            gc.freeze()
