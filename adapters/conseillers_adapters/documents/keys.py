"""What a class is to a document: its keys, and the attributes no document may touch."""

from enum import Enum
from typing import Any

from attrs import Attribute, fields

from conseillers_adapters.documents.shapes import Kind, bare


def key_of(name: str) -> str:
    """The document's key of an attribute: `from_`, which Python cannot call `from`, is `from`."""
    return name.removesuffix("_")


def is_private(name: str) -> bool:
    """Whether an attribute belongs to the class alone: never read from a document, never shown."""
    return name.startswith("_")


def shown_fields(cls: Kind) -> tuple["Attribute[Any]", ...]:
    """The attributes of an attrs class, generic or not, that documents carry."""
    return tuple(a for a in fields(bare(cls)) if a.init and not is_private(a.name))


def is_enum(kind: Kind) -> bool:
    """Whether a type is a closed list of values."""
    return isinstance(kind, type) and issubclass(kind, Enum)


def is_anything(kind: Kind) -> bool:
    """Whether a field may hold whatever JSON holds."""
    return kind is object
