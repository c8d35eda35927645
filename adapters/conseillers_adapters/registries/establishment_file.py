"""The file of establishments a service without network reads, and its demonstration ships with.

JSON, in gzip when the name ends in `.gz`: `{"source": "…", "as_of": "2026-01-01T00:00:00+00:00",
"establishments": [{"siret": "…", "name": "…", "commune": "47001", …}]}`. The keys of an establishment
are the fields of `Establishment`, less `source` and `as_of` which are the file's; a key that is absent
or null is unknown; `open` is true and `foreign` false unless said. Days are `2019-05-01`.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from sys import intern
from typing import Any, Final

from attrs import fields

from conseillers_domain.company import Establishment, Siret, SiretFault, parse_siret


class UnreadableEstablishments(ValueError):  # noqa: N818 - says what the file is, in the words of its reader
    """A file that is no file of establishments: a sentence says what is wrong, and where."""


def read_establishments(content: bytes) -> tuple[Establishment, ...]:
    """The establishments of a file, in its order. Raises UnreadableEstablishments."""
    document = _document(content)
    source, read_at, entries = (document.get(key) for key in ("source", "as_of", "establishments"))
    if not isinstance(source, str) or not isinstance(entries, list):
        raise UnreadableEstablishments("Il manque « source » ou « establishments ».")
    as_of = instant_of(read_at)
    return tuple(
        establishment_of(entry, source, as_of, where=f"Établissement n° {rank}")
        for rank, entry in enumerate(entries, 1)
    )


def write_establishments(path: Path, establishments: Iterable[Establishment]) -> None:
    """Write a file that reads back the same, whatever the machine and the day: same content, same bytes.

    All must come from one source at one instant. Raises ValueError otherwise, or when there are none.
    """
    kept = sorted(establishments, key=attrgetter("siret"))
    origins = {(one.source, one.as_of) for one in kept}
    if len(origins) != 1:
        raise ValueError("Une seule origine est attendue : même source, même date.")
    ((source, as_of),) = origins
    document = {
        "source": source,
        "as_of": as_of.isoformat(),
        "establishments": [entry_of(one) for one in kept],
    }
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    path.write_bytes(_zipped(content) if path.name.endswith(".gz") else content)


def _zipped(content: bytes) -> bytes:
    # Neither name nor time inside: the same establishments make the same file.
    held = BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=held, mtime=0) as zipped:
        zipped.write(content)
    return held.getvalue()


def entry_of(establishment: Establishment) -> dict[str, object]:
    """An establishment as it is written, less its source and date."""
    entry = {}
    for one in fields(Establishment):
        value = getattr(establishment, one.name)
        if one.name not in _OF_THE_FILE and value != one.default:
            entry[one.name] = value.isoformat() if isinstance(value, date) else value
    return entry


def _document(content: bytes) -> Mapping[str, object]:
    try:
        plain = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        document = json.loads(plain)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise UnreadableEstablishments("Ce n’est pas un fichier JSON lisible.") from error
    if not isinstance(document, dict):
        raise UnreadableEstablishments("Un objet JSON est attendu.")
    return document


def instant_of(value: object) -> datetime:
    """An instant with its zone. Raises UnreadableEstablishments."""
    try:
        instant = datetime.fromisoformat(_text(value))
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise UnreadableEstablishments("« as_of » doit être un instant avec son fuseau.")
    return instant


def establishment_of(
    entry: object, source: str, as_of: datetime, *, where: str = "Établissement"
) -> Establishment:
    """An establishment as `entry_of` writes it. Raises UnreadableEstablishments."""
    if not isinstance(entry, dict):
        raise UnreadableEstablishments(f"{where} : un objet est attendu.")
    read: dict[str, Any] = {}
    for key, value in entry.items():
        reader = _READERS.get(key)
        if reader is None:
            raise UnreadableEstablishments(f"{where} : « {key} » est inconnu.")
        if value is not None:
            try:
                read[key] = reader(value)
            except ValueError as error:
                raise UnreadableEstablishments(f"{where}, « {key} » : {error}.") from error
    if "siret" not in read or "name" not in read:
        raise UnreadableEstablishments(f"{where} : il manque « siret » ou « name ».")
    return Establishment(source=source, as_of=as_of, **read)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("un texte est attendu")  # noqa: TRY004 - faults of a file are values, all alike
    return value


def _code(value: object) -> str:
    # A few thousand codes stand for every establishment: one copy of each is kept.
    return intern(_text(value))


def _siret(value: object) -> Siret:
    siret = parse_siret(_text(value))
    if isinstance(siret, SiretFault):
        raise ValueError("ce SIRET n’existe pas")  # noqa: TRY004 - a fault of the file
    return siret


def _day(value: object) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError as error:
        raise ValueError("un jour est attendu, comme 2019-05-01") from error


def _codes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("une liste est attendue")  # noqa: TRY004 - a fault of the file
    return tuple(_code(one) for one in value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("vrai ou faux est attendu")  # noqa: TRY004 - a fault of the file
    return value


_OF_THE_FILE: Final = {"source", "as_of"}
_READERS: Final[Mapping[str, Callable[[object], object]]] = {
    "siret": _siret,
    "name": _text,
    "commune": _code,
    "postal_code": _code,
    "address": _text,
    "created_on": _day,
    "legal_form": _code,
    "naf": _code,
    "headcount": _code,
    "natures": _codes,
    "nafa": _codes,
    "opco": _code,
    "open": _flag,
    "foreign": _flag,
}
