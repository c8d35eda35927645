"""A database copied while it serves, and put back: whole and verified, or not at all."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from conseillers_adapters.sql import backup, make_engine, migrate
from conseillers_adapters.sql.backup import back_up, erase, must_be_free, prepare, put_in_place, verify
from conseillers_domain.errors import Conflict


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A migrated database, with a table that one may write in."""
    file = tmp_path / "service.db"
    engine = make_engine(f"sqlite:///{file}")
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("create table kept (number integer primary key, text text)")
    engine.dispose()
    fill(file, range(500))
    return file


def fill(file: Path, numbers: range) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executemany("insert into kept values (?, ?)", [(n, "x" * 200) for n in numbers])


def kept(file: Path) -> list[int]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("select number from kept order by number")]


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_a_copy_is_the_state_it_was_begun_on_whatever_is_written_meanwhile(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "PAGES", 5)
    engine = make_engine(f"sqlite:///{database}")
    told: list[tuple[int, int]] = []

    def writing(done: int, total: int) -> None:
        told.append((done, total))
        with engine.begin() as connection:
            connection.exec_driver_sql("insert into kept values (?, 'meanwhile')", (1_000 + len(told),))

    back_up(database, tmp_path / "copy.db", writing)
    engine.dispose()
    assert len(told) > 5
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert kept(tmp_path / "copy.db") == [*range(500)]
    assert kept(database) == [*range(500), *(1_001 + n for n in range(len(told)))]
    assert names(tmp_path) == {"service.db", "copy.db"}


