"""Who does the jobs: a thread of a serving process, a process of its own, or the caller."""

import asyncio
import logging
import signal
import threading
from contextlib import nullcontext
from datetime import datetime
from typing import Any, Self

from attrs import frozen

from conseillers_adapters.jobs.engine import HEARTBEAT, STALLED_AFTER, Engine

logger = logging.getLogger(__name__)

# Between two lives of a worker whose database failed it.
PAUSE = 1.0


@frozen
class Pace:
    """How a worker works.

    `jobs_at_once` is how many it does together. `look_every` is how often, in seconds, it looks for
    jobs whose hour has come. `patience` is how long, in seconds, stopping waits for running jobs
    before handing them back.
    """

    jobs_at_once: int = 1
    look_every: float = 1.0
    patience: float = 20.0

    def options(self) -> dict[str, Any]:
        """The same, as procrastinate's worker takes it."""
        return {
            "concurrency": self.jobs_at_once,
            "fetch_job_polling_interval": self.look_every,
            "shutdown_graceful_timeout": self.patience,
            "update_heartbeat_interval": HEARTBEAT,
            "stalled_worker_timeout": STALLED_AFTER,
        }


USUAL = Pace()


class WorkerThread:
    """A worker inside a serving process, in a thread with its own event loop."""

    def __init__(self, engine: Engine, pace: Pace = USUAL) -> None:
        """Keep what it works on; nothing runs before `start`."""
        self._engine = engine
        self._pace = pace
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start working; once only."""
        self._thread.start()
        self._ready.wait()

    def stop(self) -> bool:
        """Stop taking jobs, let the running ones end while patience lasts, hand the others back.

        Answers whether the worker is gone; it is left to die with the process otherwise. Does
        nothing the second time.
        """
        if self._thread.is_alive():
            assert self._loop is not None
            assert self._stop is not None
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(self._pace.patience + PAUSE)
        return not self._thread.is_alive()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._ready.set()
        await _work(self._engine, self._pace, self._stop)


def run_worker(engine: Engine, pace: Pace = USUAL) -> None:
    """Work until the process is asked to end (SIGTERM, SIGINT): called from its main thread."""

    async def serve() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for asked in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(asked, stop.set)
        await _work(engine, pace, stop)

    asyncio.run(serve())


def drain(engine: Engine, until: datetime | None = None) -> None:
    """Do in this thread, one by one, every job due now or planned by `until`, and those they add.

    For tests and measures over a clock of one's own. A job that fails is tried again when its next
    try, counted from when it was planned, falls by `until`. The engine must be open, and no event
    loop be running in this thread.
    """
    with nullcontext() if until is None else engine.store.looking_ahead(until):
        asyncio.run(
            engine.drained_app.run_worker_async(
                **USUAL.options() | {"concurrency": 1},
                wait=False,
                listen_notify=False,
                delete_jobs="successful",
                install_signal_handlers=False,
            )
        )


async def _work(engine: Engine, pace: Pace, stop: asyncio.Event) -> None:
    """Keep a worker alive until asked to stop: one whose database fails it is replaced."""
    stopping = asyncio.create_task(stop.wait())
    while not stop.is_set():
        worker = asyncio.create_task(_live(engine, pace))
        await asyncio.wait({worker, stopping}, return_when=asyncio.FIRST_COMPLETED)
        # Cancelled, procrastinate's worker ends as when asked by a signal: gracefully.
        worker.cancel()
        (outcome,) = await asyncio.gather(worker, return_exceptions=True)
        if not stop.is_set():
            logger.error("The worker ended by itself and is replaced", exc_info=outcome)
            await asyncio.wait({stopping}, timeout=PAUSE)


async def _live(engine: Engine, pace: Pace) -> None:
    async with engine.app.open_async():
        await engine.app.run_worker_async(
            **pace.options(), delete_jobs="successful", install_signal_handlers=False
        )
