"""Texts that no file would give back: refused when written, at their sheet, row and column."""

from collections.abc import Callable, Mapping

from conseillers_adapters.sheets.archives import MOST_ROWS, too_big
from conseillers_adapters.sheets.columns import HEADER
from conseillers_adapters.sheets.flattening import Rows
from conseillers_adapters.sheets.layout import SHEETS
from conseillers_adapters.sheets.places import told
from conseillers_domain.errors import Fault, Invalid


def refuse_unwritable(rows: Mapping[str, Rows], refusal: Callable[[str], tuple[str, str] | None]) -> None:
    """Refuse the cells for which `refusal` gives a code and a sentence. Raises Invalid, for all of them."""
    faults: list[Fault] = []
    for sheet in SHEETS:
        if len(rows[sheet.key]) > MOST_ROWS - HEADER:
            raise too_big()
        for number, row in enumerate(rows[sheet.key], HEADER + 1):
            for column, cell in zip(sheet.columns, row, strict=True):
                if isinstance(cell, str) and (refused := _forbidden(cell) or refusal(cell)):
                    faults.append(told((sheet.label, number, column.label), *refused))
    if faults:
        raise Invalid(*faults)


def _forbidden(text: str) -> tuple[str, str] | None:
    if "\0" not in text and (text.isascii() or _is_encodable(text)):
        return None
    return "format", "Ce texte contient des caractères interdits."


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
