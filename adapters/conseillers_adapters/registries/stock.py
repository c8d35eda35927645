"""INSEE's stocks, loaded into a file of this machine: the register that needs nobody."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from queue import Empty, LifoQueue
from time import monotonic
from typing import Any, Final, TypeVar
from urllib.parse import quote

from attrs import frozen

from conseillers_adapters.registries.reading import UNDISCLOSED, UNNAMED, one_line
from conseillers_adapters.registries.stock_layout import (
    AS_OF,
    LAYOUT,
    NAMES,
    SOURCE,
    WIDTH,
)
from conseillers_application.folding import folded, folded_words
from conseillers_application.ports import RegistrySilent
from conseillers_domain.company import Establishment, Siret

PATIENCE: Final = 1.0
SHORTEST_SEARCH: Final = 3
SHORTEST_START: Final = 3
"""Letters of the beginning of a word; shorter ones are looked for as whole words: too many begin so."""

CANDIDATES: Final = 50
"""Names looked at when more bear the words."""

OFFICES: Final = 1_000
"""Establishments looked at of one company; the Post has ten times as many."""

STEPS: Final = 10_000
"""Instructions of SQLite between two looks at the clock."""

SIREN_DIGITS: Final = 9
SIRET_DIGITS: Final = 14

COLUMNS: Final = """
SELECT e.siret, coalesce(c.name, e.name), p.commune, p.postal_code, p.town, e.street, p.abroad,
    coalesce(c.created, e.created), k.legal_form, t.naf, coalesce(t.headcount, k.headcount),
    t.open, t.disclosed AND coalesce(k.disclosed, 1)
