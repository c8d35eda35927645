"""Adapters seen from outside: what a port answers is counted on its way, and nothing else changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final, TypeVar

import structlog
from attrs import frozen

from conseillers_adapters.jobs.backoff import TryLater
from conseillers_adapters.jobs.engine import Run
from conseillers_application.mails import Mail, MailDelayed, MailRefused
from conseillers_application.ports import Post, Registry, RegistrySilent
from conseillers_domain.company import Establishment, Siret
from conseillers_entrypoints.observation import errors, logs
from conseillers_entrypoints.observation.metrics import Metrics

Found = TypeVar("Found")

EXPECTED: Final = (MailDelayed, RegistrySilent, TryLater)
"""What makes a job wait for something else to work again; anything else is a fault of the program."""

_log = structlog.get_logger(__name__)


@frozen
class CountedRegistry:
    """A register of companies, each answer of which is counted."""

    registry: Registry
    metrics: Metrics

    def find(self, siret: Siret) -> Establishment | None:
        """As the register answers."""
        return self._counted("find", lambda: self.registry.find(siret))

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """As the register answers."""
        return self._counted("search", lambda: self.registry.search(text, limit))

    def _counted(self, question: str, ask: Callable[[], Found]) -> Found:
        begun, answer = perf_counter(), "silent"
        try:
            found = ask()
            answer = "found" if found else "unknown"
        finally:
            self.metrics.answered(question, answer, perf_counter() - begun)
        return found


@frozen
class CountedPost:
    """A way out for mails, each fate of which is counted."""

    post: Post
    metrics: Metrics

    def send(self, mail: Mail) -> None:
        """As the post does."""
        outcome = "sent"
        try:
            self.post.send(mail)
        except MailRefused:
            outcome = "refused"
            raise
        except BaseException:
            outcome = "delayed"  # whatever it was, it is tried again
            raise
        finally:
            self.metrics.mailed(outcome)


@frozen
class WatchedJobs:
    """What goes on around each try of a job: the request it comes from named, its outcome told."""

    metrics: Callable[[], Metrics]

    @contextmanager
    def __call__(self, run: Run) -> Iterator[None]:
        """The error, if any, goes on: the engine decides what becomes of the job."""
        begun, outcome = perf_counter(), "done"
        error: BaseException | None = None
        bound = {} if run.request is None else {"request_id": run.request}
        with structlog.contextvars.bound_contextvars(**bound):
            try:
                yield
            except EXPECTED as awaited:
                outcome, error = "later", awaited
                raise
            except BaseException as unforeseen:
                outcome, error = "failed", unforeseen
                self.metrics().error("job")
                raise
            finally:
                seconds = perf_counter() - begun
                self.metrics().worked(run.task, outcome, seconds)
                _tell(run, outcome, seconds, error)


def _tell(run: Run, outcome: str, seconds: float, error: BaseException | None) -> None:
    told = {
        "task": run.task,
        "subject": run.subject,
        "job": run.job,
        "attempt": run.attempts + 1,
        "outcome": outcome,
        "ms": round(seconds * 1000, 1),
    }
    match outcome:
        case "done":
            if logs.told.is_set():
                _log.info("job", **told)
        case "later":
            _log.warning("job", **told, errors=errors.names(error))
        case _:
            _log.error("job", **told, errors=errors.names(error), where=errors.places(error))
