"""What the database says of the service at the moment it is asked: jobs, letters, workers."""

from collections.abc import Iterator
from importlib.metadata import version
from itertools import product
from platform import python_version
from typing import TYPE_CHECKING, Final

from attrs import frozen

from conseillers_adapters.jobs.engine import REACT, SEND_LETTER
from conseillers_adapters.jobs.engine import Engine as Jobs
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_entrypoints.observation.metrics import Metrics
from conseillers_entrypoints.observation.soundings import Soundings

if TYPE_CHECKING:
    from prometheus_client.core import GaugeMetricFamily
    from prometheus_client.registry import CollectorRegistry

VERSION: Final = version("conseillers-entreprises")
ALWAYS_TOLD: Final = dict.fromkeys(product((REACT, SEND_LETTER), ("todo", "doing", "failed")), 0)
"""Zeros that stand there from the start, so that an alert has something to look at."""


@frozen(kw_only=True, eq=False)
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
        asked = {"metrics of jobs": self._jobs, "metrics of letters": self._letters}
        told = self.ask(asked)
        yield GaugeMetricFamily(
            "conseillers_database_up",
            "Whether the database answered these very questions.",
            value=float(len(told) == len(asked)),
        )
        for families in told.values():
            yield from families

    def _jobs(self) -> "tuple[GaugeMetricFamily, ...]":
        from prometheus_client.core import GaugeMetricFamily

        backlog, now = self.jobs.backlog(), self.now()
        since, heard = backlog.waiting_since, backlog.heard_at
        jobs = GaugeMetricFamily(
            "conseillers_jobs", "Jobs that are not done, by task and state.", labels=("task", "state")
        )
        for labels, count in {**ALWAYS_TOLD, **backlog.jobs}.items():
            jobs.add_metric(labels, count)
        oldest = GaugeMetricFamily(
            "conseillers_oldest_waiting_job_age_seconds",
            "How late the job is that should have begun first; 0 when none is.",
            value=0.0 if since is None else (now - since).total_seconds(),
        )
        if heard is None:
            return jobs, oldest
        heartbeat = GaugeMetricFamily(
            "conseillers_worker_heartbeat_age_seconds",
            "How long since a worker last said it was alive; absent when there is none.",
            value=(now - heard).total_seconds(),
        )
        return jobs, oldest, heartbeat

    def _letters(self) -> "tuple[GaugeMetricFamily, ...]":
        from prometheus_client.core import GaugeMetricFamily

        with self.read() as work:
            unsent = work.letters.unsent()
        letters = GaugeMetricFamily(
            "conseillers_letters", "Letters that have not left, by state.", labels=("state",)
        )
        for state, count in unsent.items():
            letters.add_metric((state.value,), count)
        return (letters,)


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
