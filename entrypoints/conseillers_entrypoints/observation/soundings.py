"""Questions to what the service depends on: asked side by side, none of them waited for too long."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from threading import Lock, Thread
from typing import Final, TypeVar

PATIENCE: Final = 2.0

T = TypeVar("T")


class Soundings:
    """Asks several things at once. What raises, or does not answer in time, is left out of the answers.

    A question that hangs is not asked a second time meanwhile: whoever asks again waits for the same
    answer, so that a probe a second does not leave a thread a second behind.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        """`patience`: seconds for all the questions of a call."""
        self._patience = patience
        self._lock = Lock()
        self._asked: dict[str, Future[object]] = {}

    def __call__(self, questions: Mapping[str, Callable[[], T]]) -> dict[str, T]:
        """The answers, by the names of their questions; a name stands for one question always."""
        pending = {name: self._pending(name, ask) for name, ask in questions.items()}
        done, _ = wait(pending.values(), timeout=self._patience)
        return {
            name: one.result()  # type: ignore[misc] # the same question, so the same kind of answer
            for name, one in pending.items()
            if one in done and one.exception() is None
        }

    def _pending(self, name: str, ask: Callable[[], object]) -> "Future[object]":
        with self._lock:
            before = self._asked.get(name)
            if before is not None and not before.done():
                return before
            promise = self._asked[name] = Future()

        def keep() -> None:
            try:
                promise.set_result(ask())
            except BaseException as error:  # noqa: BLE001 - whatever it says, it has not answered
                promise.set_exception(error)

        Thread(target=keep, name=f"sounding {name}", daemon=True).start()
        return promise
