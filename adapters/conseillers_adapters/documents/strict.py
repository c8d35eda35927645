"""The converter that guesses nothing: a number is no text, a text is no list."""

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any, Literal, get_args
from uuid import UUID

from attrs import Attribute, fields, has
from cattrs import Converter
from cattrs.cols import (
    is_frozenset,
    is_mapping,
    is_sequence,
    is_set,
    list_structure_factory,
    mapping_structure_factory,
)
from cattrs.gen import make_dict_structure_fn, override

from conseillers_adapters.documents.constraints import check, constraints, unknown_option
from conseillers_adapters.documents.keys import is_anything, is_enum, is_private, key_of, shown_fields
from conseillers_adapters.documents.misread import Misread
from conseillers_adapters.documents.shapes import Kind, Tree, bare

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
Hook = Callable[[Any, Any], Any]
Override = Any  # cattrs does not export the class of what `override()` gives


def converter(*, telling: bool = True) -> Converter:
    """A fresh strict converter, open to further hooks.

    `telling` makes it find every fault with its place, at about twice the cost; the other one stops
    at the first, and is right for reading what is most likely correct.
    """
    strict = Converter(forbid_extra_keys=True, detailed_validation=telling)
    for kind, hook in _PLAIN.items():
        strict.register_structure_hook(kind, hook)
    # cattrs asks for `str` and `int` before any question, and these two are both.
    for mixed in (StrEnum, IntEnum):
        strict.register_structure_hook(mixed, _member)
    # A field that may hold anything is read as it stands; asked for by question, for all classes are objects.
    strict.register_structure_hook_func(is_anything, _as_it_stands)
    strict.register_structure_hook_factory(is_enum, _enum_hook)
    strict.register_structure_hook_factory(_is_literal, _literal_hook)
    for kind_of in (is_sequence, is_set, is_frozenset):
        _only_from_a_list(strict, kind_of)
    _only_from_an_object(strict)
    strict.register_structure_hook_factory(has, _class_hook)
    return strict


def text(value: Tree, _: Kind) -> str:
    """A JSON text that any store and any screen takes: no NUL, no half of a surrogate pair."""
    if type(value) is not str:
        raise Misread("type", "Texte attendu.")
    if "\0" in value or not (value.isascii() or _is_encodable(value)):
        raise Misread("format", "Ce texte contient des caractères interdits.")
    return value


def _is_encodable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _boolean(value: Tree, _: Kind) -> bool:
    if type(value) is not bool:
        raise Misread("type", "Vrai ou faux attendu.")
    return value


def _integer(value: Tree, _: Kind) -> int:
    if type(value) is not int:
        raise Misread("type", "Nombre entier attendu.")
    return value


def _number(value: Tree, _: Kind) -> float:
    if type(value) is not float and type(value) is not int:
        raise Misread("type", "Nombre attendu.")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Misread("format", "Nombre hors limites.")
    return number


def _day(value: Tree, _: Kind) -> date:
    if _DAY.fullmatch(text(value, str)):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise Misread("format", "Date attendue, de la forme 2026-11-23.")


def _instant(value: Tree, _: Kind) -> datetime:
    if _INSTANT.fullmatch(text(value, str)):
        try:
            return datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    raise Misread("format", "Instant attendu, de la forme 2026-11-23T09:30:00Z.")


def _uuid(value: Tree, _: Kind) -> UUID:
    try:
        identifier = UUID(text(value, str))
    except ValueError as error:
        if isinstance(error, Misread):
            raise
        raise Misread("format", "Identifiant mal formé.") from error
    if str(identifier) != value.lower():
        raise Misread("format", "Identifiant mal formé.")
    return identifier


def _as_it_stands(value: Tree, _: Kind) -> Tree:
    return value


_PLAIN: dict[Any, Hook] = {
    str: text,
    bool: _boolean,
    int: _integer,
    float: _number,
    date: _day,
    datetime: _instant,
    UUID: _uuid,
}


def _is_literal(kind: Kind) -> bool:
    return bare(kind) is Literal


def _member(value: Tree, kind: Kind) -> Tree:
    return _enum_hook(kind)(value, kind)


@cache
def _enum_hook(kind: Kind) -> Hook:
    return _one_of({member.value: member for member in kind})


def _literal_hook(kind: Kind) -> Hook:
    return _one_of({value: value for value in get_args(kind)})


def _one_of(choices: dict[Any, Any]) -> Hook:
    # Types are compared first: `True` equals 1, and a list cannot be looked up.
    kinds = {type(value) for value in choices}
    sentence = unknown_option(choices)

    def choose(value: Tree, _: Kind) -> Tree:
        if type(value) not in kinds:
            raise Misread("type", "Texte attendu." if str in kinds else "Nombre attendu.")
        if value not in choices:
            raise Misread("unknown_option", sentence)
        return choices[value]

    return choose


def _only_from_a_list(strict: Converter, kind_of: Callable[[Any], bool]) -> None:
    @strict.register_structure_hook_factory(kind_of)
    def listed(kind: Kind, within: Converter) -> Hook:
        element = next(iter(get_args(kind)), Any)
        base = list_structure_factory(list[element], within)  # type: ignore[valid-type]
        whole = _container(kind)

        def read_list(value: Tree, _: Kind) -> Tree:
            if type(value) is not list:
                raise Misread("type", "Liste attendue.")
            return whole(base(value, list))

        return read_list


def _container(kind: Kind) -> type:
    """What a list of a document becomes: as immutable as the field says."""
    if is_frozenset(kind):
        return frozenset
    if is_set(kind):
        return set
    return list if bare(kind) is list else tuple


def _only_from_an_object(strict: Converter) -> None:
    @strict.register_structure_hook_factory(is_mapping)
    def mapped(kind: Kind, within: Converter) -> Hook:
        base = mapping_structure_factory(kind, within)

        def read_object(value: Tree, asked: Kind) -> Tree:
            if type(value) is not dict:
                raise Misread("type", "Objet attendu.")
            return base(value, asked)

        return read_object


def _class_hook(kind: Kind, within: Converter) -> Hook:
    telling = within.detailed_validation
    overrides: dict[str, Any] = {
        attribute.name: _override(attribute, within, telling=telling) for attribute in shown_fields(kind)
    }
    hidden: dict[str, Any] = {
        attribute.name: override(omit=True) for attribute in fields(bare(kind)) if is_private(attribute.name)
    }
    base: Hook = make_dict_structure_fn(kind, within, **overrides, **hidden)
    if not telling:
        return base

    def read_class(value: Tree, asked: Kind) -> Tree:
        if type(value) is not dict:
            raise Misread("type", "Objet attendu.")
        return base(value, asked)

    return read_class


def _override(attribute: "Attribute[Any]", within: Converter, *, telling: bool) -> Override:
    rename = key_of(attribute.name)
    if not (telling and constraints(attribute)):
        return override(rename=rename)

    # attrs runs validators when the object is built and stops at the first; here each is placed.
    def checked(value: Tree, kind: Kind) -> Tree:
        read = within.structure(value, kind)
        check(attribute, read)
        return read

    return override(rename=rename, struct_hook=checked)
