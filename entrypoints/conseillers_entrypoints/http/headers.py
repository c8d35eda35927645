"""What every answer says besides its content: its request's name, and what browsers may not do."""

from typing import TYPE_CHECKING, Any

from attrs import field, frozen
from litestar.enums import ScopeType
from structlog.contextvars import bound_contextvars

from conseillers_entrypoints.http.request_id import HEADER, name_request

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""What a page may load: our own files, no inline script or style, in nobody's frame."""

DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""What anything that is no page may do if a browser takes it for one: nothing, and in nobody's frame."""

_YEAR = b"max-age=31536000; includeSubDomains"


@frozen
class HeadersMiddleware:
    """The outermost layer, so that refusals of the router and breakdowns carry the headers too.

    A header already set by an answer is kept: an embedded page names its own `frame-ancestors`.
    """

    app: "ASGIApp"
    tls_ends_here: bool = field(default=False, kw_only=True)
    page_policy: str = field(default=PAGE_POLICY, kw_only=True)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Name the request, for the logs of its time as well, and dress its answer.

        HEAD is answered as GET is, without the body.
        """
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        name = name_request(scope)
        silent = scope["method"] == "HEAD"

        async def dressed(message: "Message") -> None:
            if silent and message["type"] == "http.response.body":
                message["body"] = b""
            if message["type"] == "http.response.start":
                given: list[tuple[bytes, bytes]] = list(message.get("headers", ()))
                present = {header.lower(): value for header, value in given}
                wanted = self._wanted(scope["path"], present, name)
                given += [pair for pair in wanted.items() if pair[0] not in present]
                message["headers"] = given
            await send(message)

        if silent:
            # What may be read may be asked about: no route says so for itself.
            scope["method"] = "GET"
        with bound_contextvars(request_id=name):
            await self.app(scope, receive, dressed)

    def _wanted(self, path: str, present: dict[bytes, bytes], name: str) -> dict[bytes, bytes]:
        wanted = {
            HEADER: name.encode(),
            b"x-content-type-options": b"nosniff",
            b"referrer-policy": b"same-origin",
            b"cross-origin-opener-policy": b"same-origin",
            b"cross-origin-resource-policy": b"same-origin",
        }
        if path == "/api" or path.startswith(("/api/", "/n/")):
            wanted[b"cache-control"] = b"no-store"
        page = present.get(b"content-type", b"").startswith(b"text/html")
        wanted[b"content-security-policy"] = (self.page_policy if page else DATA_POLICY).encode()
        if self.tls_ends_here:
            wanted[b"strict-transport-security"] = _YEAR
        return wanted


def wear_headers(app: "Litestar", **choices: Any) -> "Litestar":  # noqa: ANN401 - those of the middleware
    """The same application, every answer of it dressed (`tls_ends_here`, `page_policy`).

    Litestar's own `middleware=` runs for known routes only: an unknown path would go bare.
    """
    app.asgi_handler = HeadersMiddleware(app.asgi_handler, **choices)
    return app
