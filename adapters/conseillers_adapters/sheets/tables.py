"""The rows of one sheet read into what its columns hold, with what is wrong in each cell."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from conseillers_adapters.documents.misread import Misread
from conseillers_adapters.documents.shapes import Tree
from conseillers_adapters.sheets.columns import HEADER, Column, Sheet
from conseillers_adapters.sheets.kinds import Cell, is_blank, text_of
from conseillers_adapters.sheets.places import told
from conseillers_application.folding import folded
from conseillers_domain.errors import REQUIRED, Fault

Row = Sequence[Cell]
Values = dict[str, Tree]
"""What a row says, by the key of its columns; nothing where a cell is empty or wrong."""

_ALPHABET: Final = 26


@frozen
class Table:
    """A sheet as read: each row that holds something, under its number.

    `missing`: the keys of the columns that should have been there.
    """

    rows: tuple[tuple[int, Values], ...] = ()
    faults: tuple[Fault, ...] = ()
    missing: frozenset[str] = frozenset()


def read_table(sheet: Sheet, header: Row, rows: Iterator[Row]) -> Table:
    """What a sheet says, once its first row has named the columns."""
    columns = _Columns(sheet, header)
    faults = list(columns.faults)
    read = []
    for number, row in enumerate(rows, HEADER + 1):
        if not all(map(is_blank, row)):
            values: Values = {}
            faults.extend(columns.read(number, row, values))
            read.append((number, values))
    return Table(tuple(read), tuple(faults), columns.missing)


class _Columns:
    """Which cell of a row belongs to which column, as the header says, and what is wrong with it."""

    def __init__(self, sheet: Sheet, header: Row) -> None:
        self._sheet = sheet
        self._found: dict[Column, int] = {}
        self._named = set[int]()
        self.faults = [*self._in(header)]
        absent = [one for one in sheet.columns if one.required and one not in self._found]
        self.missing = frozenset(one.key for one in absent)
        self.faults += (
            self._fault(HEADER, one.label, "missing_column", "Il manque cette colonne.") for one in absent
        )

    def _in(self, header: Row) -> Iterator[Fault]:
        for place, cell in enumerate(header):
            if is_blank(cell):
                continue
            self._named.add(place)
            title = text_of(cell).strip()
            column = self._sheet.named.get(folded(title))
            if column is None:
                expected = ", ".join(f"« {one.label} »" for one in self._sheet.columns)
                yield self._fault(
                    HEADER, title, "unknown_column", f"Colonne inconnue. Colonnes attendues : {expected}."
                )
            elif column in self._found:
                yield self._fault(HEADER, title, "duplicate", "Cette colonne est donnée deux fois.")
            else:
                self._found[column] = place

    def read(self, number: int, row: Row, values: Values) -> Iterator[Fault]:
        """Fill in what a row says; tell what is wrong with it."""
        for column, place in self._found.items():
            cell = row[place] if place < len(row) else ""
            try:
                value = None if cell == "" else column.kind.read(cell)
            except Misread as misread:
                yield self._fault(number, column.label, misread.code, misread.sentence)
                continue
            if value is not None:
                values[column.key] = value
            elif column.required:
                yield self._fault(number, column.label, "required", REQUIRED)
        if len(row) > len(self._named):
            yield from self._untitled(number, row)

    def _untitled(self, number: int, row: Row) -> Iterator[Fault]:
        for place, cell in enumerate(row):
            if place not in self._named and not is_blank(cell):
                sentence = "Cette colonne n’a pas de titre : donnez-lui en un, ou videz-la."
                yield self._fault(number, _letters(place), "unknown_column", sentence)

    def _fault(self, number: int, label: str, code: str, sentence: str) -> Fault:
        return told((self._sheet.label, number, label), code, sentence)


def _letters(place: int) -> str:
    """The name a spreadsheet gives to a column: A, B… Z, AA."""
    before, last = divmod(place, _ALPHABET)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
