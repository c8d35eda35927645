"""A directory written as an XLSX workbook that people go on filling in."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from conseillers_adapters.sheets.archives import MOST_ROWS
from conseillers_adapters.sheets.choices import lists_of_codes, validation
from conseillers_adapters.sheets.columns import Column, Sheet
from conseillers_adapters.sheets.flattening import Rows, rows_of
from conseillers_adapters.sheets.kinds import Written
from conseillers_adapters.sheets.layout import SHEETS
from conseillers_adapters.sheets.reference_sheets import (
    HOW_TO,
    INSTRUCTIONS,
    TITLES,
    Reference,
    instructions,
    references,
)
from conseillers_adapters.sheets.rich_text import as_string, refusal
from conseillers_adapters.sheets.unwritable import refuse_unwritable
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.territory import Geography

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_OPTIONS: Final = {"in_memory": True}
_STYLES: Final[dict[str, dict[str, object]]] = {
    "title": {"bold": True, "font_size": 16},
    "part": {"bold": True, "font_size": 12},
    "words": {"text_wrap": True, "valign": "top"},
    "header": {"bold": True, "bg_color": "#E8E8E8", "bottom": 1, "text_wrap": True, "valign": "top"},
    "required": {"bold": True, "bg_color": "#C9DAF0", "bottom": 1, "text_wrap": True, "valign": "top"},
    "code": {"num_format": 49},  # text, whatever the language of the spreadsheet
    "day": {"num_format": "yyyy-mm-dd"},
    "plain": {},
}
A4: Final = 9
"""The paper’s number in the format."""

_LINE_HEIGHT: Final = 15
_LINE_LENGTH: Final = 160

# Spreadsheets believe that 1900 had a 29th of February: days before it are not the same for all.
_FIRST_SURE_DAY: Final = date(1900, 3, 1)


def template_xlsx(catalogue: Catalogue, geography: Geography) -> bytes:
    """An empty workbook to fill in, with how to, and the codes of subjects, questions and zones."""
    return write_xlsx(DirectoryDocument(), catalogue, geography)


def write_xlsx(
    document: DirectoryDocument, catalogue: Catalogue | None = None, geography: Geography | None = None
) -> bytes:
    """The directory as a workbook, that `read_xlsx` reads back the same; laid out as the empty one.

    Raises:
        Invalid: when two objects bear one name, or a text fits in no cell.
    """
    import xlsxwriter

    rows = rows_of(document)
    refuse_unwritable(rows, refusal)
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, _OPTIONS) as workbook:
        _Writer(workbook, catalogue, geography).write(rows)
    return held.getvalue()


class _Writer:
    """One workbook being written."""

    def __init__(
        self, workbook: "Workbook", catalogue: Catalogue | None, geography: Geography | None
    ) -> None:
        self._workbook = workbook
        self._references = tuple(references(catalogue, geography))
        self._lists = lists_of_codes(len(catalogue.subjects) if catalogue else 0)
        self._styles: dict[str, Format] = {
            name: workbook.add_format(style) for name, style in _STYLES.items()
        }

    def write(self, rows: Mapping[str, Rows]) -> None:
        self._instructions()
        for sheet in SHEETS:
            self._sheet(sheet, rows[sheet.key])
        for reference in self._references:
            self._reference(reference)
        for name, formula in self._lists.items():
            self._workbook.define_name(name, formula)

    def _page(self, label: str) -> "Worksheet":
        """A sheet that prints with all its columns on the width of a page."""
        page = self._workbook.add_worksheet(label)
        page.set_paper(A4)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        return page

    def _instructions(self) -> None:
        page = self._page(INSTRUCTIONS)
        page.hide_gridlines(2)
        for place, (_, width) in enumerate(TITLES):
            page.set_column(place, place, width, self._styles["words"])
        page.write_string(0, 0, "Annuaire des conseillers : mode d’emploi", self._styles["title"])
        at = 2
        for sentence in HOW_TO:
            page.merge_range(at, 0, at, len(TITLES) - 1, sentence, self._styles["words"])
            at += 1
        for label, purpose, lines in instructions():
            page.write_string(at + 1, 0, f"Feuille « {label} »", self._styles["part"])
            page.merge_range(at + 2, 0, at + 2, len(TITLES) - 1, purpose, self._styles["words"])
            # Nothing makes a row of merged cells as high as what it says.
            page.set_row(at + 2, _LINE_HEIGHT * (1 + len(purpose) // _LINE_LENGTH))
            self._line(page, at + 3, [title for title, _ in TITLES], "header")
            for line in lines:
                self._line(page, at + 4, line, "words")
                # Programs differ on how high a row of wrapped words is: the longest of its cells says.
                lines_of = (1 + len(words) // width for words, (_, width) in zip(line, TITLES, strict=True))
                page.set_row(at + 4, _LINE_HEIGHT * max(lines_of))
                at += 1
            at += 4

    def _line(self, page: "Worksheet", at: int, line: Sequence[str], style: str) -> None:
        for place, words in enumerate(line):
            page.write_string(at, place, as_string(words), self._styles[style])

    def _sheet(self, sheet: Sheet, rows: Rows) -> None:
        page = self._page(sheet.label)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        styles = []
        for place, column in enumerate(sheet.columns):
            self._header(page, place, column)
            styles.append(self._styles[column.kind.style])
            page.set_column(place, place, max(column.kind.width, len(column.label) + 2), styles[place])
            proposed = validation(column, self._lists)
            if proposed is not None:
                page.data_validation(1, place, MOST_ROWS - 1, place, proposed)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if cell != "":
                    _write(page, number, place, cell, styles[place])

    def _header(self, page: "Worksheet", place: int, column: Column) -> None:
        title = f"{column.label} *" if column.required else column.label
        page.write_string(0, place, title, self._styles["required" if column.required else "header"])

    def _reference(self, reference: Reference) -> None:
        page = self._page(reference.label)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        for place, (_, width) in enumerate(reference.titles):
            page.set_column(place, place, width, self._styles["code"])
        self._line(page, 0, [title for title, _ in reference.titles], "header")
        for at, row in enumerate(reference.rows, 1):
            self._line(page, at, row, "code")


def _write(page: "Worksheet", row: int, place: int, cell: Written, style: "Format") -> None:
    if isinstance(cell, int):
        page.write_number(row, place, cell, style)
    elif isinstance(cell, date) and cell >= _FIRST_SURE_DAY:
        page.write_datetime(row, place, cell, style)
    else:
        page.write_string(row, place, as_string(str(cell)), style)
