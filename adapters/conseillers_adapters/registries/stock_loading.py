"""INSEE's stocks loaded into the file that answers: built beside it, put in its place when it is whole."""

import json
import os
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from conseillers_adapters.registries.stock_columns import COMPANIES, ESTABLISHMENTS, TREATED
from conseillers_adapters.registries.stock_files import Piece, StockFile, UnreadableStock
from conseillers_adapters.registries.stock_layout import AS_OF, LAYOUT, NAMES, PLACES, TABLES, TRAITS
from conseillers_adapters.registries.stock_rows import (
    Days,
    Rows,
    Shared,
    company_rows,
    establishment_rows,
)

CACHE: Final = -64_000
"""Kilobytes of the file that SQLite holds while loading; negative, as it wants them."""

SHOWN: Final = 20
"""Refused rows that are told; the others are counted."""

WORK: Final = """
CREATE TABLE progress (file TEXT PRIMARY KEY, read INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE refused (file TEXT, line INTEGER, why TEXT, PRIMARY KEY (file, line)) WITHOUT ROWID;
"""
"""What only a load needs."""

INSERT: Final = {
    "companies": "INSERT OR REPLACE INTO companies VALUES (?, ?, ?, ?)",
    "establishments": "INSERT OR REPLACE INTO establishments VALUES (?, ?, ?, ?, ?, ?)",
}
REFUSE: Final = "INSERT OR IGNORE INTO refused VALUES (?, ?, ?)"
SPOILT: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

Followed = Callable[[str, int, int], None]
"""Is told which file is read, how much of it is, and of how much; both are the same once only, at the end."""


class AlreadyLoading(Exception):  # noqa: N818 - says what is going on
    """Another load into the same file is under way."""


@frozen(kw_only=True)
class Refused:
    """A row that was not kept; `line`: of a CSV file, or the rank of a row of Parquet."""

    file: str
    line: int
    why: str


@frozen(kw_only=True)
class Loaded:
    """What a load did. `read`: rows, of both files; `kept`: establishments; `companies`: names of companies.

    `refused`: the first of the rows that were not kept; `refusals`: how many there are. `resumed`: rows that
    an earlier load, cut short, had already read. `size`: bytes of the file made.
    """

    read: int
    kept: int
    companies: int
    refusals: int
    refused: tuple[Refused, ...]
    resumed: int
    size: int = 0


def load_stock(
    establishments: Path, output: Path, *, companies: Path | None = None, followed: Followed
) -> Loaded:
    """Load the stocks, and put the whole in the place of `output`, which serves until then.

    A load that was cut is taken up where it stood, if the files are still the same. Raises UnreadableStock,
    AlreadyLoading, OSError; sqlite3.OperationalError when there is no room.
    """
    files = {"establishments": StockFile(establishments, ESTABLISHMENTS, (TREATED,))}
    if companies is not None:
        files = {"companies": StockFile(companies, COMPANIES), **files}
    for file in files.values():
        file.check()
    output.parent.mkdir(parents=True, exist_ok=True)
    building = output.with_name(f"{output.name}.en-cours")
    with closing(_opened(building, files.values())) as made:
        load = _Load(made)
        resumed = load.read
        for table, file in files.items():
            load.add(table, file, followed)
        loaded = load.finished(files["establishments"], resumed)
    _synced(building)
    building.replace(output)
    _synced(output.parent)
    return evolve(loaded, size=output.stat().st_size)


