"""An error told by what it is and where it happened, never by its words: they quote what people sent."""

import traceback
from typing import Final

DEEPEST: Final = 10
"""Causes of causes; they may go round in circles."""


def names(error: BaseException | None) -> list[str]:
    """Its type, that of its cause, and so on."""
    found: list[str] = []
    while error is not None and len(found) < DEEPEST:
        found.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    return found


def places(error: BaseException | None) -> list[str]:
    """The lines of the program it went through, without a value of theirs."""
    frames = traceback.extract_tb(None if error is None else error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
