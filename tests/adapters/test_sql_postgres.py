"""PostgreSQL behind the same store: writers wait for one another, readers see one state."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from attrs import evolve
from psycopg import errors
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from conseillers_adapters.sql import SqlStore, make_engine
from conseillers_adapters.sql.engine import reading
from conseillers_adapters.sql.refusals import cut, refusal
from conseillers_application.ports import DirectoryVersion, OutcomeUnknown, Reply, StoreBusy, StoreFull
from conseillers_domain.errors import Conflict
from tests.builders import (
    NOW,
    SIRET,
    a_catalogue,
    a_demand,
    a_need,
    a_referral,
    a_routing,
    an_account,
    an_index,
)
from tests.contracts.stores import Told, a_sql_store, new_ids


@pytest.fixture
def engine(postgres_url: str) -> Iterator[Engine]:
    made = make_engine(postgres_url, connections=3, timeout=2)
    yield made
    made.dispose()


@pytest.fixture
def store(engine: Engine) -> SqlStore:
    return a_sql_store(engine, Told(), new_ids())


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[threading.Thread]:
    """Something done aside, which has ended when this is over."""
    thread = threading.Thread(target=act)
    thread.start()
    yield thread
    thread.join(10)
    assert not thread.is_alive()


def ask(engine: Engine, question: str) -> object:
    with engine.begin() as connection:
        return connection.execute(text(question)).scalar_one()


def lose_every_connection(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as own:
        own.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("statement_timeout", "2s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "1min"),
        ("synchronous_commit", "off"),  # the hasty server of the tests; its own default elsewhere
    ],
)
def test_a_connection_gives_up_in_time(engine: Engine, setting: str, expected: str) -> None:
    for one in (engine, reading(engine)):
        assert ask(one, f"show {setting}") == expected


def test_writers_see_what_is_committed_and_readers_one_state(engine: Engine) -> None:
    assert ask(engine, "show transaction_isolation") == "read committed"
    assert ask(reading(engine), "show transaction_isolation") == "repeatable read"
    assert ask(reading(engine), "show transaction_read_only") == "on"
    assert ask(engine, "show transaction_read_only") == "off"


def test_who_reads_a_need_to_change_it_makes_the_next_one_wait(store: SqlStore) -> None:
    demand, need = a_demand(), a_need(a_referral("cci"))
    with store.begin() as work:
        work.demands.add(demand)
        work.needs.add(need, demand, a_routing("cci"), None)
    read: list[int] = []

    def the_next() -> None:
        with store.begin() as work:
            read.append(work.needs.get("need").version)

    with store.begin() as work:
        work.needs.get("need")
        with meanwhile(the_next) as thread:
            thread.join(0.3)
            assert thread.is_alive()
            with store.read() as looking:
                assert looking.needs.get("need").version == 0
            work.needs.save(need)
            work.connection.driver.commit()
    assert read == [1]


def test_two_demands_deposited_at_one_instant_see_each_other(store: SqlStore) -> None:
    seen: list[int] = []

    def the_other() -> None:
        with store.begin() as work:
            seen.append(len(work.demands.past(SIRET, "")))

    with store.begin() as work:
        assert work.demands.past(SIRET, "") == ()
        with meanwhile(the_other) as thread:
            thread.join(0.3)
            assert thread.is_alive()
            work.demands.add(a_demand())
            work.connection.driver.commit()
    assert seen == [1]


def test_the_same_request_sent_twice_at_one_instant_is_done_once(store: SqlStore) -> None:
    found: list[Reply | None] = []

    def the_same() -> None:
        with store.begin() as work:
            found.append(work.replies.find("key", NOW))

    with store.begin() as work:
        assert work.replies.find("key", NOW) is None
        with meanwhile(the_same) as thread:
            thread.join(0.3)
            assert thread.is_alive()
            work.replies.keep("key", Reply(digest="d", answer={}), NOW)
            work.connection.driver.commit()
    assert found == [Reply(digest="d", answer={})]


def test_an_address_given_to_two_accounts_at_one_instant_is_given_to_one(store: SqlStore) -> None:
    told: list[str] = []

    def the_other() -> None:
        try:
            with store.begin() as work:
                work.accounts.add(an_account("other", email=an_account().email))
        except Conflict as refused:
            told.append(refused.code)

    with store.begin() as work:
        work.accounts.add(an_account())
        with meanwhile(the_other) as thread:
            thread.join(0.3)
            assert thread.is_alive()
            work.connection.driver.commit()
    assert told == ["account_exists"]


def test_what_is_published_under_another_version_is_not_published_over_it(store: SqlStore) -> None:
    told: list[StoreBusy] = []
    first, second = (DirectoryVersion(version=one, at=NOW, by="staff", why="") for one in "12")

    def the_other() -> None:
        try:
            with store.begin() as work:
                assert work.directories.current().directory.version == "0"
                waiting.set()
                going.wait(5)
                work.directories.publish(an_index(version="2"), second)
        except StoreBusy as busy:
            told.append(busy)

    waiting, going = threading.Event(), threading.Event()
    with meanwhile(the_other):
        assert waiting.wait(5)
        with store.begin() as work:
            work.directories.publish(an_index(version="1"), first)
            work.catalogues.publish(a_catalogue("recruter", version="2"), NOW)
        going.set()
    assert [busy.at_once for busy in told] == [True]


def test_a_statement_that_takes_too_long_is_given_up(store: SqlStore) -> None:
    with pytest.raises(StoreBusy) as busy, store.read() as work:
        work.connection.execute(text("select pg_sleep(5)"))
    assert not busy.value.at_once
    with store.read() as work:
        assert work.directories.count() == 0


def test_when_every_connection_is_taken_one_is_told_so(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conseillers_adapters.sql.postgres_engine.WAITING_FOR_A_LOCK", 0.1)
    engine = make_engine(postgres_url, connections=1)
    store = a_sql_store(engine, Told(), new_ids())
    with store.read(), pytest.raises(StoreBusy, match="no connection"), store.read():
        pass
    engine.dispose()


def test_a_server_that_restarted_is_found_again_at_once(store: SqlStore, postgres_url: str) -> None:
    with store.read(), store.read():
        pass
    lose_every_connection(postgres_url)
    with pytest.raises(StoreBusy) as busy, store.begin() as work:
        work.accounts.add(an_account())
    assert busy.value.at_once
    with store.begin() as work:
        work.accounts.add(an_account())
    with store.read() as work:
        assert work.accounts.get("account") == an_account()


def test_a_line_cut_while_a_transaction_is_kept_leaves_its_outcome_unknown(
    store: SqlStore, postgres_url: str
) -> None:
    with pytest.raises(OutcomeUnknown), store.begin() as work:  # noqa: PT012 - the last line cuts it
        work.accounts.add(an_account())
        lose_every_connection(postgres_url)
    with store.read() as work:
        assert work.accounts.by_email(an_account().email) is None


def wrapped(error: Exception, *, lost: bool = False) -> DBAPIError:
    return OperationalError("insert", {}, error, connection_invalidated=lost)


@pytest.mark.parametrize(
    ("error", "at_once"),
    [
        (errors.SerializationFailure(), True),
        (errors.DeadlockDetected(), True),
        (errors.AdminShutdown(), True),
        (psycopg.OperationalError("server closed the connection"), True),
        (errors.LockNotAvailable(), False),
        (errors.QueryCanceled(), False),
        (errors.TooManyConnections(), False),
        (errors.CannotConnectNow(), False),
    ],
)
def test_a_refusal_says_whether_to_come_back_at_once(error: Exception, at_once: bool) -> None:
    for told in (error, wrapped(error)):
        busy = refusal(told)
        assert isinstance(busy, StoreBusy)
        assert busy.at_once is at_once


def test_a_server_without_room_says_so() -> None:
    assert isinstance(refusal(wrapped(errors.DiskFull())), StoreFull)


def test_other_refusals_are_bugs_and_told_as_they_are() -> None:
    for error in (errors.UniqueViolation(), errors.UndefinedTable(), ValueError(), Conflict("Trop tard.")):
        assert refusal(error) is error
        assert not cut(error)
    assert isinstance(refusal(NoConnection()), StoreBusy)
    assert isinstance(refusal(errors.ReadOnlySqlTransaction()), TypeError)
    assert cut(wrapped(errors.UniqueViolation(), lost=True))


def test_an_account_is_the_same_whatever_was_kept_meanwhile(store: SqlStore) -> None:
    with store.begin() as work:
        work.accounts.add(an_account())
    with store.read() as reader:
        before = reader.accounts.get("account")
        with store.begin() as work:
            work.accounts.save(evolve(before, name="changed"))
        assert reader.accounts.get("account") == before
