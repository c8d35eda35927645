"""Values become JSON text: what msgspec writes as every document does is left to it, the rest made ready.

Needs msgspec, which `documents` does without.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum, IntEnum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Final, Union, get_args

import msgspec
from cattrs.fns import identity

from conseillers_adapters.documents.keys import is_enum
from conseillers_adapters.documents.shapes import Kind, bare
from conseillers_adapters.documents.writing import must_be_an_instant, writer

_encode: Final = msgspec.json.Encoder().encode
_WORDS: Final = frozenset({str, int, float, bool, NoneType})

_MADE_OF: Final = frozenset({Union, UnionType, tuple, Mapping})


def to_json(value: object) -> bytes:
    """The JSON document of a value, the same that `unstructure` stands for."""
    return _encode(_WRITER.unstructure(value))


def instant(moment: datetime) -> str:
    """An instant as every document writes it: Python takes ten times as long over it.

    Raises:
        ValueError: for a moment without time zone, which is nobody's instant.
    """
    if moment.tzinfo is not UTC:
        return instant(must_be_an_instant(moment).astimezone(UTC))
    told = _encode(moment).decode()  # "2026-11-23T09:30:00.123456Z", without the fraction when there is none
    return f"{told[1:20]}{told[20:24] if told[20] == '.' else '.000'}Z"


@cache
def _written_as_it_is(kind: Kind) -> bool:
    """Whether msgspec writes every value of a type as documents do.

    Not instants (to the millisecond here), nor sets (sorted), nor classes (in the order of their fields).
    """
    kind = getattr(kind, "__supertype__", kind)
    if kind in _WORDS or is_enum(kind):
        return True
    parts = [part for part in get_args(kind) if part is not ...]
    return bare(kind) in _MADE_OF and bool(parts) and all(map(_written_as_it_is, parts))


_WRITER: Final = writer()
_WRITER.register_unstructure_hook(datetime, instant)
for _mixed in (Enum, StrEnum, IntEnum):
    _WRITER.register_unstructure_hook(_mixed, identity)
_WRITER.register_unstructure_hook_factory(_written_as_it_is, lambda _: identity)