def test_what_is_still_in_the_journal_is_copied(database: Path, tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        connection.exec_driver_sql("insert into kept values (999, 'in the journal')")
    back_up(database, tmp_path / "copy.db")
    engine.dispose()
    assert kept(tmp_path / "copy.db")[-1] == 999


def test_a_copy_is_for_its_owner_only(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_copy_takes_no_name_that_is_taken_and_no_database_that_is_missing(
    database: Path, tmp_path: Path
) -> None:
    (tmp_path / "copy.db").write_text("précieux")
    with pytest.raises(Conflict, match="existe déjà"):
        back_up(database, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "précieux"
    with pytest.raises(Conflict, match="n’existe pas"):
        back_up(tmp_path / "nulle.db", tmp_path / "other.db")
    assert names(tmp_path) == {"service.db", "copy.db"}


def test_a_copy_that_fails_leaves_nothing(database: Path, tmp_path: Path) -> None:
    def failing(_done: int, _total: int) -> None:
        raise OSError("no room left")

    with pytest.raises(OSError, match="no room"):
        back_up(database, tmp_path / "copy.db", failing)
    with pytest.raises(OSError, match="no room"):
        prepare(database, tmp_path / "other.db", failing)
    assert names(tmp_path) == {"service.db"}


def damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 3] = b"\xa5" * 4096 * 2
    file.write_bytes(content)


def test_a_damaged_database_is_not_called_a_backup(database: Path, tmp_path: Path) -> None:
    damage(database)
    with pytest.raises(Conflict, match="endommagé"):
        back_up(database, tmp_path / "copy.db")
    assert names(tmp_path) == {"service.db"}


def test_what_is_bound_to_nothing_is_found(database: Path) -> None:
    verify(database)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "insert into sessions (token_hash, account, opened_at, expires_at) "
            "values ('token', 'nobody', '', '')"
        )
    with pytest.raises(Conflict, match="1 lignes"):
        verify(database)


def test_rows_that_the_tables_would_refuse_are_found(database: Path) -> None:
    stricter = "create table kept (number integer primary key, text text check (text = 'y'))"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("pragma writable_schema = on")
        connection.execute("update sqlite_master set sql = ? where name = 'kept'", (stricter,))
    with pytest.raises(Conflict, match="CHECK constraint failed in kept"):
        verify(database)


def restored(file: Path, database: Path) -> Path:
    """Put a backup in place; where the former database is kept."""
    aside = database.with_name("aside.db")
    put_in_place(prepare(file, database), database, aside)
    return aside


def test_a_backup_comes_back_and_what_it_replaces_is_kept(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "copy.db")
    fill(database, range(600, 610))
    database.chmod(0o640)
    aside = restored(tmp_path / "copy.db", database)
    assert kept(database) == kept(tmp_path / "copy.db") == [*range(500)]
    assert kept(aside)[-1] == 609
    assert stat.S_IMODE(database.stat().st_mode) == 0o640
    assert names(tmp_path) == {"service.db", "copy.db", "aside.db"}


def test_a_backup_may_be_put_where_there_is_nothing(database: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "var" / "data" / "service.db"
    restored(database, elsewhere)
    assert kept(elsewhere) == [*range(500)]
    assert names(elsewhere.parent) == {"service.db"}


def test_a_damaged_database_can_be_replaced_and_is_kept_as_it_is(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "copy.db")
    database.write_text("rien d’une base de données")
    database.with_name("service.db-shm").write_text("ni de sa mémoire")
    aside = restored(tmp_path / "copy.db", database)
    assert kept(database) == [*range(500)]
    assert aside.read_text() == "rien d’une base de données"
    assert aside.with_name("aside.db-shm").read_text() == "ni de sa mémoire"


@contextmanager
def held(database: Path, question: str) -> Iterator[None]:
    """Another process holds the database, having asked it this."""
    program = f"""
import sqlite3, sys
connection = sqlite3.connect({str(database)!r})
connection.execute("pragma journal_mode=wal")
connection.execute({question!r}).fetchall()
print("held", flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(  # noqa: S603 - words of our own
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield


@pytest.mark.parametrize("question", ["select 1 from kept", "insert into kept values (-1, '')"])
def test_a_database_that_a_process_holds_is_not_replaced(
    database: Path, tmp_path: Path, question: str
) -> None:
    back_up(database, tmp_path / "copy.db")
    prepared = prepare(tmp_path / "copy.db", database)
    with held(database, question):
        with pytest.raises(Conflict, match="arrêtez tous ses processus") as told:
            must_be_free(database)
        assert told.value.code == "database_in_use"
        with pytest.raises(Conflict, match="arrêtez tous ses processus"):
            put_in_place(prepared, database, tmp_path / "aside.db")
        assert not (tmp_path / "aside.db").exists()
    must_be_free(database)
    put_in_place(prepared, database, tmp_path / "aside.db")


def test_nor_is_a_damaged_one_that_a_process_holds(database: Path, tmp_path: Path) -> None:
    with held(database, "select 1 from kept"):
        with database.open("r+b") as file:
            file.write(b"rien d'une base")
        with pytest.raises(Conflict, match="arrêtez tous ses processus"):
            must_be_free(database)


def test_a_database_that_is_not_there_is_held_by_nobody(tmp_path: Path) -> None:
    must_be_free(tmp_path / "nulle.db")


def at_revision(file: Path, revision: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("update alembic_version set version_num = ?", (revision,))


@pytest.mark.parametrize(
    ("revision", "told"),
    [("9999", "version plus récente"), ("a1b2c3d4", "n’est pas une base"), ("0000", "n’est pas une base")],
)
def test_a_backup_of_another_service_or_of_a_later_version_is_refused(
    database: Path, tmp_path: Path, revision: str, told: str
) -> None:
    at_revision(database, revision)
    with pytest.raises(Conflict, match=told):
        prepare(database, tmp_path / "other.db")
    assert names(tmp_path) == {"service.db"}


@pytest.mark.parametrize("content", [b"", b"rien d'une base de donn\xc3\xa9es"])
def test_what_is_no_database_of_the_service_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "copy.db").write_bytes(content)
    with pytest.raises(Conflict, match="base"):
        prepare(tmp_path / "copy.db", tmp_path / "service.db")


def test_a_copy_prepared_in_vain_leaves_nothing(database: Path, tmp_path: Path) -> None:
    prepared = prepare(database, tmp_path / "other.db")
    prepared.with_name(f"{prepared.name}-wal").touch()
    erase(prepared)
    assert names(tmp_path) == {"service.db"}