FROM establishments e
LEFT JOIN places p ON p.id = e.place
LEFT JOIN traits t ON t.id = e.traits
LEFT JOIN companies c ON c.siren = e.siret / 100000
LEFT JOIN traits k ON k.id = c.traits
"""
ONE: Final = f"{COLUMNS} WHERE e.siret = ?"
OF_COMPANY: Final = f"{COLUMNS} WHERE e.siret BETWEEN ? AND ? ORDER BY NOT t.open, e.siret LIMIT ?"
Found = TypeVar("Found")


class NoStock(ValueError):  # noqa: N818 - says what the file is, in the words of its reader
    """A file that no stock was loaded into: a sentence says so."""


@frozen
class _Opened:
    """A connection, and the state of the file it was opened on."""

    file: tuple[int, ...]
    base: sqlite3.Connection
    as_of: datetime


class StockRegistry:
    """Says of an establishment what the stock loaded last says; a new one is seen at the next question.

    Whoever is searched by name is found by the beginning of each word, accents and case ignored, whole words
    first. Silent when the file has gone or is spoilt, and when a search takes too long.
    """

    def __init__(self, path: Path) -> None:
        """Nothing is opened before the first question."""
        self._path = path
        # Read-only and never written in place: SQLite need neither lock nor look for changes.
        self._uri = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        self._idle: LifoQueue[_Opened] = LifoQueue()

    def close(self) -> None:
        """Let go of the file."""
        while not self._idle.empty():
            self._idle.get_nowait().base.close()

    def check(self) -> None:
        """Raise NoStock, or OSError, unless the file can answer."""
        try:
            self._idle.put(self._open(self._state()))
        except sqlite3.DatabaseError as wrong:
            raise NoStock(str(wrong)) from None

    def find(self, siret: Siret) -> Establishment | None:
        """What the stock says of a SIRET. Raises RegistrySilent."""
        return self._asked(lambda opened: _one(opened, int(siret)))

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """Open ones first, and one of each company before a second of any. Raises RegistrySilent."""
        number, words = "".join(text.split()), folded_words(text)
        if number.isdecimal() and len(number) == SIRET_DIGITS:
            found = self.find(Siret(number))
            return (found,) if found and limit else ()
        if number.isdecimal() and len(number) == SIREN_DIGITS:
            return self._asked(lambda opened: _of_company(opened, int(number), limit))
        if len(" ".join(words)) < SHORTEST_SEARCH:
            return ()
        return self._asked(lambda opened: _named(opened, words, limit))

    def _asked(self, ask: Callable[[_Opened], Found]) -> Found:
        opened = None
        try:
            opened = self._taken()
            found = ask(opened)
        except (sqlite3.DatabaseError, NoStock, OSError) as wrong:
            if opened is not None:
                opened.base.close()
            raise RegistrySilent(type(wrong).__name__) from None
        self._idle.put(opened)
        return found

    def _taken(self) -> _Opened:
        """A connection to the file that is there now."""
        state = self._state()
        try:
            while (opened := self._idle.get_nowait()).file != state:
                opened.base.close()
        except Empty:
            return self._open(state)
        return opened

    def _state(self) -> tuple[int, ...]:
        held = self._path.stat()
        return held.st_dev, held.st_ino, held.st_size, held.st_mtime_ns

    def _open(self, state: tuple[int, ...]) -> _Opened:
        base = sqlite3.connect(self._uri, uri=True, check_same_thread=False, isolation_level=None)
        try:
            return _Opened(state, base, _dated(base))
        except BaseException:
            base.close()
            raise


def _dated(base: sqlite3.Connection) -> datetime:
    """When the stock was made; INSEE tells no zone. Raises NoStock, DatabaseError."""
    if base.execute("PRAGMA user_version").fetchone() != (LAYOUT,):
        raise NoStock("aucun stock n’y a été chargé par cette version du service")
    row = base.execute("SELECT value FROM about WHERE key = ?", (AS_OF,)).fetchone()
    try:
        at = datetime.fromisoformat(row[0] if row else "")
    except ValueError:
        raise NoStock("la date de son stock ne se lit pas") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _one(opened: _Opened, siret: int) -> Establishment | None:
    row = opened.base.execute(ONE, (siret,)).fetchone()
    return _establishment(row, opened.as_of) if row else None


def _of_company(opened: _Opened, siren: int, limit: int) -> tuple[Establishment, ...]:
    lowest = siren * WIDTH
    rows = opened.base.execute(OF_COMPANY, (lowest, lowest + WIDTH - 1, min(limit, OFFICES)))
    return tuple(_establishment(row, opened.as_of) for row in rows)


def _named(opened: _Opened, words: tuple[str, ...], limit: int) -> tuple[Establishment, ...]:
    deadline = monotonic() + PATIENCE
    opened.base.set_progress_handler(lambda: monotonic() > deadline, STEPS)
    ranked = dict[Siret, tuple[tuple[object, ...], Establishment]]()
    # Whole words are found at once; the beginnings of words cost what the names that begin so are.
    for index, begun in ((index, begun) for index in reversed(NAMES) for begun in (False, True)):
        for places in _bearing(opened, index, words, limit, begun=begun):
            for depth, one in enumerate(places):
                rank = (not one.open, depth, begun, folded(one.name), one.siret)
                ranked.setdefault(one.siret, (rank, one))
        if sum(one.open for _, one in ranked.values()) >= limit:
            break
    opened.base.set_progress_handler(None, 0)
    return tuple(one for _, one in sorted(ranked.values(), key=lambda pair: pair[0])[:limit])


def _bearing(
    opened: _Opened, index: str, words: tuple[str, ...], limit: int, *, begun: bool
) -> Iterator[tuple[Establishment, ...]]:
    """The establishments of each name of an index that bears these words, or words that begin so."""
    sought = " ".join(f'"{word}"{"*" if begun and len(word) >= SHORTEST_START else ""}' for word in words)
    query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT ?"  # noqa: S608 - names of ours
    for (number,) in opened.base.execute(query, (sought, CANDIDATES)).fetchall():
        if number < 0:
            yield _of_company(opened, -number, limit)
        else:
            found = _one(opened, number)
            yield (found,) if found else ()


def _establishment(row: tuple[Any, ...], as_of: datetime) -> Establishment:
    siret, name, commune, postal_code, town, street, abroad, created, form, naf, headcount, is_open, told = (
        row
    )
    return Establishment(
        siret=Siret(f"{siret:014d}"),
        name=name or (UNNAMED if told else UNDISCLOSED),
        source=SOURCE,
        as_of=as_of,
        commune=commune,
        postal_code=postal_code,
        # A town alone is no address: the commune tells it.
        address=one_line(street, postal_code, town) if street else None,
        created_on=None if created is None else date.fromordinal(created),
        legal_form=form,
        naf=naf,
        headcount=headcount,
        open=bool(is_open),
        foreign=bool(abroad),
    )
