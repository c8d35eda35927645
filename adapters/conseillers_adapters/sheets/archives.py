"""Archives that people send: opened without believing what they say of their size."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from conseillers_domain.errors import Fault, Invalid

MOST_BYTES: Final = 256 * 1024 * 1024
"""What a file may hold once unpacked: many times the directory of the whole country."""

MOST_ROWS: Final = 1_048_576
"""The rows of a sheet, in every spreadsheet program."""

_BROKEN: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
"""What opening an archive raises when it is none, is damaged, or is locked with a password."""


def unpacked(content: bytes, otherwise: str) -> Mapping[str, bytes]:
    """The files of an archive, by name; folders are left out.

    Raises:
        Invalid: `format` with the sentence `otherwise` when it is no archive, `too_big` when it would
            not fit in memory.
    """
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.is_dir():
                    continue
                with archive.open(entry) as packed:
                    found[entry.filename] = packed.read(left + 1)
                left -= len(found[entry.filename])
                if left < 0:
                    break
    except _BROKEN as error:
        raise unreadable(otherwise) from error
    if left < 0:
        raise too_big()
    return found


def unreadable(sentence: str) -> Invalid:
    """The refusal of a file that is not what it should be."""
    return Invalid(Fault("", "format", sentence))


def too_big() -> Invalid:
    """The refusal of a file that holds more than any directory."""
    return Invalid(
        Fault(
            "",
            "too_big",
            "Ce fichier est trop gros : 256 Mo au plus une fois décompressé, et "
            "1 048 576 lignes par feuille.",
        )
    )
