"""How much a workbook would unfold to, counted before a reader that takes room for every cell opens it."""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from xml.parsers import expat

from conseillers_adapters.sheets.archives import MOST_BYTES, MOST_ROWS, too_big, unreadable

MOST_CELLS: Final = 16 * MOST_ROWS
"""Cells of all sheets together, the empty ones between the first and the last of each included."""

_IS_SHEET: Final = re.compile(rb"<(?:[\w.-]+:)?sheetData\b")
_STRINGS: Final = "xl/sharedstrings.xml"
_END_OF_STRING: Final = re.compile(rb"</(?:[\w.-]+:)?si\s*>|<(?:[\w.-]+:)?si\s*/>")
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ALPHABET: Final = 26


def must_fit(files: Mapping[str, bytes], otherwise: str) -> None:
    """Refuse a workbook, given as the files of its archive, that would not fit in memory once read.

    A few bytes name a cell at the far end of a sheet, or a long text a million times.

    Raises:
        Invalid: `too_big`; or `format` with the sentence `otherwise`, when a sheet is not written as
            sheets are.
    """
    texts = [
        len(text)
        for name, content in files.items()
        if name.lower() == _STRINGS
        for text in _END_OF_STRING.split(content)
    ]
    sheets = [_Extent(texts) for _ in files]
    try:
        for extent, content in zip(sheets, files.values(), strict=True):
            if _IS_SHEET.search(content):
                extent.measure(content)
    except (expat.ExpatError, ValueError) as error:
        raise unreadable(otherwise) from error
    if (
        any(extent.rows > MOST_ROWS for extent in sheets)
        or sum(extent.rows * extent.columns for extent in sheets) > MOST_CELLS
        or sum(extent.text for extent in sheets) > MOST_BYTES
    ):
        raise too_big()


class _Extent:
    """How far the cells of a sheet go, and how long the texts are that it takes from the common ones."""

    def __init__(self, texts: Sequence[int]) -> None:
        self.rows = self.columns = self.text = 0
        self._texts = texts
        self._row = self._column = 0
        self._takes_text = False
        self._value = False

    def measure(self, sheet: bytes) -> None:
        """Read it through. Raises ExpatError, ValueError when it is not written as sheets are."""
        # Whatever the sheet says of its encoding: the reader to come knows no other.
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._said
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refused
        parser.Parse(sheet, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self._cell(attributes)
            case "v":
                self._value = self._takes_text
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._column = 0
                self.rows = max(self.rows, self._row)
            case _:
                pass

    def _cell(self, attributes: dict[str, str]) -> None:
        self._takes_text = attributes.get("t") == "s"
        address = attributes.get("r")
        if address is None:
            self._column += 1
        else:
            found = _ADDRESS.fullmatch(address)
            if found is None:
                raise ValueError("no address of a cell")
            self._column, self._row = _column(found[1]), int(found[2])
        self.rows = max(self.rows, self._row)
        self.columns = max(self.columns, self._column)

    def _said(self, text: str) -> None:
        if self._value:
            rank = int(text)
            self.text += self._texts[rank] if 0 <= rank < len(self._texts) else 0

    def _end(self, _: str) -> None:
        self._value = False


def _refused(*_: object) -> None:
    raise ValueError("a sheet has no document type")


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * _ALPHABET + ord(letter) - ord("A") + 1
    return column
