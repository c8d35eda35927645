"""Who acts by a request: said once for all routes, looked up when something is written (CGU 6.2)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType

from conseillers_application.acting import Acting, acting, known_account
from conseillers_domain.journal import VISITOR, Way, identifiers
from conseillers_entrypoints.http.whence import Networks, shortened, whence

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.types import ASGIApp, Receive, Scope, Send

TOKEN: Final = "token"  # noqa: S105 - the name of what links carry


@frozen
class ActingMiddleware:
    """Around every request; `proxies`: the networks of those that are believed on whom they speak for."""

    app: "ASGIApp"
    proxies: Callable[[], Networks]

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Handle the request as one whose author is known."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        with acting(lambda: acting_by(scope, self.proxies())):
            await self.app(scope, receive, send)


def acting_by(scope: Any, proxies: Networks) -> Acting:  # noqa: ANN401 - an ASGI scope, as Litestar fills it
    """Who acts by this request, once it has found its route."""
    connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
    given = {name: str(value) for name, value in connection.path_params.items()}
    secret = given.pop(TOKEN, None) or connection.query_params.get(TOKEN)
    if secret is not None:
        way = Way.LINK
    elif known_account() is not None:
        way = Way.SESSION
    else:
        way = Way.KEY if "authorization" in connection.headers else Way.PUBLIC
    return Acting(
        who=VISITOR,
        way=way,
        operation=scope["route_handler"].handler_name,
        subjects=identifiers(given.values()),
        whence=shortened(whence(connection, proxies)),
    )


def attribute(app: "Litestar", proxies: Callable[[], Networks]) -> "Litestar":
    """The same application, which says of every write who is behind it."""
    app.asgi_handler = ActingMiddleware(app.asgi_handler, proxies)
    return app
