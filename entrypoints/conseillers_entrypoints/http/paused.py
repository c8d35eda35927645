"""What who would write is answered while the service is paused, whatever else is wrong in what they sent."""

from html import escape
from typing import Any, Final

from litestar import Request
from litestar.handlers.base import BaseRouteHandler

from conseillers_domain.errors import Unavailable

CODE: Final = "maintenance"

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

GOES_ON: Final = frozenset(
    {
        "open_session",
        "close_session",
        "pause_service",
        "reopen_service",
        "try_a_demand",
        "try_a_directory",
        "simulate_a_routing",
        "replay_decisions",
        "verify_audit",
    }
)
"""Operations that write nothing for people although their method might, and those that end a pause."""

PAGE: Final = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Service momentanément suspendu</title>
</head>
<body>
<main>
<h1>Service momentanément suspendu</h1>
<p>{told}</p>
<p>Rien de ce qui a été déposé n’est perdu. Vous pourrez recommencer à la reprise du service.</p>
</main>
</body>
</html>
"""


def pause_met(request: Request[Any, Any, Any]) -> Unavailable | None:
    """The refusal of a write that meets a pause; None for what goes on, and while the service is open.

    Asked when a request is refused already, so that nobody mends faults for nothing.
    """
    # Where the router found none, there is none in the scope, whatever its type says.
    handler: BaseRouteHandler | None = request.scope.get("route_handler")
    if request.method in SAFE or handler is None or handler.handler_name in GOES_ON:
        return None
    pause = request.app.state.get("maintenance")
    refusal: Unavailable | None = None if pause is None else pause().refusal()
    return refusal


def wants_a_page(request: Request[Any, Any, Any]) -> bool:
    """Whether who asked reads pages rather than documents."""
    return request.accept.best_match(["application/json", "text/html"]) == "text/html"


def page(told: str) -> bytes:
    """The page that says so."""
    return PAGE.format(told=escape(told)).encode()
