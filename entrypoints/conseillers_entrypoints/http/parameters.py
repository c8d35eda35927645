"""Faults of the path, the query and the headers, which Litestar finds and says in English."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from litestar.exceptions import ValidationException

from conseillers_domain.errors import Fault, pointer

_MISSING = re.compile(r"Missing required \w+ parameter '([^']*)'")

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


def parameter_faults(error: ValidationException) -> tuple[Fault, ...]:
    """The wrong parameters of a request, `/limit` being the one so named; none when it is the body."""
    if missing := _MISSING.search(error.detail):
        return (Fault(pointer(missing[1]), "required", "Ce paramètre est obligatoire."),)
    return tuple(
        _fault(message["key"], str(message["message"]))
        for message in _messages(error.extra)
        if message["key"] != "data" and message.get("source") != "body"
    )


def _messages(extra: object) -> Iterable[Mapping[str, Any]]:
    told = extra if isinstance(extra, list) else []
    return (one for one in told if isinstance(one, Mapping) and "key" in one)


def _fault(name: str, english: str) -> Fault:
    for pattern, code, sentence in _SENTENCES:
        if found := pattern.search(english):
            return Fault(pointer(name), code, sentence.format(*found.groups()))
    return Fault(pointer(name), "format", "Valeur refusée.")
