"""Who acts now: said once at the border of the service, read where the journal is written (CGU 6.2).

A service that embeds this one says so around its calls: `with acting(Acting(who=account_id, …)): …`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from attrs import define, evolve, frozen

from conseillers_domain.journal import SERVICE, Way


@frozen(kw_only=True)
class Acting:
    """Who acts, by which way, on what: `subjects` are identifiers, `whence` a shortened address."""

    who: str
    way: Way
    operation: str
    subjects: tuple[str, ...] = ()
    whence: str = ""


NOBODY_SAID: Final = Acting(who=SERVICE, way=Way.HOST, operation="call")
"""What is known where no border says more."""


@define
class _Scene:
    """What a border says, looked up only when something is written; `who`: known since."""

    tell: Callable[[], Acting]
    who: str | None = None


_scene: Final[ContextVar[_Scene | None]] = ContextVar("scene", default=None)


@contextmanager
def acting(tell: Acting | Callable[[], Acting]) -> Iterator[None]:
    """Inside, that is who acts, in the threads started meanwhile as well."""
    before = _scene.set(_Scene((lambda: tell) if isinstance(tell, Acting) else tell))
    try:
        yield
    finally:
        _scene.reset(before)


def identified(account_id: str) -> None:
    """Say that who acts has shown who they are; where no border has said anything, nothing is said."""
    scene = _scene.get()
    if scene is not None:
        scene.who = account_id


def known_account() -> str | None:
    """The account of who acts, once identified."""
    scene = _scene.get()
    return None if scene is None else scene.who


def now_acting() -> Acting:
    """Who acts now."""
    scene = _scene.get()
    if scene is None:
        return NOBODY_SAID
    told = scene.tell()
    return told if scene.who is None else evolve(told, who=scene.who)
