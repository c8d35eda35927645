"""The directory in files: a JSON document, an XLSX workbook, or CSV files in an archive or a folder."""

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

from attrs import frozen

from conseillers_adapters.documents import read_partly, unstructure
from conseillers_adapters.sheets import (
    Sheets,
    document_of,
    read_csv,
    read_csv_folder,
    read_xlsx,
    write_csv,
    write_xlsx,
)
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.errors import Fault, Invalid, told_once
from conseillers_domain.territory import Geography


class Format(StrEnum):
    """How a directory is written."""

    JSON = "json"
    XLSX = "xlsx"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        """As HTTP calls it; CSV files travel in one archive."""
        return MEDIA_TYPES[self]

    @property
    def ending(self) -> str:
        """How such a file's name ends."""
        return {Format.JSON: ".json", Format.XLSX: ".xlsx", Format.CSV: ".zip"}[self]


MEDIA_TYPES: Final = {
    Format.JSON: "application/json",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "application/zip",
}


def as_it_is(fault: Fault) -> Fault:
    """A fault of a JSON document is at its place already."""
    return fault


@frozen
class GivenDirectory:
    """A directory read from a file as far as it is right.

    `faults`: those of shape, at their place in the file. `place`: says where in the file a fault of the
    document lies that is found later.
    """

    document: DirectoryDocument
    faults: tuple[Fault, ...]
    place: Callable[[Fault], Fault] = as_it_is

    def placed(self, wrong: Invalid) -> Invalid:
        """The same refusal, every fault at its place in the file."""
        known = set(self.faults)
        found = (self.place(one) for one in wrong.faults if one not in known)
        return Invalid(*told_once(self.faults, tuple(found)))


def tree_of(text: str, name: str) -> object:
    """The JSON tree of a text. Raises Invalid when it is none."""
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        sentence = f"« {name} » a trop de niveaux imbriqués."
        raise Invalid(Fault("", "too_deep", sentence)) from None
    except json.JSONDecodeError as wrong:
        where = f"ligne {wrong.lineno}, colonne {wrong.colno}"
        sentence = f"« {name} » n’est pas un document JSON ({where})."
        raise Invalid(Fault("", "not_json", sentence)) from None
    except ValueError:  # a number of thousands of digits
        raise Invalid(Fault("", "not_json", f"« {name} » n’est pas un document JSON.")) from None


def text_of(content: bytes, name: str) -> str:
    """The text of a file. Raises Invalid when it is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        sentence = f"« {name} » ne se lit pas : ce n’est pas un texte en UTF-8."
        raise Invalid(Fault("", "unreadable", sentence)) from None


def from_json(text: str, name: str) -> GivenDirectory:
    """Raises Invalid when it is no JSON document at all."""
    return GivenDirectory(*read_partly(DirectoryDocument, tree_of(text, name)))


def from_bytes(
    content: bytes, form: Format, name: str, progress: Callable[[int, int], None] | None = None
) -> GivenDirectory:
    """`progress` is told the rows read and how many there are. Raises Invalid for nothing of that form."""
    match form:
        case Format.XLSX:
            return _from_sheets(read_xlsx(content, progress))
        case Format.CSV:
            return _from_sheets(read_csv(content, progress))
        case Format.JSON:
            return from_json(text_of(content, name), name)


def form_of(path: Path) -> Format:
    """How a file is written, by how its name ends; one without an ending is JSON. Raises Invalid."""
    endings = {"": Format.JSON} | {one.ending: one for one in Format}
    form = endings.get(path.suffix.lower())
    if form is None:
        expected = ", ".join(one.ending for one in Format)
        sentence = f"« {path} » : terminaison inconnue. Terminaisons attendues : {expected}."
        raise Invalid(Fault("", "unknown_format", sentence))
    return form


def from_path(path: Path, progress: Callable[[int, int], None] | None = None) -> GivenDirectory:
    """A file, by how its name ends, or a folder of CSV files. Raises OSError, or Invalid."""
    if path.is_dir():
        return _from_sheets(read_csv_folder(path, progress))
    return from_bytes(path.read_bytes(), form_of(path), str(path), progress)


def written(document: DirectoryDocument, form: Format, catalogue: Catalogue, geography: Geography) -> bytes:
    """A directory in that form, as it is read back; a workbook lists what the catalogue may name."""
    match form:
        case Format.XLSX:
            return write_xlsx(document, catalogue, geography)
        case Format.CSV:
            return write_csv(document)
        case Format.JSON:
            return json.dumps(unstructure(document), ensure_ascii=False, indent=1).encode()


def _from_sheets(sheets: Sheets) -> GivenDirectory:
    document, faults = document_of(sheets)
    return GivenDirectory(document, faults, sheets.place)