class _Load:
    """The file under construction, filled piece by piece: each with how far it goes, or not at all."""

    def __init__(self, made: sqlite3.Connection) -> None:
        """Take it up where it stands."""
        self._made = made
        self._places = Shared(made, "places", PLACES)
        self._traits = Shared(made, "traits", TRAITS)
        self._days = Days()

    @property
    def read(self) -> int:
        """Rows read so far."""
        return int(self._one("SELECT total(read) FROM progress"))

    def add(self, table: str, file: StockFile, followed: Followed) -> None:
        """Read a file from where the load stands."""
        done = self._one("SELECT coalesce(max(read), 0) FROM progress WHERE file = ?", table)
        # Of rows cut wrong only the line is known; of the others, the rank among those cut well.
        lines, cut = list[int](), list[tuple[str, int, str]]()

        def misshapen(line: int, why: str) -> None:
            # Called from a thread of pyarrow's: kept, for this one to write.
            lines.append(line)
            cut.append((table, line, why))

        def refuse(rank: int, why: str) -> None:
            self._made.execute(REFUSE, (table, rank if file.is_parquet else _line(rank, lines), why))

        written, total = 0, 1
        for piece in file.pieces(misshapen):
            rest, found = piece.after(done), len(cut)
            self._made.execute("BEGIN IMMEDIATE")
            if rest is not None:
                self._write(table, rest, refuse)
            self._made.executemany(REFUSE, cut[written:found])
            self._made.execute("COMMIT")
            written, total = found, piece.total
            # CSV is read ahead of what is written: its end is not the end.
            if piece.done < total:
                followed(file.path.name, piece.done, total)
        self._made.executemany(REFUSE, cut[written:])
        followed(file.path.name, total, total)

    def _write(self, table: str, piece: Piece, refuse: Callable[[int, str], None]) -> None:
        rows = self._rows(table, piece, refuse)
        self._made.executemany(INSERT[table], rows.rows)
        for index, names in zip(NAMES, (rows.other_names, rows.open_names), strict=True):
            self._made.executemany(f"INSERT INTO {index} (rowid, name) VALUES (?, ?)", names)  # noqa: S608 - ours
        self._made.execute(
            "INSERT INTO about VALUES (?, ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)",
            (AS_OF, rows.treated),
        )
        self._made.execute(
            "INSERT OR REPLACE INTO progress VALUES (?, ?)", (table, piece.first + len(piece) - 1)
        )

    def _rows(self, table: str, piece: Piece, refuse: Callable[[int, str], None]) -> Rows:
        if table == "companies":
            return company_rows(piece, self._traits, self._days, refuse)
        return establishment_rows(piece, self._traits, self._places, self._days, refuse)

    def finished(self, file: StockFile, resumed: int) -> Loaded:
        """What was done; the file is ready to serve. Raises UnreadableStock when it would know nobody."""
        loaded = Loaded(
            read=self.read,
            kept=self._one("SELECT count(*) FROM establishments"),
            companies=self._one("SELECT count(*) FROM companies"),
            refusals=self._one("SELECT count(*) FROM refused"),
            refused=tuple(
                Refused(file=one, line=line, why=why)
                for one, line, why in self._made.execute(
                    "SELECT file, line, why FROM refused ORDER BY file, line LIMIT ?", (SHOWN,)
                )
            ),
            resumed=resumed,
        )
        if not loaded.kept:
            why = "".join(f" Ligne {one.line} : {one.why}." for one in loaded.refused[:1])
            raise UnreadableStock(f"« {file.path.name} » n’a aucun établissement à garder.{why}")
        for index in NAMES:
            self._made.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608 - ours
        self._made.execute(
            "UPDATE about SET value = ? WHERE key = ? AND value = ''", (file.written_at.isoformat(), AS_OF)
        )
        self._made.executescript("DROP TABLE progress; DROP TABLE refused;")
        # Alone in its file from now on: it is renamed.
        self._made.execute("PRAGMA journal_mode = DELETE")
        return loaded

    def _one(self, query: str, *values: object) -> int:
        found: int = self._made.execute(query, values).fetchone()[0]
        return found


def _line(rank: int, cut: Sequence[int]) -> int:
    """The line of CSV of a row, its rank counting neither the first line nor those cut wrong."""
    line = rank + 1
    while (shifted := rank + 1 + bisect_right(cut, line)) != line:
        line = shifted
    return line


def _opened(building: Path, files: Iterable[StockFile]) -> sqlite3.Connection:
    """The file under construction: the one left there, when it is made from the same files, or a new one."""
    sources = json.dumps([LAYOUT, *(one.identity for one in files)])
    try:
        made = _connected(building)
        if _sources(made) == sources:
            return made
        made.close()
    except sqlite3.DatabaseError as wrong:
        if wrong.sqlite_errorcode not in SPOILT:
            raise
    for end in ("", "-wal", "-shm", "-journal"):
        building.with_name(building.name + end).unlink(missing_ok=True)
    made = _connected(building)
    made.executescript(f"BEGIN; {TABLES} {WORK} COMMIT;")
    made.execute("INSERT INTO about VALUES ('sources', ?)", (sources,))
    return made


def _connected(building: Path) -> sqlite3.Connection:
    """Nobody else's. Raises AlreadyLoading, DatabaseError."""
    made = sqlite3.connect(building, timeout=0, isolation_level=None)
    try:
        made.execute("PRAGMA locking_mode = EXCLUSIVE")
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA synchronous = NORMAL")
        made.execute(f"PRAGMA cache_size = {CACHE}")
        made.execute("BEGIN IMMEDIATE")
        made.execute("COMMIT")
    except sqlite3.DatabaseError as wrong:
        made.close()
        if wrong.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise AlreadyLoading from None
        raise
    return made


def _sources(made: sqlite3.Connection) -> str | None:
    if not made.execute("SELECT count(*) FROM sqlite_master WHERE name = 'progress'").fetchone()[0]:
        return None
    row = made.execute("SELECT value FROM about WHERE key = 'sources'").fetchone()
    return row and str(row[0])


def _synced(path: Path) -> None:
    held = os.open(path, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
