"""How much a workbook would unfold to, counted before a reader that takes room for every cell opens it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from string import ascii_uppercase, digits
from typing import Final
from xml.parsers import expat

from conseillers_adapters.sheets.archives import MOST_BYTES, MOST_ROWS, too_big, unreadable

MOST_CELLS: Final = 16 * MOST_ROWS
"""Cells of all sheets together, the empty ones between the first and the last of each included."""

_IS_SHEET: Final = re.compile(rb"<(?:[\w.-]+:)?sheetData\b")
_STRINGS: Final = "xl/sharedstrings.xml"
_END_OF_STRING: Final = re.compile(rb"</(?:[\w.-]+:)?si\s*>|<(?:[\w.-]+:)?si\s*/>")
_LETTERS: Final = re.compile(r"[A-Z]{1,3}")


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
    """How far the cells of a sheet go, and how long the texts are that it takes from the common ones.

    Run for each cell of each sheet: what it spares is felt.
    """

    def __init__(self, texts: Sequence[int]) -> None:
        self.rows = self.columns = self.text = 0
        self._texts = texts
        self._row = self._column = 0
        self._takes_text = self._in_value = False
        self._rank = ""

    def measure(self, sheet: bytes) -> None:
        """Read it through. Raises ExpatError, ValueError when it is not written as sheets are."""
        # Whatever the sheet says of its encoding: the reader to come knows no other.
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = _refused
        parser.Parse(sheet, True)
        self._add_text()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._in_value:
            self._add_text()
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._cell(attributes.get("r"))
            self._takes_text = attributes.get("t") == "s"
        elif name == "v":
            self._in_value = self._takes_text
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            self.rows = max(self.rows, self._row)

    def _cell(self, address: str | None) -> None:
        if address is None:
            self._column += 1
        else:
            letters = address.rstrip(digits)
            self._column, self._row = _column(letters), int(address[len(letters) :])
        self.rows = max(self.rows, self._row)
        self.columns = max(self.columns, self._column)

    def _said(self, text: str) -> None:
        # One value may come in several pieces, and spaces after it.
        if self._in_value:
            self._rank += text

    def _add_text(self) -> None:
        rank = int(self._rank or -1)
        if 0 <= rank < len(self._texts):
            self.text += self._texts[rank]
        self._in_value, self._rank = False, ""


def _refused(*_: object) -> None:
    raise ValueError("a sheet has no document type")


@cache
def _column(letters: str) -> int:
    if not _LETTERS.fullmatch(letters):
        raise ValueError("no address of a cell")
    column = 0
    for letter in letters:
        column = column * len(ascii_uppercase) + ascii_uppercase.index(letter) + 1
    return column
