"""Handlers made those of one installation: they find what they ask for, and run where nobody waits for them.

What a route declares is Litestar's; doing it anew at each request is not: resolving two dependencies costs as
much as two statements, a guard copies its handler, and a thread costs more than most questions asked in it.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from copy import copy
from functools import partial, wraps
from inspect import signature
from typing import Any, Final

from anyio import to_thread
from litestar.handlers import HTTPRouteHandler
from litestar.types import Guard

from conseillers_adapters.sql import WouldWait, at_once
from conseillers_domain.errors import OutOfReach
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.http.bounces import is_told_by_our_provider
from conseillers_entrypoints.http.given import given_to
from conseillers_entrypoints.http.keeping_off import keep_off
from conseillers_entrypoints.http.lane import Lane
from conseillers_entrypoints.http.limiting import UNCOUNTED, FormsOf, are_few_from, count_more_from
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may_declare, may_write
from conseillers_entrypoints.settings import DISTANT, Settings

DATABASE: Final = "database"
REGISTRY: Final = "registry"

_WAITS: Final = "conseillers.waits"
_LANE: Final = "conseillers.lane"

Admit = Callable[[AnyRequest], Awaitable[None]]
Run = Callable[[Callable[[], Any]], Awaitable[Any]]


ASKING: Final = frozenset({may_write, keep_off, may_declare, is_told_by_our_provider})
"""The guards that ask the database."""


def may_wait_for(*what: str) -> dict[str, Any]:
    """What a route says when it asks short questions of these, and does nothing else that takes long.

    On an installation where none of them is across a network it is answered on the event loop. A route that
    says `sync_to_thread=True` always runs in a thread.
    """
    return {"sync_to_thread": True, "opt": {_WAITS: frozenset(what)}}


def compares_passwords() -> dict[str, Any]:
    """What a route says that compares passwords, or makes one: it goes by the lane, and in a thread."""
    return {"sync_to_thread": True, "opt": {_LANE: True}}


def across_a_network(settings: Settings) -> frozenset[str]:
    """What this installation has to wait for."""
    found = set[str]()
    if not settings.database_url.startswith("sqlite"):
        found.add(DATABASE)
    if not set(DISTANT).isdisjoint(settings.registries):
        found.add(REGISTRY)
    return frozenset(found)


def bound(handlers: Iterable[HTTPRouteHandler], container: Container) -> list[HTTPRouteHandler]:
    """These handlers, each given what it asks the container for."""
    settings = container.settings()
    far = across_a_network(settings)
    lane = Lane(share=settings.sign_in_share / 100, waiting=settings.sign_ins_waiting)
    return [_bound(one, container, far, lane) for one in handlers]


def _bound(
    handler: HTTPRouteHandler, container: Container, far: frozenset[str], lane: Lane
) -> HTTPRouteHandler:
    given = given_to(handler.fn, container.providers)
    waits: frozenset[str] | None = (handler.opt or {}).get(_WAITS)
    if not given and not handler.guards and waits is None:
        return handler
    brief = waits is not None and not waits & far
    run: Run = _at_once if brief else _in_a_thread if handler.sync_to_thread else _here
    if (handler.opt or {}).get(_LANE):
        run = _in_its_turn(lane)
    fn, ready = handler.fn, not given
    asked = signature(fn)

    @wraps(fn)
    async def handle(**sent: Any) -> Any:  # noqa: ANN401 - whatever the handler is sent and answers
        nonlocal ready
        if not ready:
            # Made in a thread, the first time: the territories alone take half a second.
            await to_thread.run_sync(lambda: [make() for make in given.values()])
            ready = True
        asked_for = partial(fn, **sent, **{name: make() for name, make in given.items()})
        return await run(partial(_noted, asked_for, container))

    handle.__signature__ = asked.replace(  # type: ignore[attr-defined]
        parameters=[one for name, one in asked.parameters.items() if name not in given]
    )
    handle.__annotations__ = {name: kind for name, kind in fn.__annotations__.items() if name not in given}
    mine = copy(handler)
    mine.sync_to_thread = None
    guards = tuple(handler.guards or ())
    ask: Run = _in_a_thread if DATABASE in far else _at_once
    before = (
        _admission(mine, container, guards, ask if any(map(_asks, guards)) else _here) if guards else None
    )
    # Who is identified is counted by account, where that is known.
    if not {has_session, may_write, may_declare}.isdisjoint(guards) or handler.handler_name in UNCOUNTED:
        mine.before_request = before
    else:
        mine.before_request = _counted(before, ask)
    mine.guards = ()
    return mine(handle)


def _asks(guard: Guard) -> bool:
    """Whether a guard asks the database."""
    return guard in ASKING or isinstance(guard, FormsOf)


def _admission(handler: HTTPRouteHandler, container: Container, guards: Sequence[Guard], run: Run) -> Admit:
    """The guards of a route, in their order, before its body is read."""

    def ask(request: AnyRequest) -> None:
        for guard in guards:
            guard(request, handler)

    async def admit(request: AnyRequest) -> None:
        await run(partial(_noted, partial(ask, request), container))

    return admit


def _counted(before: Admit | None, run: Run) -> Admit:
    """What comes before a route for everybody: strangers are counted by their address, then its guards."""

    async def admit(request: AnyRequest) -> None:
        if not are_few_from(request):
            await run(partial(count_more_from, request))
        if before is not None:
            await before(request)

    return admit


def _noted(call: Callable[[], Any], container: Container) -> Any:  # noqa: ANN401 - what the call answers
    """What it answers; whoever is refused what they may not see is in the journal, if not yet, once told."""
    try:
        return call()
    except OutOfReach as refusal:
        container.note_reading().refused(refusal)
        raise


async def _here(call: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the call answers
    return call()


async def _in_a_thread(call: Callable[[], Any]) -> Any:  # noqa: ANN401 - same
    return await to_thread.run_sync(call)


def _in_its_turn(lane: Lane) -> Run:
    async def run(call: Callable[[], Any]) -> Any:  # noqa: ANN401 - same
        async with lane.turn():
            return await to_thread.run_sync(call)

    return run


async def _at_once(call: Callable[[], Any]) -> Any:  # noqa: ANN401 - same
    try:
        with at_once():
            return call()
    except WouldWait:
        return await to_thread.run_sync(call)
