"""Those who must not wait are told so before anything is done, and nothing is done of what they asked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from conseillers_adapters.sql import SqlStore, WouldWait, at_once, make_engine, migrate
from conseillers_adapters.sql import patience as module
from conseillers_adapters.sql.patience import FOR_A_WHILE, SLOW, Pace
from conseillers_adapters.sql.published import Shared
from conseillers_domain.events import DemandDeposited
from tests.builders import NOW, a_catalogue, a_geography
from tests.contracts.stores import new_ids


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(f"sqlite:///{tmp_path}/service.sqlite")
    migrate(made)
    yield made
    made.dispose()


@pytest.fixture
def store(engine: Engine) -> SqlStore:
    return SqlStore(
        engine=engine,
        new_id=new_ids(),
        delivered=a_catalogue("recruter"),
        packaged=a_geography,
        put_off=lambda *_: None,
        wake=lambda: None,
    )


def write(store: SqlStore) -> str:
    with store.begin() as work:
        return work.outbox.put(DemandDeposited(demand="1", at=NOW))


def test_who_must_not_wait_writes_when_nobody_else_does(store: SqlStore) -> None:
    with at_once():
        kept = write(store)
    with store.read() as work:
        assert work.outbox.get(kept) == DemandDeposited(demand="1", at=NOW)


def test_who_must_not_wait_waits_neither_for_a_thread_nor_for_another_process(
    store: SqlStore, engine: Engine
) -> None:
    with store.begin(), at_once(), pytest.raises(WouldWait):
        write(store)
    with closing(sqlite3.connect(str(engine.url.database), isolation_level=None)) as other:
        other.execute("begin immediate")
        with at_once(), pytest.raises(WouldWait):
            write(store)
        with at_once(), store.read() as work:  # reading waits for no writer
            assert work.directories.current().directory.version == "0"
        other.execute("rollback")
    write(store)


def test_the_next_writer_on_the_same_connection_waits_as_usual(store: SqlStore, engine: Engine) -> None:
    with at_once():
        write(store)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 10_000


def test_once_something_is_written_the_rest_is_waited_for(store: SqlStore) -> None:
    with at_once():
        write(store)
        with pytest.raises(TypeError, match="written"), store.read() as work:
            work.outbox.put(DemandDeposited(demand="2", at=NOW))
        assert Shared("first").at(1, lambda _: "prepared") == "prepared"


def test_who_must_not_wait_prepares_nothing() -> None:
    shared = Shared("first")
    with at_once():
        assert shared.at(None, lambda _: "prepared") == "first"
        with pytest.raises(WouldWait):
            shared.at(1, lambda _: "prepared")
    assert shared.at(1, lambda _: "prepared") == "prepared"
    with at_once():
        assert shared.at(1, lambda _: "again") == "prepared"


def test_a_disk_is_slow_on_average_and_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    pace = Pace()
    for _ in range(50):
        pace.kept(SLOW / 2)
    pace.kept(SLOW * 4)  # the log is written back into the file
    assert not pace.slow
    for _ in range(8):
        pace.kept(SLOW * 4)
    found = [pace.slow]
    now[0] += FOR_A_WHILE
    assert [*found, pace.slow] == [True, False]


def test_a_slow_disk_is_left_to_those_who_can_wait(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLOW", -1.0)
    with at_once():
        write(store)
    with at_once(), pytest.raises(WouldWait):
        write(store)
    write(store)
