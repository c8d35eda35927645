"""What people may choose from in the cells of a column, and what a spreadsheet says to other entries."""

from datetime import date
from typing import Any, Final

from conseillers_adapters.sheets.columns import HEADER, Column, Sheet
from conseillers_adapters.sheets.condition_sheets import OWNERS
from conseillers_adapters.sheets.kinds import DAY, INTEGER
from conseillers_adapters.sheets.layout import NESTS, PARTS
from conseillers_adapters.sheets.reference_sheets import SUBJECTS

_FIRST: Final = HEADER + 1


def lists_of_codes(subjects: int) -> dict[str, str]:
    """The named ranges of a workbook that hold the codes of each sheet: name and formula.

    They follow what people add. `subjects`: how many the reference sheet lists; none, no such sheet.
    """
    found = {_range(part.key): _growing(part) for part in PARTS}
    if subjects:
        found[_range("subjects")] = f"='{SUBJECTS}'!$A${_FIRST}:$A${HEADER + subjects}"
    return found


def validation(column: Column, lists: dict[str, str]) -> dict[str, Any] | None:
    """What a spreadsheet proposes and refuses in the cells of a column, as xlsxwriter is told it."""
    if column.kind.choices:
        return _list(list(column.kind.choices), "stop", "Choisissez une valeur de la liste.")
    if column.names == "owners":
        return _list(_owners(), "warning", "Aucune ligne ne porte ce code.")
    if _range(column.names) in lists:
        return _list(f"={_range(column.names)}", "warning", "Aucune ligne ne porte ce code.")
    if column.kind is DAY:
        return _bounded("date", date(1900, 1, 1), "Écrivez une date, comme 2026-12-01.")
    if column.kind is INTEGER:
        return _bounded("integer", 0, "Écrivez un nombre entier, 0 ou plus.")
    return None


def letter(sheet: Sheet, key: str) -> str:
    """The letter of a column; no sheet has more than twenty-six."""
    return chr(ord("A") + sheet.columns.index(sheet.column(key)))


def _range(key: str) -> str:
    return f"codes_{key}"


def _growing(part: Sheet) -> str:
    column = f"'{part.label}'!${letter(part, part.code)}"
    top = f"{column}${_FIRST}"
    return f"=OFFSET({top},0,0,MAX(COUNTA({column}:${letter(part, part.code)})-1,1),1)"


def _owners() -> str:
    """The codes of the sheet that the same row names in its first column."""
    formula = '""'
    for nest in NESTS:
        if nest.level:
            formula = f'IF($A{_FIRST}="{OWNERS[nest.level]}",{_range(nest.part.key)},{formula})'
    return f"={formula}"


def _list(source: list[str] | str, error_type: str, sentence: str) -> dict[str, Any]:
    return {"validate": "list", "source": source, "error_type": error_type, **_said(sentence)}


def _bounded(kind: str, least: date | int, sentence: str) -> dict[str, Any]:
    return {"validate": kind, "criteria": ">=", "value": least, **_said(sentence)}


def _said(sentence: str) -> dict[str, Any]:
    return {"error_title": "Valeur inattendue", "error_message": sentence}
