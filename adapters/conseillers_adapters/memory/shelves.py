"""What is kept, as texts by key: nobody holds a piece of it, so a copy of the texts is a whole state.

Things go through their documents, as in a database: instants come back to the millisecond, in UTC. What a
text stands for never changes, nor do the values it is read as: those read lately are read once.
"""

import json
from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Generic, TypeAlias, TypeVar, cast

from attrs import frozen

from conseillers_adapters.documents import read, unstructure

T = TypeVar("T")

Texts = Mapping[str, str]
State = Mapping[type, Texts]
"""Every thing kept: by what it is, then by key."""

JsonObject: TypeAlias = Mapping[str, Any]
"""A part that is JSON already."""


LATELY: Final = 2_000
"""Values kept ready: as much as a small service reads at a time."""


class Broken(Exception):  # noqa: N818 - the word databases have for it is as short
    """What a program may never ask: a key given twice, something bound to what is not kept."""


def draft_of(state: State) -> State:
    """The same state, to be written on: the one it was made of does not change."""
    return {kind: dict(texts) for kind, texts in state.items()}


def sealed(state: State) -> State:
    """The same state, to be read only: writing on it is a TypeError."""
    return {kind: MappingProxyType(texts) for kind, texts in state.items()}


def text_of(value: object) -> str:
    """A value as it is kept."""
    return json.dumps(unstructure(value), ensure_ascii=False)


def value_of(kind: type[T], text: str) -> T:
    """The value a text keeps."""
    return cast("T", _value_of(cast("Hashable", kind), text))


@lru_cache(maxsize=LATELY)
def _value_of(kind: Hashable, text: str) -> object:
    return read(cast("type[object]", kind), json.loads(text))


@frozen
class Shelf(Generic[T]):
    """The things of one kind in a state, by key."""

    kind: type[T]
    state: State

    @property
    def texts(self) -> Texts:
        """As they are kept."""
        return self.state[self.kind]

    def __iter__(self) -> Iterator[T]:
        return (value_of(self.kind, text) for text in self.texts.values())

    def find(self, key: str) -> T | None:
        """The thing of that key."""
        text = self.texts.get(key)
        return None if text is None else value_of(self.kind, text)

    def must_hold(self, key: str) -> None:
        """Raise Broken when there is no such thing."""
        if key not in self.texts:
            raise Broken(f"no {self.kind.__name__} {key}")

    def add(self, key: str, value: T) -> None:
        """Keep a new thing. Raises Broken when the key has one."""
        if key in self.texts:
            raise Broken(f"{self.kind.__name__} {key} is kept already")
        self.keep(key, value)

    def keep(self, key: str, value: T) -> None:
        """Keep a thing, instead of the one of that key if there is one."""
        cast("dict[str, Any]", self.texts)[key] = text_of(value)

    def drop(self, key: str) -> None:
        """Keep nothing under that key any more."""
        if key in self.texts:
            del cast("dict[str, Any]", self.texts)[key]
