"""Faults of the path, the query and the headers, which Litestar finds and says in English."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen
from litestar.exceptions import ValidationException


@frozen
class ParameterFault:
    """One wrong parameter; `in_` is where OpenAPI has it: path, query, header or cookie."""

    parameter: str
    in_: str
    code: str
    message: str


_MISSING = re.compile(r"Missing required (\w+) parameter '([^']*)'")

# What msgspec says, what a program is told, what a person is told; the first that is found holds.
_SENTENCES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), code, sentence)
    for pattern, code, sentence in (
        (r"`(?:int|float)` >=? (\S+)", "too_small", "Trop petit\u00a0: la limite est {0}."),
        (r"`(?:int|float)` <=? (\S+)", "too_big", "Trop grand\u00a0: la limite est {0}."),
        (r"of length <= (\d+)", "too_long", "Trop long\u00a0: {0} au plus."),
        (r"of length >= (\d+)", "too_short", "Trop court\u00a0: {0} au moins."),
        (r"matching regex", "format", "Forme inattendue."),
        (r"[Ii]nvalid enum value", "unknown_option", "Valeur inconnue."),
        (r"Expected `int", "type", "Nombre entier attendu."),
        (r"Expected `float", "type", "Nombre attendu."),
        (r"Expected `bool", "type", "Vrai ou faux attendu."),
        (r"date", "format", "Date ou instant mal formé."),
        (r"UUID", "format", "Identifiant mal formé."),
    )
)


def parameter_faults(error: ValidationException) -> tuple[ParameterFault, ...]:
    """The wrong parameters of a request; none when it is the body that is missing."""
    if missing := _MISSING.search(error.detail):
        source, name = missing.groups()
        return (ParameterFault(name, source, "required", "Ce paramètre est obligatoire."),)
    return tuple(
        _fault(message["key"], message.get("source") or "query", str(message["message"]))
        for message in _messages(error.extra)
        if message["key"] != "data" and message.get("source") != "body"
    )


def _messages(extra: object) -> Iterable[Mapping[str, Any]]:
    told = extra if isinstance(extra, list) else []
    return (one for one in told if isinstance(one, Mapping) and "key" in one)


def _fault(name: str, source: object, english: str) -> ParameterFault:
    place = str(getattr(source, "value", source))
    for pattern, code, sentence in _SENTENCES:
        if found := pattern.search(english):
            return ParameterFault(name, place, code, sentence.format(*found.groups()))
    return ParameterFault(name, place, "format", "Valeur refusée.")
