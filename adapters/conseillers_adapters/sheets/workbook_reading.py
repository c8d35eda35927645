"""A directory read from an XLSX workbook."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from conseillers_adapters.sheets.archives import unpacked, unreadable
from conseillers_adapters.sheets.reading import Progress, Sheets, sheets_of
from conseillers_adapters.sheets.reference_sheets import UNREAD
from conseillers_adapters.sheets.workbook_bounds import must_fit
from conseillers_application.folding import folded

NO_WORKBOOK: Final = (
    "Ce fichier n’est pas un classeur XLSX lisible. Enregistrez-le au format « Classeur Excel (.xlsx) », "
    "sans mot de passe."
)
_OTHER_FORMATS: Final = frozenset({"content.xml", "xl/workbook.bin"})
"""The hearts of ODS and XLSB workbooks, which nothing has measured."""


def read_xlsx(content: bytes, progress: Progress | None = None) -> Sheets:
    """What a workbook says.

    Raises:
        Invalid: when it is no XLSX workbook, or too big.
    """
    import python_calamine

    files = unpacked(content, NO_WORKBOOK)
    if not _OTHER_FORMATS.isdisjoint(map(str.lower, files)):
        raise unreadable(NO_WORKBOOK)
    must_fit(files, NO_WORKBOOK)
    try:
        with python_calamine.load_workbook(_packed(files)) as workbook:
            named = [
                (sheet.name, workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
                for sheet in workbook.sheets_metadata
                # A chart has no rows.
                if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet and folded(sheet.name) not in UNREAD
            ]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise unreadable(NO_WORKBOOK) from error
    return sheets_of(named, progress)


def _packed(files: Mapping[str, bytes]) -> io.BytesIO:
    """The same files in an archive of our own: what is read is what was measured."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    held.seek(0)
    return held
