"""What a handler is given by the container: asked for by its name, its type being known to be right."""

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Annotated, Any, Final, TypeAlias, TypeVar

T = TypeVar("T")

Providers: TypeAlias = Mapping[str, Callable[[], Any]]

GIVEN: Final = object()

Given: TypeAlias = Annotated[T, GIVEN]
"""`take_position: Given[TakePosition]` asks for the container's provider of that name."""


def given_to(handler: Callable[..., Any], providers: Providers) -> Providers:
    """The providers of what that handler asks for, by name. Raises KeyError for what there is not."""
    return {
        name: providers[name]
        for name, one in signature(handler).parameters.items()
        if GIVEN in getattr(one.annotation, "__metadata__", ())
    }
