"""Whether the service lives, and whether each thing it depends on answers."""

import socket
from collections.abc import Callable, Mapping
from os import W_OK, access
from pathlib import Path
from urllib.parse import unquote, urlsplit

from attrs import frozen
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from conseillers_adapters.jobs.engine import Engine as Jobs
from conseillers_application.ports import Registry, UnitOfWork
from conseillers_entrypoints.http.given import Given

SMTP_PORTS = {"smtp": 25, "smtps": 465}
INSEE = "120027016"
"""A company's number (SIREN) that every register knows."""
NEEDED = frozenset({"database", "jobs"})
"""Without these nothing can be accepted; mails and look-ups are caught up with."""


@frozen(kw_only=True)
class Alive:
    """Le processus répond."""

    state: str = "up"


@frozen(kw_only=True)
class Readiness:
    """L’état de chaque dépendance : `up` ou `down`, et les tâches par état."""

    state: str
    checks: Mapping[str, str]
    jobs: Mapping[str, int]


@frozen(kw_only=True)
class CheckHealth:
    """Asks each dependency for a sign of life."""

    read: UnitOfWork
    jobs: Jobs
    registry: Registry
    mail_url: str

    def __call__(self) -> Readiness:
        """Never raises: what does not answer is down."""
        counts: dict[str, int] = {}
        checks = {
            "database": _state(self._database),
            "jobs": _state(lambda: counts.update(self.jobs.counts())),
            "mail": _state(self._mail),
            "registry": _state(self._registry),
        }
        ready = all(checks[name] == "up" for name in NEEDED)
        return Readiness(state="up" if ready else "down", checks=checks, jobs=counts)

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


def _state(ask: Callable[[], object]) -> str:
    try:
        ask()
    except Exception:  # noqa: BLE001 - whatever it says, it is not ready
        return "down"
    return "up"


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
