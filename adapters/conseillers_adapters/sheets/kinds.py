"""What the cells of a column hold: how each kind is read, written, and filled in by people."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Final, Literal

from attrs import frozen

from conseillers_adapters.documents.constraints import unknown_option
from conseillers_adapters.documents.misread import Misread
from conseillers_adapters.documents.shapes import Tree
from conseillers_adapters.sheets.items import joined, quoted, split
from conseillers_application.folding import folded
from conseillers_domain.territory import ZoneType

Cell = object
"""What a spreadsheet holds in a cell: text, number, truth, day or moment; an empty text when nothing."""

Written = str | int | date
"""What is put in a cell."""


@frozen
class Kind:
    """How one kind of cell is read and written.

    `read` gives what the document holds there, None when nothing does. Raises Misread. `write` gets
    what the document holds, never None. `hint`: what people are told to write. `choices`: all there
    is to choose from, if little. `width`: of the column, in characters. `style`: of its
    cells; a `code` is text even if it looks like a number, and keeps its zeros.
    """

    hint: str
    read: Callable[[Cell], Tree]
    write: Callable[[Tree], Written]
    choices: tuple[str, ...] = ()
    width: int = 20
    style: Literal["code", "day", "plain"] = "plain"


def is_blank(cell: Cell) -> bool:
    """Whether people see nothing in it."""
    return isinstance(cell, str) and not cell.strip()


def text_of(cell: Cell) -> str:
    """A cell as people would have typed it: a spreadsheet makes numbers of codes, and dates of names."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time.min:
        cell = cell.date()
    return str(cell)


def _code(cell: Cell) -> str | None:
    text = text_of(cell)
    items = split(text)
    # Two codes where one is asked for are left as they stand: nothing bears such a name.
    return items[0] if len(items) == 1 else text.strip() or None


def _codes(cell: Cell) -> list[str] | None:
    return split(text_of(cell)) or None


_WHOLE: Final = re.compile(r"\s*([+-]?[0-9]{1,1000})\s*")
_EXACT_DIGITS: Final = 15


def _integer(cell: Cell) -> int | None:
    if is_blank(cell):
        return None
    found = None if isinstance(cell, bool) else _WHOLE.fullmatch(text_of(cell))
    if found is None:
        raise Misread("type", "Nombre entier attendu.")
    return int(found[1])


def _integer_cell(number: Tree) -> Written:
    # A spreadsheet counts with fifteen digits, and forgets the others.
    return number if abs(number) < 10**_EXACT_DIGITS else str(number)


_DAYS: Final = (
    re.compile(r"\s*(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})\s*"),
    # What a French spreadsheet makes of a day when it saves as CSV.
    re.compile(r"\s*(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})\s*"),
)


def _day(cell: Cell) -> str | None:
    if is_blank(cell):
        return None
    text = text_of(cell)
    for form in _DAYS:
        if found := form.fullmatch(text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                break
    raise Misread("format", "Date attendue (AAAA-MM-JJ).")


_YES_NO: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("oui", "vrai", "true"), True),
    **dict.fromkeys(("non", "faux", "false"), False),
}


def _yes_no(cell: Cell) -> bool | None:
    text = text_of(cell)
    if is_blank(text):
        return None
    known = _YES_NO.get(folded(text))
    if known is None:
        raise Misread("type", "Oui ou non attendu.")
    return known


_ZONE: Final = re.compile(r"(\S+)\s+(.+)", re.DOTALL)
_ZONE_TYPES: Final[Mapping[str, str]] = {
    folded(name): kind.value for kind in ZoneType for name in (kind.value, kind.label)
}


def _zones(cell: Cell) -> list[dict[str, str]] | None:
    return [_zone(item) for item in split(text_of(cell))] or None


def _zone(item: str) -> dict[str, str]:
    found = _ZONE.fullmatch(item)
    kind = _ZONE_TYPES.get(folded(found[1])) if found else None
    if found is None or kind is None:
        raise Misread(
            "format",
            f"Zone mal écrite : « {item} ». Écrivez son type (commune, epci, departement ou region), "
            "une espace, puis son code, comme « departement 47 ».",
        )
    return {"type": kind, "code": found[2]}


def choice(labels: Mapping[str, str]) -> Kind:
    """A closed list: what the document says of each value, and the label people choose."""
    values = {folded(name): value for value, label in labels.items() for name in (value, label)}
    sentence = unknown_option(labels.values())

    def read(cell: Cell) -> str | None:
        if is_blank(cell):
            return None
        value = values.get(folded(text_of(cell)))
        if value is None:
            raise Misread("unknown_option", sentence)
        return value

    hint = "Au choix : " + ", ".join(labels.values())
    return Kind(hint, read, labels.__getitem__, tuple(labels.values()), width=22)


TEXT: Final = Kind("Texte libre", text_of, str, width=36)
CODE: Final = Kind("Code", _code, quoted, style="code")
CODES: Final = Kind(
    "Un ou plusieurs codes, séparés par des points-virgules", _codes, joined, width=28, style="code"
)
ZONES: Final = Kind(
    "Zones (type et code) séparées par des points-virgules",
    _zones,
    lambda zones: joined(f"{zone['type']} {zone['code']}" for zone in zones),
    width=36,
    style="code",
)
YES_NO: Final = Kind("oui ou non", _yes_no, lambda known: "oui" if known else "non", ("oui", "non"), width=14)
INTEGER: Final = Kind("Nombre entier", _integer, _integer_cell, width=14)
DAY: Final = Kind("Date (AAAA-MM-JJ, ou JJ/MM/AAAA)", _day, date.fromisoformat, width=14, style="day")
