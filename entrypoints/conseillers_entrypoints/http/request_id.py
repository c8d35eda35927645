"""The name of one request, which a person can quote and an operator can find in the logs."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

HEADER = b"x-request-id"
_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_PLACE = "conseillers.request_id"


def new_name() -> str:
    """A name nobody else has."""
    return secrets.token_hex(16)


def name_request(scope: Any) -> str:  # noqa: ANN401 - an ASGI scope, as any server types it
    """Name a request: as its client did when that is a sane word (64 signs at most), else anew."""
    asked = next((value for name, value in scope["headers"] if name == HEADER), b"")
    name: str = asked.decode("latin-1")
    if not _SANE.fullmatch(name):
        name = new_name()
    scope[_PLACE] = name
    return name


def request_id(scope: Any) -> str:  # noqa: ANN401 - same
    """The name this request was given, or a new one where nobody gave it any."""
    known: str | None = scope.get(_PLACE) if isinstance(scope, Mapping) else None
    return known or name_request(scope)
