"""The database: durable, consistent, and closed when it is done with."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from conseillers_adapters.sql import make_engine
from conseillers_adapters.sql.engine import reading
from conseillers_adapters.sql.sqlite_engine import PATIENT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "data" / "service.sqlite"


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    made = make_engine(f"sqlite:///{file}")
    yield made
    made.dispose()


def ask(engine: Engine, question: str) -> object:
    with engine.begin() as connection:
        return connection.execute(text(question)).scalar_one()


def test_the_folder_of_a_file_is_made_when_it_is_missing(engine: Engine, file: Path) -> None:
    assert not file.parent.exists() or not list(file.parent.iterdir())
    assert ask(engine, "select 1") == 1
    assert file.exists()


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_what_is_accepted_is_durable_on_every_connection(
    engine: Engine, pragma: str, expected: object
) -> None:
    for one in (engine, reading(engine)):
        assert ask(one, f"PRAGMA {pragma}") == expected


def test_what_points_to_nothing_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("create table one (id text primary key)"))
        connection.execute(text("create table other (one text references one (id))"))
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("insert into other values ('nothing')"))


def test_a_transaction_that_may_write_takes_the_lock_when_it_begins(engine: Engine, file: Path) -> None:
    other = make_engine(f"sqlite:///{file}")
    hurried = other.execution_options(**{PATIENT: 0})
    with engine.begin(), pytest.raises(OperationalError, match="locked"):
        hurried.connect().begin()
    other.dispose()


def test_a_transaction_that_reads_neither_takes_the_lock_nor_waits_for_it(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("create table kept (number integer)"))
    with engine.begin() as writer:
        writer.execute(text("insert into kept values (1)"))
        assert ask(reading(engine), "select count(*) from kept") == 0
    with reading(engine).begin() as reader:
        assert reader.execute(text("select count(*) from kept")).scalar_one() == 1
        with engine.begin() as writer:
            writer.execute(text("insert into kept values (2)"))
        assert reader.execute(text("select count(*) from kept")).scalar_one() == 1
    assert ask(reading(engine), "select count(*) from kept") == 2


def test_a_connection_that_read_writes_when_its_turn_comes(engine: Engine) -> None:
    for number in range(3):
        assert ask(reading(engine), "select 1") == 1
        with engine.begin() as connection:
            connection.execute(text(f"create table kept_{number} (number integer)"))
    assert ask(engine, "select count(*) from sqlite_master") == 3


def test_a_database_in_memory_is_the_same_for_every_thread() -> None:
    engine = make_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(text("create table kept (number integer)"))
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(ask, engine, "select count(*) from kept").result() == 0
    engine.dispose()


def test_an_engine_that_is_disposed_of_leaves_nothing_open(engine: Engine, file: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("create table kept (number integer)"))
    with engine.begin(), reading(engine).begin() as reader:
        reader.execute(text("select count(*) from kept"))
    assert file.with_name("service.sqlite-wal").exists()
    engine.dispose()
    gc.collect()  # an unclosed connection would warn, and warnings are errors
    assert [one.name for one in file.parent.iterdir()] == ["service.sqlite"]
