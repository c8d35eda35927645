"""A directory as CSV files, one a sheet: in one archive, or in a folder."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from conseillers_adapters.sheets.archives import MOST_BYTES, MOST_ROWS, too_big, unpacked
from conseillers_adapters.sheets.columns import HEADER, Sheet
from conseillers_adapters.sheets.flattening import rows_of
from conseillers_adapters.sheets.kinds import Written
from conseillers_adapters.sheets.layout import SHEETS
from conseillers_adapters.sheets.places import told
from conseillers_adapters.sheets.reading import Progress, Sheets, sheet_named, sheets_of
from conseillers_adapters.sheets.tables import Row
from conseillers_adapters.sheets.unwritable import refuse_unwritable
from conseillers_application.folding import folded
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.errors import Fault, Invalid, too_long

DELIMITERS: Final = (";", ",")
"""Between cells: the first is what a French spreadsheet writes and opens."""

LONGEST: Final = 131_072
"""Characters of a cell: beyond, Python's reader refuses it."""

_FORMULA: Final = ("=", "+", "-", "@", "'", "\t", "\r")
"""How a cell starts that a spreadsheet would run, or that already carries the mark put before these."""

_MARK: Final = "'"


def write_csv(document: DirectoryDocument) -> bytes:
    """The directory as an archive of CSV files, that `read_csv` reads back the same.

    Raises:
        Invalid: when two objects bear one name, or a text fits in no cell.
    """
    rows = rows_of(document)
    refuse_unwritable(rows, _refusal)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for sheet in SHEETS:
            # The same directory makes the same file: an entry without a date has that of 1980.
            entry = zipfile.ZipInfo(_file_name(sheet))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _written(sheet, rows[sheet.key]))
    return held.getvalue()


def read_csv(content: bytes, progress: Progress | None = None) -> Sheets:
    """What an archive of CSV files says.

    Raises:
        Invalid: when it is no archive, is too big, or a file of it is no CSV in UTF-8.
    """
    return _read(unpacked(content, "Ce fichier n’est pas une archive ZIP lisible de fichiers CSV."), progress)


def read_csv_folder(path: Path, progress: Progress | None = None) -> Sheets:
    """What the CSV files of a folder say.

    Raises:
        Invalid: when a file is no CSV in UTF-8, or they are too big.
        OSError: when the folder cannot be read.
    """
    files = sorted(file for file in path.iterdir() if file.is_file() and _is_csv(file.name))
    if sum(file.stat().st_size for file in files) > MOST_BYTES:
        raise too_big()
    return _read({file.name: file.read_bytes() for file in files}, progress)


def _file_name(sheet: Sheet) -> str:
    # Without accents: not every program that packs archives agrees on how they are written.
    return folded(sheet.label).replace(" ", "-") + ".csv"


def _written(sheet: Sheet, rows: Iterable[Sequence[Written]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=DELIMITERS[0], lineterminator="\r\n")
    writer.writerow(column.label for column in sheet.columns)
    writer.writerows([_harmless(str(cell)) for cell in row] for row in rows)
    # The mark at the start is how spreadsheets know UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return _MARK + cell if cell.startswith(_FORMULA) else cell


def _as_typed(cell: str) -> str:
    return cell[1:] if cell.startswith(_MARK) and cell[1:].startswith(_FORMULA) else cell


def _refusal(cell: str) -> tuple[str, str] | None:
    # One of them is the mark that may be put before.
    return ("too_long", too_long(LONGEST - 1)) if len(cell) >= LONGEST else None


def _is_csv(name: str) -> bool:
    path = PurePosixPath(name)
    # Some programs pack files of their own beside those of people.
    return path.suffix.lower() == ".csv" and not path.name.startswith(".") and path.parts[0] != "__MACOSX"


def _read(files: Mapping[str, bytes], progress: Progress | None) -> Sheets:
    named: list[tuple[str, Sequence[Row]]] = []
    faults: list[Fault] = []
    for name, content in files.items():
        if _is_csv(name):
            stem = PurePosixPath(name).stem
            sheet = sheet_named(stem)
            label = sheet.label if sheet else stem
            try:
                named.append((label, list(_rows(label, content))))
            except Invalid as refused:
                faults += refused.faults
    if faults:
        raise Invalid(*faults)
    return sheets_of(named, progress)


def _rows(label: str, content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = "Ce fichier n’est pas en UTF-8. Enregistrez-le au format « CSV UTF-8 »."
        raise Invalid(told((label,), "encoding", sentence)) from error
    lines = io.StringIO(text, newline="")
    delimiter = _delimiter(text)
    reader = csv.reader(_bounded(lines, delimiter), delimiter=delimiter, strict=True)
    number = HEADER
    try:
        for number, row in enumerate(reader, HEADER):
            if number > MOST_ROWS:
                raise too_big()
            yield [_as_typed(cell) for cell in row]
    except csv.Error as error:
        sentence = (
            f"Ce fichier CSV ne se lit plus après la ligne {number} : guillemets mal placés, ou cellule "
            "trop longue."
        )
        raise Invalid(told((label,), "format", sentence)) from error


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(DELIMITERS, key=header.count)


def _bounded(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """The same lines; a line of delimiters alone would fill the memory with empty cells."""
    for line in lines:
        if line.count(delimiter) > LONGEST:
            raise too_big()
        yield line
