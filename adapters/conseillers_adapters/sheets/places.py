"""Where a fault of the document stands for the person who filled in the sheets."""

from collections.abc import Mapping
from typing import Final

from attrs import astuple, frozen

from conseillers_adapters.sheets.columns import HEADER, Sheet
from conseillers_adapters.sheets.layout import PARTS
from conseillers_domain.errors import Fault, pointer

Where = tuple[str | int, ...]
"""A sheet, and perhaps a row of it, and a column: as people name them."""

_LABELS: Final[Mapping[str, str]] = {part.key: part.label for part in PARTS}
_NEIGHBOURS: Final[Mapping[str, str]] = {"unknown_question": "question"}
"""Faults whose place holds an answer, and that are not the answer's: the column to blame, by code."""


def told(where: Where, code: str, message: str, relies_on: tuple[str, ...] = ()) -> Fault:
    """A fault of a sheet, said as people look for it."""
    names = ("Feuille « {} »", "ligne {}", "colonne « {} »")
    said = ", ".join(name.format(step) for name, step in zip(names, where, strict=False))
    return Fault(pointer(*where), code, f"{said} : {message}", relies_on)


@frozen
class Spot:
    """The row an object of the document comes from; `column`: the key of its only cell there, if one."""

    sheet: Sheet
    row: int
    column: str = ""


@frozen(eq=False)
class Places:
    """Every object of the document that came from a row, by its pointer.

    `missing`: the columns nobody gave, by the sheet's key; what is wrong with them is wrong in the header.
    """

    spots: Mapping[str, Spot]
    missing: Mapping[str, frozenset[str]]

    def place(self, fault: Fault) -> Fault:
        """The same fault, said of the sheet, row and column it comes from.

        A fault of the whole document, or already placed, is left as it is.
        """
        _, _, _, relies_on = astuple(fault, recurse=False)
        where = self._where(fault.pointer, fault.code)
        if where is None:
            return fault
        relied_on = (pointer(*(self._where(place, fault.code) or ())) for place in relies_on)
        return told(where, fault.code, fault.message, tuple(relied_on))

    def _where(self, place: str, code: str) -> Where | None:
        at, below = place, list[str]()
        while at and at not in self.spots:
            at, _, step = at.rpartition("/")
            below.insert(0, step)
        if at:
            return self._in_row(self.spots[at], below, code)
        part = _LABELS.get(below[0]) if below else None
        return None if part is None else (part,)

    def _in_row(self, spot: Spot, below: list[str], code: str) -> Where:
        key = _NEIGHBOURS.get(code, spot.column) if spot.column else ""
        column = spot.sheet.column(key) if key else spot.sheet.holding(below)
        if column is None:
            return (spot.sheet.label, spot.row)
        missing = column.key in self.missing.get(spot.sheet.key, ())
        return (spot.sheet.label, HEADER if missing else spot.row, column.label)
