"""The write lock of an SQLite file goes round, whoever else wants it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from conseillers_adapters.one_writer import BEGIN, PATIENCE, be_patient, begin_alone, busy


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with closing(opened(tmp_path / "one.db")) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE said (word TEXT)")
    return tmp_path / "one.db"


@pytest.fixture
def mine(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(opened(file)) as connection:
        yield connection


def opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    be_patient(connection)
    return connection


def test_who_waits_is_let_in_beside_somebody_who_writes_all_the_time(
    file: Path, mine: sqlite3.Connection
) -> None:
    stop, begun = Event(), Event()

    def write_all_the_time() -> None:
        with closing(opened(file)) as other:
            while not stop.is_set():
                begin_alone(other)
                other.execute("INSERT INTO said VALUES ('other')")
                begun.set()
                other.execute("COMMIT")

    other = Thread(target=write_all_the_time)
    other.start()
    try:
        begun.wait(PATIENCE)
        for _ in range(20):
            begin_alone(mine)
            mine.execute("INSERT INTO said VALUES ('mine')")
            mine.execute("COMMIT")
    finally:
        stop.set()
        other.join()
    assert mine.execute("SELECT count(*) FROM said WHERE word = 'mine'").fetchone() == (20,)


def test_who_is_never_let_in_gives_up_and_is_as_patient_as_before(
    file: Path, mine: sqlite3.Connection
) -> None:
    with closing(opened(file)) as other:
        other.execute(BEGIN)
        with pytest.raises(sqlite3.OperationalError) as told:
            begin_alone(mine, patience=0)
        other.execute("ROLLBACK")
    assert busy(told.value)
    assert mine.execute("PRAGMA busy_timeout").fetchone() == (PATIENCE * 1000,)


def test_what_is_wrong_otherwise_is_not_waited_for(mine: sqlite3.Connection) -> None:
    begin_alone(mine)
    with pytest.raises(sqlite3.OperationalError, match="within a transaction") as told:
        begin_alone(mine)
    assert not busy(told.value)
