"""Bodies of requests: bytes become a tree of JSON builtins, or are refused unread."""

import json
import math
from typing import Any

import msgspec

from conseillers_domain.errors import Refusal

BODY_LIMIT = 1024 * 1024
"""Bytes a body may have unless its route says otherwise (`request_max_body_size=`)."""

DIRECTORY_LIMIT = 64 * BODY_LIMIT
"""Bytes a whole directory document may have."""

DEEPEST = 50
"""Levels a document may have: the deepest one of the contract has 7."""


class Unreadable(Refusal):
    """A body that is no JSON document at all."""

    code = "not_json"


class WrongMediaType(Refusal):
    """A body that says it is something else than JSON, or does not say what it is."""

    code = "unsupported_media_type"


class TooSlow(Refusal):
    """A body that takes too long to arrive: whoever sends it is not waited for any more."""

    code = "too_slow"


def decode(body: bytes) -> Any:  # noqa: ANN401 - a JSON tree, whose shape is read afterwards
    """The JSON tree of a body.

    Halves of surrogate pairs are let through: the reading points at the text they are in.

    Raises:
        Unreadable: not JSON, not UTF-8, NaN (`not_json`); too many levels (`too_deep`).
    """
    try:
        try:
            tree = msgspec.json.decode(body)
        except msgspec.DecodeError:
            if b"\\ud" not in body.lower():
                raise
            tree = json.loads(body, parse_constant=_finite, parse_float=_finite)
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise Unreadable("Le corps de la requête n’est pas un document JSON.") from error
    # Few brackets cannot make many levels: the usual body is not walked.
    if body.count(b"{") + body.count(b"[") > DEEPEST and _is_deeper(tree, DEEPEST):
        raise _too_deep()
    return tree


def must_be_json(media_type: str) -> None:
    """Refuse what is not announced as JSON: pages of other sites can send anything else unasked.

    Raises:
        WrongMediaType: for any other type, and for none.
    """
    if media_type != "application/json" and not (
        media_type.startswith("application/") and media_type.endswith("+json")
    ):
        raise WrongMediaType("Le corps de la requête doit être du type application/json.")


def _too_deep() -> Unreadable:
    return Unreadable(f"Le document a trop de niveaux imbriqués (plus de {DEEPEST}).", code="too_deep")


def _is_deeper(tree: object, limit: int) -> bool:
    level = [tree]  # what lies at one depth, from the root down
    for _ in range(limit):
        level = [part for node in level if isinstance(node, dict | list) for part in _parts(node)]
        if not level:
            return False
    return True


def _parts(node: dict[str, object] | list[object]) -> list[object]:
    parts = node.values() if isinstance(node, dict) else node
    return [part for part in parts if isinstance(part, dict | list)]


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(number)
    return value
