"""A use case asked again when its transaction crossed another one: nothing of it was kept."""

from collections.abc import Callable
from functools import wraps
from random import uniform
from time import sleep
from typing import Final, ParamSpec, TypeVar

from conseillers_application.ports import StoreBusy

P = ParamSpec("P")
R = TypeVar("R")

PAUSES: Final = (0.01, 0.03, 0.1, 0.3)
"""Seconds, at most, before each new try."""


def once_more(act: Callable[P, R]) -> Callable[P, R]:
    """The same use case, begun again a few times when the store says it may be.

    For acts that are one transaction and do nothing outside it. Raises StoreBusy in the end.
    """

    @wraps(act)
    def until_it_is_kept(*args: P.args, **kwargs: P.kwargs) -> R:
        for pause in PAUSES:
            try:
                return act(*args, **kwargs)
            except StoreBusy as busy:
                if not busy.at_once:
                    raise
            sleep(uniform(0, pause))  # noqa: S311 - two that crossed must not cross again
        return act(*args, **kwargs)

    return until_it_is_kept
