"""The two things documents are made with: trees of JSON builtins, and the types they stand for."""

from typing import Any, get_origin

Tree = Any
"""What `json.loads` gives: dict, list, str, int, float, bool or None, of unknown shape."""

Kind = Any
"""A type as annotations say it: a class, `tuple[X, ...]`, `X | None`, a generic class filled."""


def bare(kind: Kind) -> Kind:
    """A type without its arguments: `tuple` for `tuple[str, ...]`, itself when it has none."""
    origin: Kind = get_origin(kind)
    return kind if origin is None else origin
