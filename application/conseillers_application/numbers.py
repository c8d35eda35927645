"""Numbers that come as text from outside: versions, marks of pages."""

from typing import Final

DIGITS: Final = 9
"""A version, or a rank, of more digits cannot be."""


def whole_number(text: str) -> int | None:
    """The number that a text writes as we do: 0 to 9 only, no zero before it; None for anything else."""
    sound = text.isascii() and text.isdecimal() and len(text) <= DIGITS and str(int(text)) == text
    return int(text) if sound else None
