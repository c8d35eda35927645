"""How steps are worded: names between guillemets, spaces that need not be the typographer's."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from pytest_bdd import parsers

UNITS: Final = {
    "minute": timedelta(minutes=1),
    "minutes": timedelta(minutes=1),
    "heure": timedelta(hours=1),
    "heures": timedelta(hours=1),
    "jour": timedelta(days=1),
    "jours": timedelta(days=1),
}
"""How long things last, as scenarios count it."""

_NAME: Final = re.compile(r"\{(\w+)\}")


def worded(sentence: str) -> parsers.re:
    """A step's sentence: `{name}` is anything without guillemets, `{rest}` may hold some."""
    return parsers.re(_NAME.sub(_hole, re.escape(sentence).replace(r"\{", "{").replace(r"\}", "}")))


def _hole(name: re.Match[str]) -> str:
    anything = ".*" if name[1].startswith("rest") else "[^«»]*?"
    return f"(?P<{name[1]}>{anything})"


def plain(text: str) -> str:
    """A text with ordinary spaces, one at a time: no-break ones are for people's eyes."""
    return " ".join(text.split())


def listed(text: str) -> tuple[str, ...]:
    """The names of a list: separated by semicolons, for titles hold commas; a dash is none."""
    return tuple(name for one in text.split(";") if (name := one.strip()) and name != "—")


def rows(table: list[list[str]]) -> tuple[dict[str, str], ...]:
    """The lines of a table, each by the titles of its columns."""
    titles, *lines = table
    return tuple(dict(zip(titles, line, strict=True)) for line in lines)


def a_day(text: str) -> datetime:
    """A day as scenarios write it, at midnight."""
    return datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=UTC)
