"""How the rows of INSEE's stocks become those of the file that answers."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from attrs import Factory, frozen

from conseillers_adapters.registries.reading import activity
from conseillers_adapters.registries.stock_files import Piece
from conseillers_adapters.registries.stock_layout import WIDTH
from conseillers_application.folding import folded
from conseillers_domain.company import SiretFault, parse_siret

SIREN_DIGITS: Final = 9
SIRET_DIGITS: Final = 14
OPEN: Final = "A"
SHUT: Final = frozenset({"F", "C"})
DISCLOSED: Final = "O"

Refuse = Callable[[int, str], None]
"""Is told the rank of a row and why it is not kept."""


class Shared(dict[tuple[object, ...], int]):
    """Values that many rows share: each is written when it is first met, and pointed at."""

    def __init__(self, made: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
        """Take up those already written."""
        listed, marks = ", ".join(columns), ", ".join("?" * (len(columns) + 1))
        rows = made.execute(f"SELECT id, {listed} FROM {table}")  # noqa: S608 - names of our own
        super().__init__((tuple(values), number) for number, *values in rows)
        self._add = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - same
        self._made = made

    def __missing__(self, values: tuple[object, ...]) -> int:
        number = self[values] = len(self) + 1
        self._made.execute(self._add, (number, *values))
        return number


class Days(dict[str | None, int | None]):
    """Days as numbers; a few thousand make a whole country. One that is none is unknown."""

    def __missing__(self, text: str | None) -> int | None:
        try:
            day = None if text is None else date.fromisoformat(text[:10]).toordinal()
        except ValueError:
            day = None
        self[text] = day
        return day


@frozen
class Rows:
    """What a piece becomes: rows, and names to search by of what is open and of what is not.

    `treated`: the last instant INSEE touched one of them; empty when it is not told.
    """

    rows: list[tuple[object, ...]] = Factory(list)
    open_names: list[tuple[int, str]] = Factory(list)
    other_names: list[tuple[int, str]] = Factory(list)
    treated: str = ""


def company_rows(piece: Piece, traits: Shared, days: Days, refuse: Refuse) -> Rows:
    """The companies of a piece, its columns being those of `COMPANIES`."""
    made = Rows()
    for rank, row in enumerate(zip(*piece.columns, strict=True), piece.first):
        siren, status, created, headcount, state, last, used_last, first, used_first, name, usual, form = row
        number = _number(siren, SIREN_DIGITS)
        if number is None or not _keyed(number):
            refuse(rank, f"« {siren or ''} » n’est pas un SIREN")
            continue
        person = " ".join(filter(None, (used_first or first, used_last or last)))
        called = name or usual or person or None
        traits_id = traits[None, form, headcount, state == OPEN, status in (DISCLOSED, None)]
        made.rows.append((number, traits_id, days[created], called))
        if called:
            names = made.open_names if state == OPEN else made.other_names
            names.append((-number, folded(called)))
    return made


def establishment_rows(piece: Piece, traits: Shared, places: Shared, days: Days, refuse: Refuse) -> Rows:
    """The establishments of a piece, its columns being those of `ESTABLISHMENTS`, then `TREATED`."""
    made = Rows(treated=max(filter(None, piece.columns[-1]), default=""))
    for rank, row in enumerate(zip(*piece.columns, strict=True), piece.first):
        siret, status, created, headcount, *street, postal, town, abroad, commune, country = row[:14]
        state, sign, usual, naf, nomenclature, _ = row[14:]
        number = _number(siret, SIRET_DIGITS)
        if number is None or not _is_siret(number):
            refuse(rank, f"« {siret or ''} » n’est pas un SIRET")
            continue
        if state != OPEN and state not in SHUT:
            refuse(rank, f"l’établissement {siret} n’est dit ni ouvert ni fermé")
            continue
        name = usual or sign
        made.rows.append(
            (
                number,
                places[commune, postal, town or abroad, country is not None],
                traits[
                    activity(naf, nomenclature), None, headcount, state == OPEN, status in (DISCLOSED, None)
                ],
                days[created],
                " ".join(filter(None, street)) or None,
                name,
            )
        )
        if name:
            names = made.open_names if state == OPEN else made.other_names
            names.append((number, folded(name)))
    return made


def _number(text: str | None, digits: int) -> int | None:
    """A number as INSEE writes it; Parquet may have taken the zeros that it begins with."""
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > digits:
        return None
    return int(text)


def _four(number: int) -> Iterable[int]:
    for digit, doubled in zip(f"{number:04d}", (True, False, True, False), strict=True):
        yield sum(divmod(2 * int(digit), 10)) if doubled else int(digit)


_KEYS: Final = [sum(_four(number)) for number in range(10_000)]
"""What each four digits, counted from the right, add to Luhn's sum."""


def _keyed(number: int) -> bool:
    # Written out: it is done twice for each of tens of millions.
    total = (
        _KEYS[number % 10_000]
        + _KEYS[number // 10**4 % 10_000]
        + _KEYS[number // 10**8 % 10_000]
        + _KEYS[number // 10**12]
    )
    return total % 10 == 0 and number > 0


def _is_siret(number: int) -> bool:
    # Tens of millions of them: the domain is asked about the exceptions only.
    if _keyed(number) and _keyed(number // WIDTH):
        return True
    return not isinstance(parse_siret(f"{number:014d}"), SiretFault)
