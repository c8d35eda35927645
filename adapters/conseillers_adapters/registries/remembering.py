"""What distant registers answered, kept in a file that the processes of a machine share.

A memory, not a record: whatever happens to the file, the registers are asked as if it were not there.
"""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar

from attrs import frozen

from conseillers_adapters.registries.establishment_file import entry_of, establishment_of, instant_of
from conseillers_application.ports import Clock, Registry, RegistrySilent
from conseillers_domain.company import Establishment, Siret

FRESH: Final = timedelta(hours=24)
UNKNOWN_FOR: Final = timedelta(minutes=10)
"""A company just made is known to the registers within days, and typed again within minutes."""

KEPT_FOR: Final = timedelta(days=365)
MOST: Final = 200_000
"""Answers; some 500 bytes each."""

LAYOUT: Final = 1
WAIT: Final = 0.2
"""Seconds that another process may hold the file."""

TABLE: Final = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS answers (
    rank INTEGER PRIMARY KEY, siret TEXT NOT NULL UNIQUE, asked_at TEXT NOT NULL, answer TEXT NOT NULL
);
PRAGMA user_version = {LAYOUT};
COMMIT;
"""
STATE: Final = "SELECT user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version"
READ: Final = "SELECT asked_at, answer FROM answers WHERE siret = ?"
# Replacing gives the next rank: the lowest ranks are those asked for the longest ago.
WRITE: Final = "INSERT OR REPLACE INTO answers (siret, asked_at, answer) VALUES (?, ?, ?)"
TRIM: Final = "DELETE FROM answers WHERE rank <= (SELECT max(rank) FROM answers) - ?"

Found = TypeVar("Found")
logger = logging.getLogger(__name__)


class _AnotherLayout(Exception):  # noqa: N818 - says what the file is
    """A file that this version did not make."""


@frozen
class _Memory:
    """What was answered on a SIRET, None when nobody knew it, and when."""

    asked_at: datetime
    establishment: Establishment | None

    def age(self, now: datetime) -> timedelta:
        """For how long it has been known; a clock set back makes nothing young for ever."""
        return abs(now - self.asked_at)


class Remembering:
    """Spares a register the same question twice, and gives an old answer in its silence.

    An answer is good for `FRESH`. Older, the register is asked again and, silent, the old one is given:
    its `as_of` tells its age, on the need sheet too. That nobody knows a SIRET is remembered for
    `UNKNOWN_FOR` only. `most`: answers kept, the last asked for.
    """

    def __init__(self, registry: Registry, file: Path, now: Clock, *, most: int = MOST) -> None:
        """Nothing is opened before the first question."""
        self._registry = registry
        self._file = file
        self._now = now
        self._most = most

    def find(self, siret: Siret) -> Establishment | None:
        """What is remembered, or what the register says. Raises RegistrySilent."""
        held = self._remembered(siret)
        if held and held.age(self._now()) < (FRESH if held.establishment else UNKNOWN_FOR):
            return held.establishment
        try:
            found = self._registry.find(siret)
        except RegistrySilent:
            if held and held.establishment and held.age(self._now()) < KEPT_FOR:
                return held.establishment
            raise
        self._remember([(siret, found)])
        return found

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """What the register finds; whoever is then chosen is remembered. Raises RegistrySilent."""
        found = self._registry.search(text, limit)
        self._remember((one.siret, one) for one in found)
        return found

    def _remembered(self, siret: Siret) -> _Memory | None:
        row = self._tried(lambda memory: memory.execute(READ, (siret,)).fetchone())
        try:
            return _memory(*row) if row else None
        except (ValueError, KeyError, TypeError):
            # One line that cannot be read is one that will be written again.
            return None

    def _remember(self, answers: Iterable[tuple[Siret, Establishment | None]]) -> None:
        asked_at = self._now().isoformat()
        rows = [(siret, asked_at, _written(found)) for siret, found in answers]
        if rows:
            self._tried(lambda memory: _write(memory, rows, self._most))

    def _tried(self, use: Callable[[sqlite3.Connection], Found]) -> Found | None:
        """What `use` finds in the file; nothing when it fails, and the file to blame is put aside."""
        try:
            # Opened for each question: nothing to share between threads, nor to hold when the file changes.
            with closing(_open(self._file)) as memory:
                return use(memory)
        except _AnotherLayout:
            self._put_aside("une autre version l’a écrit")
        except sqlite3.DatabaseError as wrong:
            if wrong.sqlite_errorcode in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                self._put_aside(str(wrong))
            else:
                logger.warning("Mémoire des registres inutilisable : %s", wrong)
        except OSError as wrong:
            logger.warning("Mémoire des registres inutilisable : %s", wrong.strerror)
        return None

    def _put_aside(self, why: str) -> None:
        """Make room for a new one; another process may just have done the same."""
        aside = self._file.with_name(self._file.name + ".illisible")
        logger.warning("Mémoire des registres mise de côté (%s) : %s", why, aside)
        try:
            self._file.replace(aside)
            self._file.with_name(self._file.name + "-journal").unlink(missing_ok=True)
        except OSError as wrong:
            logger.warning("Mémoire des registres inutilisable : %s", wrong.strerror)


def _open(file: Path) -> sqlite3.Connection:
    """The file, its table made if need be. Raises OSError, DatabaseError, _AnotherLayout."""
    file.parent.mkdir(parents=True, exist_ok=True)
    memory = sqlite3.connect(file, timeout=WAIT, isolation_level=None)
    try:
        # What a power cut may take is asked again.
        memory.execute("PRAGMA synchronous = OFF")
        _prepare(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def _prepare(memory: sqlite3.Connection) -> None:
    layout, tables = memory.execute(STATE).fetchone()
    if layout == LAYOUT:
        return
    if tables:
        raise _AnotherLayout
    memory.executescript(TABLE)


def _write(memory: sqlite3.Connection, rows: Sequence[tuple[Siret, str, str]], most: int) -> None:
    memory.execute("BEGIN IMMEDIATE")
    memory.executemany(WRITE, rows)
    memory.execute(TRIM, (most,))
    memory.execute("COMMIT")


def _written(found: Establishment | None) -> str:
    if found is None:
        return ""
    entry = {"source": found.source, "as_of": found.as_of.isoformat(), **entry_of(found)}
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def _memory(asked_at: str, answer: str) -> _Memory:
    """Raises ValueError, KeyError, TypeError for what this version would not have written."""
    if not answer:
        return _Memory(instant_of(asked_at), None)
    entry = json.loads(answer)
    source, as_of = entry.pop("source"), instant_of(entry.pop("as_of"))
    return _Memory(instant_of(asked_at), establishment_of(entry, source, as_of))
