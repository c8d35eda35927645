"""What sheets say of a directory: the document, every fault, and where each of them stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from conseillers_adapters.documents import read_partly
from conseillers_adapters.sheets.assembly import Assembly
from conseillers_adapters.sheets.columns import Sheet
from conseillers_adapters.sheets.kinds import is_blank
from conseillers_adapters.sheets.layout import SHEETS
from conseillers_adapters.sheets.places import Places, told
from conseillers_adapters.sheets.tables import Row, read_table
from conseillers_application.folding import folded
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.errors import Fault, told_once

Progress = Callable[[int, int], None]
"""Is told how many rows are done, and how many there are."""

_STEP: Final = 1000
_NAMES: Final = {name: sheet for sheet in SHEETS for name in sheet.names}


@frozen(eq=False)
class Sheets:
    """Sheets as they were read.

    `tree`: the directory document they stand for, as JSON holds it. `faults`: what is wrong in the sheets
    themselves, each at its sheet, row and column.
    """

    tree: Mapping[str, Any]
    faults: tuple[Fault, ...]
    _places: Places

    def place(self, fault: Fault) -> Fault:
        """A fault of the document, said of the sheet, row and column it comes from."""
        return self._places.place(fault)


def document_of(sheets: Sheets) -> tuple[DirectoryDocument, tuple[Fault, ...]]:
    """The directory that sheets stand for, as far as they are right, and every fault of their shape.

    What is then said of the document's sense goes through `sheets.place`, and is joined to these by
    `told_once`.
    """
    document, faults = read_partly(DirectoryDocument, sheets.tree)
    return document, told_once(sheets.faults, tuple(dict.fromkeys(map(sheets.place, faults))))


def sheet_named(name: str) -> Sheet | None:
    """The sheet that is called that, by its label or by its key, accents and case ignored."""
    return _NAMES.get(folded(name))


def sheets_of(named: Sequence[tuple[str, Sequence[Row]]], progress: Progress | None) -> Sheets:
    """What these sheets say, given under the names people see, header first."""
    given: dict[str, Sequence[Row]] = {}
    faults = []
    for name, rows in named:
        sheet = sheet_named(name)
        if all(all(map(is_blank, row)) for row in rows):
            continue
        if sheet is None:
            expected = ", ".join(f"« {one.label} »" for one in SHEETS)
            faults.append(
                told((name,), "unknown_sheet", f"Feuille inconnue. Feuilles attendues : {expected}.")
            )
        elif sheet.key in given:
            faults.append(told((name,), "duplicate", "Cette feuille est donnée deux fois."))
        else:
            given[sheet.key] = rows
    if not given and not faults:
        expected = ", ".join(f"« {one.label} »" for one in SHEETS)
        sentence = f"Aucune feuille de l’annuaire n’est remplie. Feuilles attendues : {expected}."
        faults.append(Fault("", "no_sheet", sentence))
    done = _RowsDone(sum(len(rows) - 1 for rows in given.values()), progress)
    tables = {
        sheet.key: read_table(sheet, given[sheet.key][0], done.counted(given[sheet.key][1:]))
        for sheet in SHEETS
        if sheet.key in given
    }
    assembly = Assembly(tables)
    return Sheets(assembly.tree, (*faults, *assembly.faults), assembly.places)


class _RowsDone:
    """The rows read so far, told every thousand and at the end."""

    def __init__(self, total: int, tell: Progress | None) -> None:
        self._done, self._total, self._tell = 0, total, tell

    def counted(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The same rows, counted as they pass."""
        for row in rows:
            yield row
            self._done += 1
            if self._tell is not None and (self._done % _STEP == 0 or self._done == self._total):
                self._tell(self._done, self._total)
