"""How the service writes French: spaces that no line may break, lists, numbers and days."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

NO_BREAK: Final = "\N{NO-BREAK SPACE}"

MONTHS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

MOST_NAMED: Final = 5
"""Things of a list that are named; nobody reads the forty communes of an office."""


def typeset(sentence: str) -> str:
    """A sentence with curly apostrophes and unbreakable spaces where French wants them."""
    curly = sentence.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    # The narrow space that printers put before ;!? shows as a box in some old mail programs.
    return re.sub(r" (?=[:;!?»])|(?<=«) ", NO_BREAK, curly)


def quoted(name: str) -> str:
    """A name as it stands in a sentence."""
    return f"« {name} »"


def listed(things: Sequence[str], last: str = "et") -> str:
    """`a, b et c`; past the fifth the rest is counted: `a, b, c, d, e et 3 autres`."""
    named = [*things[:MOST_NAMED]]
    if (others := len(things) - MOST_NAMED) > 0:
        named.append(f"{number(others)} {plural(others, 'autre')}")
    *first, end = named or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def number(count: int) -> str:
    """`10 000`."""
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def plural(count: int, word: str) -> str:
    """The word, with the `s` that two of them and more take."""
    return word if count < 2 else f"{word}s"  # noqa: PLR2004 - French counts one and a half as one


def counted(count: int, word: str) -> str:
    """`1 salarié`, `12 salariés`."""
    return f"{number(count)} {plural(count, word)}"


def day_in_words(day: date) -> str:
    """`1er décembre 2026`."""
    rank = "1er" if day.day == 1 else str(day.day)
    return f"{rank}{NO_BREAK}{MONTHS[day.month - 1]} {day.year}"
