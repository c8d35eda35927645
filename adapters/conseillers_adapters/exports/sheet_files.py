"""A sheet written as a file that spreadsheets open as it is, and run nothing of."""

import csv
import io
from typing import Final

from conseillers_application.exports import Cell, ExportFormat, Sheet

BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it, a spreadsheet reads French accents as something else."""

DELIMITER: Final = ";"
"""What a French spreadsheet expects, for it writes numbers with a comma."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_MARK: Final = "'"


def write_sheet(sheet: Sheet, form: ExportFormat) -> bytes:
    """The file of a sheet."""
    return _csv(sheet) if form is ExportFormat.CSV else _xlsx(sheet)


def _csv(sheet: Sheet) -> bytes:
    held = io.StringIO(newline="")
    held.write(BOM)
    rows = csv.writer(held, delimiter=DELIMITER)
    rows.writerow(sheet.columns)
    rows.writerows(tuple(map(_as_text, row)) for row in sheet.rows)
    return held.getvalue().encode()


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _MARK + cell if cell.startswith(_FORMULA) else cell
    return str(cell).replace(".", ",")


def _xlsx(sheet: Sheet) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    held = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(held, options) as book:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        page.set_column(0, len(sheet.columns) - 1, 18)
        page.write_row(0, 0, sheet.columns, book.add_format({"bold": True}))
        for rank, row in enumerate(sheet.rows, 1):
            page.write_row(rank, 0, row)
    return held.getvalue()
