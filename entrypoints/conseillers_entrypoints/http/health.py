"""Whether the service lives, and whether each thing it depends on answers."""

import socket
from collections.abc import Mapping
from os import W_OK, access
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from attrs import field, frozen
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from conseillers_adapters.jobs.engine import Backlog
from conseillers_adapters.jobs.engine import Engine as Jobs
from conseillers_application.ports import Clock, Registry, UnitOfWork
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.observation.soundings import Soundings

SMTP_PORTS = {"smtp": 25, "smtps": 465}
INSEE = "120027016"
"""A company's number (SIREN) that every register knows."""
NEEDED = frozenset({"database", "jobs"})
"""Without these nothing can be accepted; mails and look-ups are caught up with."""
CHECKED = ("database", "jobs", "mail", "registry")
NOTHING_KNOWN = Backlog(jobs={}, waiting_since=None, heard_at=None)


@frozen(kw_only=True)
class Alive:
    """Le processus répond."""

    state: str = "up"


@frozen(kw_only=True)
class Readiness:
    """L’état de chaque dépendance, et les tâches par état.

    Une dépendance est `up` ou `down` (elle n’a pas répondu en deux secondes) ; `jobs` est `degraded` quand
    des tâches attendent depuis plus d’une minute sans que personne ne soit là pour les faire.
    `worker_seen_seconds` : depuis quand un processus de tâches a donné signe de vie, `null` s’il n’y en a
    pas.
    """

    state: str
    checks: Mapping[str, str]
    jobs: Mapping[str, int]
    worker_seen_seconds: float | None


UP: Final = "up"
DOWN: Final = "down"
DEGRADED: Final = "degraded"
"""Work is accepted and kept, and nobody does it."""


@frozen(kw_only=True)
class CheckHealth:
    """Asks each dependency for a sign of life."""

    read: UnitOfWork
    jobs: Jobs
    registry: Registry
    mail_url: str
    now: Clock
    ask: Soundings = field(factory=Soundings)

    def __call__(self) -> Readiness:
        """Never raises, nor waits: what does not answer in time is down."""
        signs = self.ask(
            {
                "database": self._database,
                "jobs": self.jobs.backlog,
                "mail": self._mail,
                "registry": self._registry,
            }
        )
        checks = {name: UP if name in signs else DOWN for name in CHECKED}
        backlog, now = signs.get("jobs"), self.now()
        if not isinstance(backlog, Backlog):
            backlog = NOTHING_KNOWN
        elif backlog.unattended(now):
            checks["jobs"] = DEGRADED
        heard = backlog.heard_at
        return Readiness(
            state=DOWN if any(checks[name] == DOWN for name in NEEDED) else UP,
            checks=checks,
            jobs=backlog.counts if backlog is not NOTHING_KNOWN else {},
            worker_seen_seconds=None if heard is None else round((now - heard).total_seconds(), 1),
        )

    def _database(self) -> None:
        with self.read() as work:
            work.catalogues.current()

    def _registry(self) -> None:
        # By number, for some know no names; searched for, as what is found may come from a memory.
        self.registry.search(INSEE, 1)

    def _mail(self) -> None:
        parts = urlsplit(self.mail_url)
        if parts.scheme == "file":
            folder = Path(unquote(self.mail_url.removeprefix("file://")))
            folder.mkdir(parents=True, exist_ok=True)
            if not access(folder, W_OK):
                raise OSError(folder)
        else:
            port = parts.port or SMTP_PORTS[parts.scheme]
            socket.create_connection((parts.hostname or "", port), timeout=1).close()


@get("/health/live", sync_to_thread=False, tags=["Exploitation"])
def live() -> Alive:
    """Le processus répond."""
    return Alive()


@get("/health/ready", sync_to_thread=True, tags=["Exploitation"])
def ready(check_health: Given[CheckHealth]) -> Response[Readiness]:
    """Chaque dépendance et son état ; 503 quand plus rien ne peut être accepté."""
    found = check_health()
    return Response(found, status_code=200 if found.state == "up" else 503)


def health_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [live, ready]
