"""Making a faulty document readable: the wrong is left out, the right stays where it was."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal, NewType, get_args
from uuid import UUID

from attrs import NOTHING, has, resolve_types
from cattrs.cols import is_any_set, is_mapping, is_sequence

from conseillers_adapters.documents.keys import is_enum, key_of, shown_fields
from conseillers_adapters.documents.shapes import Kind, Tree, bare

Step = str | int
Steps = tuple[Step, ...]

DROP = object()
"""The filler of a place that may simply be absent."""

_NEUTRAL: dict[Any, Any] = {
    str: "",
    bool: False,
    int: 0,
    float: 0.0,
    date: "1970-01-01",
    datetime: "1970-01-01T00:00:00Z",
    UUID: "00000000-0000-0000-0000-000000000000",
}


def neutral(  # noqa: PLR0911 - a table of kinds, some known by a question only
    kind: Kind,
) -> Tree:
    """The least value of a type, as a document writes it, for a place that may not be absent.

    It keeps its neighbours readable and in their place; nobody is told anything about it.
    """
    if kind in _NEUTRAL:
        return _NEUTRAL[kind]
    if isinstance(kind, NewType):
        return neutral(kind.__supertype__)
    if bare(kind) is Literal:
        return get_args(kind)[0]
    if is_mapping(kind):
        return {}
    if is_sequence(kind) or is_any_set(kind):
        return []
    if is_enum(kind):
        return next(iter(kind)).value
    if has(kind):
        resolve_types(bare(kind))
        return {
            key_of(attribute.name): neutral(attribute.type)
            for attribute in shown_fields(kind)
            if attribute.default is NOTHING
        }
    return None


def repaired(document: Tree, repairs: Iterable[tuple[Steps, Any]]) -> Tree:
    """A copy of the document with each place filled or dropped; what is not touched is shared."""
    branches: dict[Step, list[tuple[Steps, Any]]] = {}
    for steps, filler in repairs:
        if not steps:
            return filler
        branches.setdefault(steps[0], []).append((steps[1:], filler))
    after: Tree = dict(document) if isinstance(document, Mapping) else list(document)
    for step, below in branches.items():
        part = repaired(_at(document, step), below)
        if part is DROP:  # only ever a key of an object
            after.pop(step, None)
        else:
            after[step] = part
    return after


def _at(document: Tree, step: Step) -> Tree:
    return document.get(step) if isinstance(document, Mapping) else document[step]
