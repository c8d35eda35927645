"""Where the function of a job runs: in a thread of its own, or in the caller's when drained."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future

Runner = Callable[[Callable[[], object]], Awaitable[None]]


async def in_this_thread(call: Callable[[], object]) -> None:
    """Run it here and now: nothing else runs meanwhile, what belongs to the thread is at hand."""
    call()


async def in_a_thread(call: Callable[[], object]) -> None:
    """Run it aside, so that the worker goes on saying it is alive.

    The thread is a daemon, which no pool's threads are: a job that never ends must not keep the
    process from ending.
    """
    outcome: Future[None] = Future()
    # Running, it can no longer be cancelled: a worker that stops leaves it to end by itself.
    outcome.set_running_or_notify_cancel()

    def run() -> None:
        try:
            call()
        except StopIteration as error:
            # No future carries it: whoever waits would wait for ever.
            outcome.set_exception(RuntimeError(repr(error)))
        except BaseException as error:  # noqa: BLE001 - carried to whoever waits
            outcome.set_exception(error)
        else:
            outcome.set_result(None)

    threading.Thread(target=run, name="job", daemon=True).start()
    await asyncio.wrap_future(outcome)
