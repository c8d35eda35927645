"""What the service counts of itself, in this process or together with those that serve beside it.

Labels are small closed sets: never a path, an identifier, a team or a name.
"""

import os
from collections import Counter as Tally
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from conseillers_domain.route_index import Far
from conseillers_domain.routing import Routing
from conseillers_domain.verdicts import Reason

if TYPE_CHECKING:
    from prometheus_client.core import Metric
    from prometheus_client.registry import CollectorRegistry

SHARED_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder where processes put their counts together."""

QUICK: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds of an answer: measured where the goals are (50 ms), bounded where people give up."""

SLOW: Final = (0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds of a job: a mail server may take its time."""


class Metrics:
    """The counters of a process; they only ever go up."""

    def __init__(self) -> None:
        """Start from nothing, or from what this process had put in the shared folder."""
        # Imported once `serve` has said whether processes count together: the library decides then.
        from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

        disable_created_metrics()  # type: ignore[no-untyped-call]
        own = self._own = CollectorRegistry()
        self._requests = Histogram(
            "conseillers_http_request_duration_seconds",
            "HTTP requests: how many, and how long until the last byte.",
            ("method", "group", "status"),
            buckets=QUICK,
            registry=own,
        )
        self._errors = Counter(
            "conseillers_uncaught_errors_total",
            "Errors nobody foresaw, each with its event in the logs.",
            ("where",),
            registry=own,
        )
        self._decisions = Counter(
            "conseillers_routing_decisions_total",
            "Routing decisions taken for demands, by whether a team was found.",
            ("outcome",),
            registry=own,
        )
        self._verdicts = Counter(
            "conseillers_routing_verdicts_total",
            "Verdicts of these decisions on teams that hold the subject.",
            ("verdict", "reason"),
            registry=own,
        )
        self._answers = Histogram(
            "conseillers_registry_answer_duration_seconds",
            "Questions to the registers of companies, by what came of them.",
            ("question", "answer"),
            buckets=QUICK,
            registry=own,
        )
        self._mails = Counter(
            "conseillers_mails_total",
            "Mails handed over, by what the mail server made of them.",
            ("outcome",),
            registry=own,
        )
        self._jobs = Histogram(
            "conseillers_job_duration_seconds",
            "Tries of jobs, by what came of them.",
            ("task", "outcome"),
            buckets=SLOW,
            registry=own,
        )
        # Found by a dictionary: the library's own way to a child costs more than what it then counts.
        self._asked: dict[tuple[str, str, str], Histogram] = {}
        self._far: dict[str, tuple[Far, Tally[Reason]]] = {}
        for where in ("http", "job"):
            self._errors.labels(where)  # there from the start: an alert on an increase needs its zero

    def request(self, method: str, group: str, status: str, seconds: float) -> None:
        """A request was answered."""
        key = (method, group, status)
        child = self._asked.get(key)
        if child is None:
            child = self._asked[key] = self._requests.labels(*key)
        child.observe(seconds)

    def error(self, where: str) -> None:
        """Something happened that nobody foresaw."""
        self._errors.labels(where).inc()

    def decided(self, routing: Routing) -> None:
        """A routing decision was taken for a demand that is kept."""
        self._decisions.labels("kept" if routing.kept else "nobody").inc()
        for by, count in Tally(one.by for one in routing.kept).items():
            self._verdicts.labels("kept", by.value).inc(count)
        for reason, count in self._set_aside(routing).items():
            if count > 0:
                self._verdicts.labels("set_aside", reason.value).inc(count)

    def _set_aside(self, routing: Routing) -> "Tally[Reason]":
        """As `routing.set_aside` would be counted, without making its hundreds of verdicts again."""
        counted = Tally(one.reason for one in routing.objections)
        far, subject = routing.far, routing.profile.subject
        known, tally = self._far.get(subject, (None, counted))
        if known is not far:  # the same object for a subject, while a directory is in force
            tally = Tally(one.reason for one in far.values())
            self._far[subject] = far, tally
        counted.update(tally)
        near = {one.team for one in routing.kept} | {one.team for one in routing.objections}
        counted.subtract(far[team].reason for team in near if team in far)
        return counted

    def answered(self, question: str, answer: str, seconds: float) -> None:
        """A register answered, or kept silent."""
        self._answers.labels(question, answer).observe(seconds)

    def mailed(self, outcome: str) -> None:
        """A mail was handed over: `sent`, `refused` or `delayed`."""
        self._mails.labels(outcome).inc()

    def worked(self, task: str, outcome: str, seconds: float) -> None:
        """A job was tried: `done`, `later` or `failed`."""
        self._jobs.labels(task, outcome).observe(seconds)

    def collected_by(self, registry: "CollectorRegistry") -> None:
        """Have them told by that registry, with those of the processes beside this one."""
        if SHARED_FOLDER in os.environ:
            from prometheus_client.multiprocess import MultiProcessCollector

            # A process that died has left its file: what it counted stays counted.
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(_Own(self._own))


class _Own:
    """The counters of this process, as a collector."""

    def __init__(self, registry: "CollectorRegistry") -> None:
        self._registry = registry

    def collect(self) -> "Iterator[Metric]":
        return iter(self._registry.collect())


def share_in(folder: Path) -> None:
    """Have the processes started from here count together in that folder."""
    os.environ[SHARED_FOLDER] = str(folder)
