"""A body arrives in a bounded time: who sends one a byte a minute keeps nothing of the service for long."""

from asyncio import get_running_loop, timeout_at
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from attrs import frozen
from litestar.enums import ScopeType

from conseillers_entrypoints.http.bodies import TooSlow

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.types import ASGIApp, Receive, Scope, Send


@frozen
class ArrivingMiddleware:
    """Around every request; `seconds`: how long its body may take."""

    app: "ASGIApp"
    seconds: Callable[[], float]

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Handle the request; whoever reads its body meets TooSlow when it does not come."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        latest = get_running_loop().time() + self.seconds()
        arriving = True

        async def in_time() -> Any:  # noqa: ANN401 - what the server says
            nonlocal arriving
            if not arriving:
                return await receive()
            try:
                async with timeout_at(latest):
                    message = await receive()
            except TimeoutError:
                raise TooSlow("Votre envoi met trop longtemps à arriver : recommencez.") from None
            arriving = bool(message.get("more_body"))
            return message

        await self.app(scope, in_time, send)


def bound_arrivals(app: "Litestar", seconds: Callable[[], float]) -> "Litestar":
    """The same application, which waits for no body longer than that."""
    app.asgi_handler = ArrivingMiddleware(app.asgi_handler, seconds)
    return app
