"""Every request counted and told in one line: what was asked, not by whom nor about what."""

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Final

import structlog
from attrs import frozen
from litestar.enums import ScopeType

from conseillers_entrypoints.http.groups import group_of
from conseillers_entrypoints.http.request_id import request_id
from conseillers_entrypoints.observation.logs import told
from conseillers_entrypoints.observation.metrics import Metrics

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.types import ASGIApp, Message, Receive, Scope, Send

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
CLASSES: Final = {number: f"{number}xx" for number in range(1, 6)}
ABANDONED: Final = "none"
"""The class of an answer that never began: whoever asked had left."""

BROKEN: Final = 500

_log = structlog.get_logger(__name__)


@frozen
class MeasuringMiddleware:
    """Outermost of all: what the other layers refuse, or break, is measured too."""

    app: "ASGIApp"
    metrics: Callable[[], Metrics]

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Count the request and tell it once its answer has left, or failed to."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        begun = perf_counter()
        asked = scope["method"]  # HEAD becomes GET further in
        status = 0

        async def noting(message: "Message") -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception:
            status = status or BROKEN
            raise
        finally:
            self._tell(scope, asked, status, perf_counter() - begun)

    def _tell(self, scope: "Scope", asked: str, status: int, seconds: float) -> None:
        template: str | None = scope.get("path_template")
        method = asked if asked in METHODS else "other"
        metrics = self.metrics()
        metrics.request(method, group_of(template), CLASSES.get(status // 100, ABANDONED), seconds)
        if status == BROKEN:
            metrics.error("http")
        if told.is_set():
            _log.info(
                "request",
                request_id=request_id(scope),
                method=method,
                route=template,
                status=status,
                ms=round(seconds * 1000, 1),
            )


def measure(app: "Litestar", metrics: Callable[[], Metrics]) -> "Litestar":
    """The same application, its requests counted by what `metrics` gives."""
    app.asgi_handler = MeasuringMiddleware(app.asgi_handler, metrics)
    return app
