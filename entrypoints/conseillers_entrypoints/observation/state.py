"""What the database says of the service at the moment it is asked: jobs, letters, workers."""

from collections.abc import Iterator
from importlib.metadata import version
from platform import python_version
from typing import TYPE_CHECKING, Final

from attrs import frozen

from conseillers_adapters.jobs.engine import Backlog
from conseillers_adapters.jobs.engine import Engine as Jobs
from conseillers_application.letters import LetterState
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_entrypoints.observation.metrics import Metrics
from conseillers_entrypoints.observation.soundings import Soundings

if TYPE_CHECKING:
    from prometheus_client.core import GaugeMetricFamily
    from prometheus_client.registry import CollectorRegistry

VERSION: Final = version("conseillers-entreprises")


@frozen(kw_only=True)
class State:
    """Reads it for Prometheus; what does not answer in time is left out, and the rest still told."""

    jobs: Jobs
    read: UnitOfWork
    now: Clock
    ask: Soundings

    def collect(self) -> "Iterator[GaugeMetricFamily]":
        """Each number, as Prometheus's client takes it."""
        from prometheus_client.core import GaugeMetricFamily

        build = GaugeMetricFamily(
            "conseillers_build_info", "The version that answers.", labels=("version", "python")
        )
        build.add_metric((VERSION, python_version()), 1)
        yield build
        backlogs = self.ask({"backlog": self.jobs.backlog})
        letters = self.ask({"letters": self._letters})
        yield GaugeMetricFamily(
            "conseillers_database_up",
            "Whether the database answered this very question.",
            value=float(bool(backlogs and letters)),
        )
        for backlog in backlogs.values():
            yield from self._backlog(backlog)
        for counts in letters.values():
            told = GaugeMetricFamily(
                "conseillers_letters", "Letters that have not left, by state.", labels=("state",)
            )
            for state, count in counts.items():
                told.add_metric((state.value,), count)
            yield told

    def _backlog(self, backlog: Backlog) -> "Iterator[GaugeMetricFamily]":
        from prometheus_client.core import GaugeMetricFamily

        jobs = GaugeMetricFamily("conseillers_jobs", "Jobs not done, by state.", labels=("state",))
        for state, count in backlog.counts.items():
            jobs.add_metric((state,), count)
        yield jobs
        tasks = GaugeMetricFamily(
            "conseillers_task_jobs", "The same, by task and state.", labels=("task", "state")
        )
        for (task, state), count in sorted(backlog.jobs.items()):
            tasks.add_metric((task, state), count)
        yield tasks
        now = self.now()
        since = backlog.waiting_since
        yield GaugeMetricFamily(
            "conseillers_oldest_waiting_job_age_seconds",
            "How late the job is that should have begun first; 0 when none is.",
            value=0.0 if since is None else (now - since).total_seconds(),
        )
        if backlog.heard_at is not None:
            yield GaugeMetricFamily(
                "conseillers_worker_heartbeat_age_seconds",
                "How long since a worker last said it was alive; absent when there is none.",
                value=(now - backlog.heard_at).total_seconds(),
            )

    def _letters(self) -> dict[LetterState, int]:
        with self.read() as work:
            return dict(work.letters.unsent())


@frozen
class Exposition:
    """All there is to tell Prometheus, as text."""

    metrics: Metrics
    state: State

    def registry(self) -> "CollectorRegistry":
        """What is told, read each time it is asked for."""
        from prometheus_client import CollectorRegistry

        registry = CollectorRegistry(auto_describe=False)
        self.metrics.collected_by(registry)
        registry.register(self.state)
        return registry

    def __call__(self) -> tuple[bytes, str]:
        """The text, and its media type."""
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return generate_latest(self.registry()), CONTENT_TYPE_LATEST
