"""Values become documents: enums by value, ISO 8601, UTC, private fields left out."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any
from uuid import UUID

from attrs import fields, has
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from conseillers_adapters.documents.keys import is_anything, is_enum, is_private, key_of
from conseillers_adapters.documents.shapes import Kind, Tree, bare

# Seconds would do for people; programs tell two events of one act apart.
_PRECISION = "milliseconds"
_ZERO = len("+00:00")


def instant(moment: datetime) -> str:
    """An instant as every document writes it: `2026-11-23T09:30:00.000Z`.

    Raises:
        ValueError: for a moment without time zone, which is nobody's instant.
    """
    moment = must_be_an_instant(moment).astimezone(UTC)
    return moment.isoformat(timespec=_PRECISION)[:-_ZERO] + "Z"


def must_be_an_instant(moment: datetime) -> datetime:
    """That moment. Raises ValueError when it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return moment


def unstructure(value: object) -> Tree:
    """The JSON builtins (dict, list, str, int, float, bool, None) that stand for a value."""
    return _WRITER.unstructure(value)


def _class_hook(kind: Kind, within: Converter) -> Callable[[Any], Any]:
    overrides: dict[str, Any] = {
        attribute.name: override(omit=True)
        if is_private(attribute.name)
        else override(rename=key_of(attribute.name))
        for attribute in fields(bare(kind))
    }
    return make_dict_unstructure_fn(kind, within, **overrides)


def _value_of(member: Enum) -> Tree:
    return member.value


def writer() -> Converter:
    """A fresh converter of values to documents, open to further hooks."""
    # Sets have no order of their own; a document that changes for no reason cannot be compared.
    writer = Converter(unstruct_collection_overrides={Sequence: list, AbstractSet: sorted})
    writer.register_unstructure_hook(datetime, instant)
    writer.register_unstructure_hook(date, date.isoformat)
    writer.register_unstructure_hook(UUID, str)
    # cattrs asks for `str` and `int` before any question, and these two are both.
    writer.register_unstructure_hook(StrEnum, _value_of)
    writer.register_unstructure_hook(IntEnum, _value_of)
    writer.register_unstructure_hook_func(is_enum, _value_of)
    writer.register_unstructure_hook_factory(has, _class_hook)
    # A field that may hold anything is written as what it holds, all the way down.
    writer.register_unstructure_hook_func(is_anything, writer.unstructure)
    return writer


_WRITER = writer()
