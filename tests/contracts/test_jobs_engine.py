"""What an engine of jobs owes the service, whatever database it stands on."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest
from attrs import define, field, frozen
from procrastinate import exceptions
from procrastinate.jobs import Job, Status

from conseillers_adapters.jobs.backoff import TryLater
from conseillers_adapters.jobs.engine import (
    REACT,
    RESCUE,
    SEND_LETTER,
    Around,
    Backlog,
    Engine,
    FailedJob,
    Regular,
    Run,
)
from conseillers_adapters.jobs.postgres_connector import PostgresConnector
from conseillers_adapters.jobs.schema import create_tables
from conseillers_adapters.jobs.sqlite_connector import SqliteConnector
from conseillers_adapters.jobs.store import JobStore, NewJob
from conseillers_adapters.jobs.worker import Pace, WorkerThread, drain, run_worker
from tests.postgres import conninfo

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
BRISK = Pace(look_every=0.05, patience=5.0)


Connection = sqlite3.Connection | psycopg.Connection[Any]


class Base(Protocol):
    """A database of jobs: how engines, business transactions and other processes reach it."""

    @property
    def prelude(self) -> str:
        """The lines of Python that make `store`, in another process."""
        ...

    def store(self, clock: Callable[[], datetime] | None = None) -> JobStore:
        """A connector, by that clock or its own."""
        ...

    def begin(self) -> Connection:
        """A connection of the driver's own, on which a business transaction is open."""
        ...


@frozen
class SqliteFile:
    path: Path

    @classmethod
    def made_in(cls, folder: Path) -> "SqliteFile":
        made = cls(folder / "service.sqlite")
        with closing(made.begin()) as connection:
            create_tables(connection)
            connection.execute("commit")
        return made

    @property
    def prelude(self) -> str:
        return (
            "from conseillers_adapters.jobs.sqlite_connector import SqliteConnector\n"
            f"store = SqliteConnector({str(self.path)!r})\n"
        )

    def store(self, clock: Callable[[], datetime] | None = None) -> JobStore:
        return SqliteConnector(self.path, now=clock or (lambda: datetime.now(UTC)))

    def begin(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        connection.execute("begin immediate")
        return connection


@frozen
class PostgresDatabase:
    conninfo: str

    @property
    def prelude(self) -> str:
        return (
            "from conseillers_adapters.jobs.postgres_connector import PostgresConnector\n"
            f"store = PostgresConnector({self.conninfo!r})\n"
        )

    def store(self, clock: Callable[[], datetime] | None = None) -> JobStore:
        return PostgresConnector(self.conninfo, now=clock)

    def begin(self) -> "psycopg.Connection[Any]":
        connection = psycopg.connect(self.conninfo, autocommit=True)
        connection.execute("begin")
        return connection


@pytest.fixture(params=["sqlite", "postgres"])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Base:
    if request.param == "sqlite":
        return SqliteFile.made_in(tmp_path)
    return PostgresDatabase(conninfo(request.getfixturevalue("postgres_url")))


@define
class Deeds:
    """What the jobs did, in order; `refusing` is what the next ones meet."""

    done: list[tuple[str, ...]] = field(factory=list)
    refusing: Exception | None = None

    def react(self, fact: str) -> None:
        self._do("react", fact)

    def send_letter(self, letter: str) -> None:
        self._do(letter)

    def _do(self, *deed: str) -> None:
        if self.refusing is not None:
            raise self.refusing
        self.done.append(deed)


@pytest.fixture
def deeds() -> Deeds:
    return Deeds()


def an_engine(
    base: Base,
    react: Callable[[str], object] = print,
    send_letter: Callable[[str], object] = print,
    clock: Callable[[], datetime] | None = None,
    around: Around = lambda _: nullcontext(),
) -> Engine:
    return Engine(base.store(clock), react=react, send_letter=send_letter, around=around)


@pytest.fixture
def engine(base: Base, deeds: Deeds) -> Iterator[Engine]:
    with an_engine(base, deeds.react, deeds.send_letter) as engine:
        yield engine


@pytest.fixture
def on_monday(base: Base, deeds: Deeds) -> Iterator[Engine]:
    with an_engine(base, deeds.react, deeds.send_letter, lambda: MONDAY) as engine:
        yield engine


def letter(name: str) -> dict[str, str]:
    return {"letter": name}


def soon(happened: Callable[[], object], within: float = 5.0) -> bool:
    deadline = time.monotonic() + within
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


def waiting(engine: Engine) -> list[Job]:
    return engine.app.job_manager.list_jobs(status="todo")


def letters(engine: Engine) -> list[str | None]:
    return [job.status for job in engine.app.job_manager.list_jobs(task=SEND_LETTER)]


def rescue(engine: Engine) -> None:
    # The workers of the test may have heard a minute strike, and put off the same.
    with suppress(exceptions.AlreadyEnqueued):
        engine.app.configure_task(RESCUE, queueing_lock=RESCUE).defer(timestamp=0)
    drain(engine)


# With the business transaction


def test_a_job_of_a_transaction_undone_never_was(base: Base, engine: Engine, deeds: Deeds) -> None:
    with closing(base.begin()) as connection:
        assert engine.defer(SEND_LETTER, letter("receipt"), connection=connection)
        connection.execute("rollback")
    drain(engine)
    assert deeds.done == []
    assert engine.counts()["todo"] == 0


def test_a_job_of_a_committed_transaction_runs_once_and_is_not_kept(
    base: Base, engine: Engine, deeds: Deeds
) -> None:
    with closing(base.begin()) as connection:
        engine.defer(REACT, {"fact": "f1"}, connection=connection)
        connection.execute("commit")
    drain(engine)
    drain(engine)
    assert deeds.done == [("react", "f1")]
    assert not any(engine.counts().values())


def test_a_job_is_not_seen_before_its_transaction_is_committed(
    base: Base, engine: Engine, deeds: Deeds
) -> None:
    with WorkerThread(engine, BRISK), closing(base.begin()) as connection:
        engine.defer(SEND_LETTER, letter("receipt"), connection=connection)
        time.sleep(0.2)
        assert deeds.done == []
        connection.execute("commit")
        assert soon(lambda: deeds.done == [("receipt",)])


def test_procrastinates_own_defer_is_enlisted_too(base: Base, engine: Engine, deeds: Deeds) -> None:
    with closing(base.begin()) as connection:
        task = engine.app.configure_task(SEND_LETTER, queueing_lock="k", connection=connection)
        task.defer(letter="first")
        with pytest.raises(exceptions.AlreadyEnqueued):
            task.defer(letter="second")
        connection.execute("commit")
    drain(engine)
    assert deeds.done == [("first",)]


def test_many_jobs_are_put_off_at_once_in_order(engine: Engine, deeds: Deeds) -> None:
    names = [str(number) for number in range(20)]
    assert engine.defer_many(NewJob(SEND_LETTER, letter(name)) for name in names) == 20
    drain(engine)
    assert deeds.done == [(name,) for name in names]


def test_putting_nothing_off_is_no_fault(engine: Engine) -> None:
    assert engine.defer_many([]) == 0


def test_a_task_that_does_not_exist_is_refused(engine: Engine) -> None:
    with pytest.raises(KeyError):
        engine.defer("sing", {})


def test_a_moment_without_its_time_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="time zone"):
        engine.defer(SEND_LETTER, letter("later"), at=MONDAY.replace(tzinfo=None))


# Keys and locks


def test_a_key_already_waiting_adds_nothing_and_undoes_nothing(
    base: Base, engine: Engine, deeds: Deeds
) -> None:
    with closing(base.begin()) as connection:
        connection.execute("create table fact (id text)")
        connection.execute("insert into fact values ('f1')")
        assert engine.defer(SEND_LETTER, letter("first"), key="recap", connection=connection)
        assert not engine.defer(SEND_LETTER, letter("second"), key="recap", connection=connection)
        assert (
            engine.defer_many(
                [
                    NewJob(SEND_LETTER, letter("third"), key="recap"),
                    NewJob(SEND_LETTER, letter("fourth")),
                ],
                connection=connection,
            )
            == 1
        )
        connection.execute("commit")
        assert connection.execute("select count(*) from fact").fetchone() == (1,)
    drain(engine)
    assert deeds.done == [("first",), ("fourth",)]


def test_a_key_is_free_again_once_its_job_has_run(engine: Engine, deeds: Deeds) -> None:
    engine.defer(SEND_LETTER, letter("first"), key="recap")
    drain(engine)
    assert engine.defer(SEND_LETTER, letter("second"), key="recap")
    drain(engine)
    assert deeds.done == [("first",), ("second",)]


def test_a_job_tried_again_while_another_took_its_key_keeps_its_turn(base: Base) -> None:
    done: list[str] = []

    def send(name: str) -> None:
        if not done:
            done.append("refused")
            running.defer(SEND_LETTER, letter("second"), key="recap")
            raise OSError
        done.append(name)

    with an_engine(base, send_letter=send, clock=lambda: MONDAY) as running:
        running.defer(SEND_LETTER, letter("first"), key="recap")
        drain(running, MONDAY + timedelta(minutes=1))
        assert sorted(done) == ["first", "refused", "second"]
        assert not any(running.counts().values())


def test_two_jobs_of_the_same_lock_never_run_together(base: Base) -> None:
    together, most, done = [0], [0], []
    mutex = threading.Lock()

    def send(name: str) -> None:
        with mutex:
            together[0] += 1
            most[0] = max(most[0], together[0])
        time.sleep(0.02)
        with mutex:
            together[0] -= 1
            done.append(name)

    with an_engine(base, send_letter=send) as engine:
        for number in range(6):
            engine.app.configure_task(SEND_LETTER, lock="one need").defer(letter=str(number))
        with WorkerThread(engine, Pace(jobs_at_once=4, look_every=0.01)):
            assert soon(lambda: len(done) == 6)
    assert most == [1]
    assert done == ["0", "1", "2", "3", "4", "5"]


# Several workers


def test_two_workers_never_run_the_same_job(base: Base) -> None:
    done: list[str] = []
    names = [str(number) for number in range(60)]
    with (
        an_engine(base, send_letter=done.append) as one,
        an_engine(base, send_letter=done.append) as other,
    ):
        one.defer_many(NewJob(SEND_LETTER, letter(name)) for name in names)
        with WorkerThread(one, BRISK), WorkerThread(other, BRISK):
            assert soon(lambda: len(done) == 60, 10)
    assert sorted(done) == sorted(names)


def test_jobs_of_one_worker_run_side_by_side_when_asked(base: Base) -> None:
    meeting = threading.Barrier(3)
    with an_engine(base, send_letter=lambda _: meeting.wait(5)) as engine:
        engine.defer_many(NewJob(SEND_LETTER, letter(name)) for name in "abc")
        with WorkerThread(engine, Pace(jobs_at_once=3, look_every=0.05)):
            assert soon(lambda: letters(engine) == [])


def test_a_worker_hears_at_once_of_a_job_put_off_by_another_thread(engine: Engine, deeds: Deeds) -> None:
    with WorkerThread(engine, Pace(look_every=60)):
        time.sleep(0.1)
        engine.defer(SEND_LETTER, letter("now"))
        assert soon(lambda: deeds.done, 30)


def test_jobs_that_are_held_wait_and_are_taken_without_a_restart_when_they_are_not_any_more(
    base: Base, deeds: Deeds
) -> None:
    held = [True]
    engine = Engine(base.store(), react=deeds.react, send_letter=deeds.send_letter, held=lambda: held[0])
    with engine, WorkerThread(engine, BRISK):
        engine.defer(SEND_LETTER, letter("kept"))
        drain(engine)
        time.sleep(0.2)
        assert (deeds.done, letters(engine)) == ([], ["todo"])
        held[0] = False
        assert soon(lambda: deeds.done == [("kept",)])


def test_a_worker_hears_soon_of_a_commit_made_elsewhere(base: Base, engine: Engine, deeds: Deeds) -> None:
    with WorkerThread(engine, Pace(look_every=60)), an_engine(base) as elsewhere:
        time.sleep(0.1)
        elsewhere.defer(SEND_LETTER, letter("now"))
        assert soon(lambda: deeds.done, 30)


def test_an_hour_that_strikes_makes_one_job_whoever_hears_it(base: Base) -> None:
    struck: list[int] = []
    engines = [an_engine(base), an_engine(base)]
    for engine in engines:

        @engine.app.periodic(cron="* * * * * *")
        @engine.app.task(name="strike")
        async def strike(timestamp: int) -> None:
            struck.append(timestamp)

    with (
        engines[0],
        engines[1],
        WorkerThread(engines[0], BRISK),
        WorkerThread(engines[1], BRISK),
    ):
        assert soon(lambda: len(struck) >= 2)
    assert len(struck) == len(set(struck))


# Later, and again


def test_a_job_waits_for_its_moment(on_monday: Engine, deeds: Deeds) -> None:
    on_monday.defer(SEND_LETTER, letter("tuesday"), at=MONDAY + timedelta(days=1))
    on_monday.defer(SEND_LETTER, letter("monday"), at=MONDAY)
    drain(on_monday)
    assert deeds.done == [("monday",)]
    drain(on_monday, MONDAY + timedelta(hours=23))
    assert deeds.done == [("monday",)]
    drain(on_monday, MONDAY + timedelta(days=1))
    assert deeds.done == [("monday",), ("tuesday",)]


def test_a_moment_keeps_its_microseconds_and_its_zone(on_monday: Engine) -> None:
    moment = MONDAY + timedelta(microseconds=1)
    on_monday.defer(SEND_LETTER, letter("exact"), at=moment)
    assert [job.scheduled_at for job in waiting(on_monday)] == [moment]


def test_a_job_refused_is_tried_for_72_hours_then_given_up(base: Base) -> None:
    present = [MONDAY]
    tried: list[datetime] = []

    def refuse(_: str) -> None:
        tried.append(present[0])
        raise OSError

    with an_engine(base, send_letter=refuse, clock=lambda: present[0]) as engine:
        engine.defer(SEND_LETTER, letter("receipt"))
        drain(engine)
        while jobs := waiting(engine):
            (job,) = jobs
            assert job.scheduled_at is not None
            present[0] = job.scheduled_at - timedelta(microseconds=1)
            drain(engine)
            assert len(tried) == job.attempts
            present[0] = job.scheduled_at
            drain(engine)
        assert tried[-1] - tried[0] == timedelta(hours=72)
        waits = [after - before for before, after in pairwise(tried)]
        assert timedelta(seconds=9) <= waits[0] <= timedelta(seconds=11)
        assert max(waits) <= timedelta(hours=1.2)
        assert len(tried) == 81
        assert engine.counts()["failed"] == 1
        assert engine.failed() == [FailedJob(1, SEND_LETTER, letter("receipt"), 81)]


def test_a_whole_refusal_fits_in_one_drain(on_monday: Engine, deeds: Deeds) -> None:
    deeds.refusing = OSError()
    on_monday.defer(SEND_LETTER, letter("receipt"))
    drain(on_monday, MONDAY + timedelta(hours=71))
    assert [job.attempts for job in waiting(on_monday)] == [79]
    drain(on_monday, MONDAY + timedelta(hours=72))
    assert on_monday.counts()["failed"] == 1


def test_a_job_given_up_is_put_back_for_another_72_hours(on_monday: Engine, deeds: Deeds) -> None:
    deeds.refusing = OSError()
    on_monday.defer(SEND_LETTER, letter("receipt"))
    drain(on_monday, MONDAY + timedelta(hours=72))
    assert on_monday.put_back(on_monday.failed()[0].id)
    drain(on_monday, MONDAY + timedelta(hours=71))
    assert on_monday.counts()["todo"] == 1
    deeds.refusing = None
    drain(on_monday, MONDAY + timedelta(hours=72))
    assert deeds.done == [("receipt",)]
    assert on_monday.failed() == []


def test_only_a_job_given_up_is_put_back(engine: Engine) -> None:
    engine.defer(SEND_LETTER, letter("receipt"))
    (job,) = waiting(engine)
    assert job.id is not None
    assert not engine.put_back(job.id)
    assert not engine.put_back(404)


def test_a_task_may_ask_for_more_time_but_not_for_more_than_an_hour(on_monday: Engine, deeds: Deeds) -> None:
    for asked, granted in ((600, 600), (100_000, 3600)):
        deeds.refusing = TryLater(asked, "greylisted")
        on_monday.defer(SEND_LETTER, letter("receipt"))
        drain(on_monday)
        assert waiting(on_monday)[-1].scheduled_at == MONDAY + timedelta(seconds=granted)


def test_a_task_does_not_hurry_its_next_try(on_monday: Engine, deeds: Deeds) -> None:
    deeds.refusing = TryLater(0.1)
    on_monday.defer(SEND_LETTER, letter("receipt"))
    drain(on_monday)
    (job,) = waiting(on_monday)
    assert job.scheduled_at is not None
    assert job.scheduled_at >= MONDAY + timedelta(seconds=9)


# Workers that stop, and workers that die


def test_a_worker_that_stops_lets_its_job_end(base: Base) -> None:
    begun, ended = threading.Event(), threading.Event()

    def send(_: str) -> None:
        begun.set()
        time.sleep(0.3)
        ended.set()

    with an_engine(base, send_letter=send) as engine:
        engine.defer_many(NewJob(SEND_LETTER, letter(name)) for name in "ab")
        worker = WorkerThread(engine, BRISK)
        worker.start()
        assert begun.wait(5)
        assert worker.stop()
        assert ended.is_set()
        assert letters(engine) == ["todo"]


def test_a_worker_that_stops_hands_back_a_job_that_does_not_end(base: Base) -> None:
    begun, let_go = threading.Event(), threading.Event()

    def send(_: str) -> None:
        begun.set()
        let_go.wait(10)

    with an_engine(base, send_letter=send) as engine:
        engine.defer(SEND_LETTER, letter("slow"))
        worker = WorkerThread(engine, Pace(look_every=0.05, patience=0.1))
        worker.start()
        assert begun.wait(5)
        before = time.monotonic()
        assert worker.stop()
        assert time.monotonic() - before < 1
        assert letters(engine) == ["todo"]
        let_go.set()


def test_a_worker_in_the_main_thread_ends_when_the_process_is_asked_to(base: Base) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with an_engine(base, send_letter=lambda _: os.kill(os.getpid(), signal.SIGTERM)) as engine:
        engine.defer(SEND_LETTER, letter("last"))
        run_worker(engine, BRISK)
        assert letters(engine) == []
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.parametrize("refusal", [OSError(), StopIteration()])
def test_a_worker_plans_another_try_of_a_job_refused(
    engine: Engine, deeds: Deeds, refusal: Exception
) -> None:
    deeds.refusing = refusal
    engine.defer(SEND_LETTER, letter("receipt"))
    with WorkerThread(engine, BRISK):
        assert soon(lambda: 1 in [job.attempts for job in waiting(engine)])
    assert deeds.done == []


def test_a_worker_stops_twice_without_a_word(engine: Engine) -> None:
    worker = WorkerThread(engine, BRISK)
    worker.start()
    assert worker.stop()
    assert worker.stop()


WORK = """
import sys, time
from conseillers_adapters.jobs.engine import Engine
from conseillers_adapters.jobs.worker import Pace, run_worker

def send(letter):
    print("begun", flush=True)
    time.sleep(float(sys.argv[1]))
    print("done", flush=True)

run_worker(Engine(store, react=print, send_letter=send), Pace(look_every=0.05))
"""


def a_process(base: Base, lasting: float) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - the program is the text above
        [sys.executable, "-W", "error", "-c", base.prelude + WORK, str(lasting)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_job_of_a_process_killed_in_the_middle_is_rescued(base: Base, engine: Engine) -> None:
    engine.defer(SEND_LETTER, letter("receipt"))
    with a_process(base, 60) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        os.kill(process.pid, signal.SIGKILL)
    assert letters(engine) == ["doing"]

    later = datetime.now(UTC) + timedelta(minutes=2)
    done: list[str] = []
    with an_engine(base, send_letter=done.append, clock=lambda: later) as rescuer:
        rescue(rescuer)
        assert letters(rescuer) == ["todo"]
        drain(rescuer, later + timedelta(minutes=1))
    assert done == ["receipt"]
    assert letters(engine) == []


def test_a_process_asked_to_end_finishes_its_job_first(base: Base, engine: Engine) -> None:
    engine.defer(SEND_LETTER, letter("receipt"))
    with a_process(base, 0.5) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == "done\n"
    assert process.returncode == 0
    assert letters(engine) == []


def test_the_job_of_a_living_worker_is_not_taken_from_it(base: Base) -> None:
    begun, let_go = threading.Event(), threading.Event()
    tries = []

    def send(name: str) -> None:
        tries.append(name)
        begun.set()
        let_go.wait(10)

    with an_engine(base, send_letter=send) as engine:
        engine.defer(SEND_LETTER, letter("slow"))
        with WorkerThread(engine, BRISK):
            assert begun.wait(5)
            with an_engine(base, send_letter=send) as rescuer:
                rescue(rescuer)
            assert letters(engine) == ["doing"]
            let_go.set()
            assert soon(lambda: letters(engine) == [])
    assert tries == ["slow"]


async def die_on_the_next(engine: Engine) -> str:
    manager = engine.app.job_manager
    worker = await manager.register_worker()
    job = await manager.fetch_job(None, worker)
    assert job is not None
    await manager.unregister_worker(worker)
    return job.task_name


def test_a_rescuer_that_dies_does_not_put_an_end_to_rescues(on_monday: Engine, deeds: Deeds) -> None:
    on_monday.defer(SEND_LETTER, letter("receipt"))
    assert asyncio.run(die_on_the_next(on_monday)) == SEND_LETTER
    on_monday.app.configure_task(RESCUE).defer(timestamp=0)
    assert asyncio.run(die_on_the_next(on_monday)) == RESCUE
    rescue(on_monday)
    drain(on_monday, MONDAY + timedelta(minutes=1))
    assert deeds.done == [("receipt",)]
    assert not any(on_monday.counts().values())


def test_a_job_that_kills_every_worker_is_given_up(base: Base) -> None:
    present = [MONDAY]
    with an_engine(base, clock=lambda: present[0]) as engine:
        engine.defer(SEND_LETTER, letter("deadly"))
        while waiting(engine):
            assert asyncio.run(die_on_the_next(engine)) == SEND_LETTER
            rescue(engine)
            present[0] += timedelta(hours=2)
        assert present[0] > MONDAY + timedelta(hours=72)
        assert [job.task for job in engine.failed()] == [SEND_LETTER]


def test_states_are_counted_by_their_names(engine: Engine) -> None:
    engine.defer(SEND_LETTER, letter("a"))
    assert engine.counts() == {
        "todo": 1,
        "doing": 0,
        "succeeded": 0,
        "failed": 0,
        "cancelled": 0,
        "aborted": 0,
    }
    assert Status.ABORTING.value not in engine.counts()


# What operators look at


def test_jobs_are_listed_page_by_page_the_oldest_first(engine: Engine) -> None:
    names = ["a", "b", "c"]
    engine.defer_many(NewJob(SEND_LETTER, letter(name)) for name in names)
    engine.defer(REACT, {"fact": "f"})
    lines = engine.page(None, 0, 9)
    assert [(one.task, one.subject) for one in lines] == [
        *((SEND_LETTER, name) for name in names),
        (REACT, "f"),
    ]
    assert {(one.state, one.attempts, one.scheduled_at) for one in lines} == {("todo", 0, None)}
    assert engine.page(None, 0, 2) == lines[:2]
    assert engine.page("todo", int(lines[1].id), 9) == lines[2:]
    assert engine.page("failed", 0, 9) == ()


def test_a_job_is_found_by_its_number_while_it_is_kept(on_monday: Engine) -> None:
    on_monday.defer(SEND_LETTER, letter("tuesday"), at=MONDAY + timedelta(days=1))
    (line,) = on_monday.page(None, 0, 9)
    assert on_monday.find(int(line.id)) == line
    assert line.scheduled_at == MONDAY + timedelta(days=1)
    assert on_monday.find(int(line.id) + 1) is None
    assert on_monday.find(0) is None
    drain(on_monday, MONDAY + timedelta(days=1))
    assert on_monday.find(int(line.id)) is None


def test_the_jobs_of_some_letters_are_told_the_living_ones_first(on_monday: Engine, deeds: Deeds) -> None:
    deeds.refusing = OSError()
    on_monday.defer_many(NewJob(SEND_LETTER, letter(name)) for name in ("dead", "revived"))
    drain(on_monday, MONDAY + timedelta(hours=72))
    on_monday.defer_many(NewJob(SEND_LETTER, letter(name)) for name in ("revived", "young"))
    asked = ["dead", "revived", "young", "unknown"]
    assert on_monday.held(SEND_LETTER, asked) == {"dead": "failed", "revived": "todo", "young": "todo"}
    assert on_monday.held(REACT, asked) == {}
    assert on_monday.held(SEND_LETTER, []) == {}


def test_regular_work_is_done_at_its_hour_and_again_whatever_became_of_it(base: Base) -> None:
    done: list[str] = []

    def count() -> None:
        done.append("done")
        if len(done) == 1:
            raise OSError

    work = Regular(name="count", cron="* * * * * *", do=count)
    engine = Engine(base.store(), react=print, send_letter=print, regular=[work])
    with engine, WorkerThread(engine, BRISK):
        assert soon(lambda: len(done) >= 2)
    assert engine_counts(base) == 0


def engine_counts(base: Base) -> int:
    """How many jobs were given up."""
    with an_engine(base) as engine:
        return engine.counts()["failed"]


# What operators see


def test_a_job_runs_among_what_goes_on_around_it_and_bears_its_request(base: Base) -> None:
    told: list[object] = []

    @contextmanager
    def around(run: Run) -> Iterator[None]:
        told.append(run)
        yield
        told.append("over")

    with an_engine(base, told.append, told.append, around=around) as engine:
        engine.defer(REACT, {"fact": "f1", "request": "r1"})
        engine.defer(SEND_LETTER, letter("receipt"))  # as the version before wrote them
        drain(engine)
    first, second = (one for one in told if isinstance(one, Run))
    assert (first.task, first.subject, first.request, first.attempts) == (REACT, "f1", "r1", 0)
    assert (second.task, second.subject, second.request) == (SEND_LETTER, "receipt", None)
    assert told == [first, "f1", "over", second, "receipt", "over"]


def test_a_try_that_fails_is_seen_as_it_passes(base: Base, deeds: Deeds) -> None:
    seen: list[BaseException] = []

    @contextmanager
    def around(_: Run) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            seen.append(error)
            raise

    deeds.refusing = OSError()
    with an_engine(base, deeds.react, around=around) as engine:
        engine.defer(REACT, {"fact": "f1"})
        drain(engine)
        assert seen == [deeds.refusing]
        assert engine.counts()["todo"] == 1


def test_nothing_to_do_is_a_backlog_too(engine: Engine) -> None:
    assert engine.backlog() == Backlog(jobs={}, waiting_since=None, heard_at=None)
    assert engine.backlog().counts == engine.counts()


def test_the_backlog_says_what_waits_and_since_when(on_monday: Engine) -> None:
    for minutes, name in ((-5, "late"), (-3, "less"), (5, "later")):
        on_monday.defer(SEND_LETTER, letter(name), at=MONDAY + timedelta(minutes=minutes))
    on_monday.defer(REACT, {"fact": "f1"}, at=MONDAY)
    backlog = on_monday.backlog()
    assert backlog.jobs == {(REACT, "todo"): 1, (SEND_LETTER, "todo"): 3}
    assert backlog.counts == on_monday.counts()
    assert backlog.waiting_since == MONDAY - timedelta(minutes=5)


def test_what_is_only_planned_does_not_wait(on_monday: Engine) -> None:
    on_monday.defer(REACT, {"fact": "f1"}, at=MONDAY + timedelta(seconds=1))
    assert on_monday.backlog().waiting_since is None


def test_a_worker_at_work_is_heard(engine: Engine) -> None:
    with WorkerThread(engine, BRISK):
        assert soon(lambda: engine.backlog().heard_at is not None)
        heard = engine.backlog().heard_at
        assert heard is not None
        assert abs(engine.store.now() - heard) < timedelta(minutes=1)
    assert engine.backlog().heard_at is None


@pytest.mark.parametrize(
    ("waiting", "heard", "unattended"),
    [
        (None, None, False),
        (30, None, False),
        (90, None, True),
        (90, 5, False),
        (90, 90, True),
        (None, 90, False),
    ],
)
def test_work_is_unattended_when_it_waits_and_no_worker_was_heard_for_a_minute(
    waiting: int | None, heard: int | None, unattended: bool
) -> None:
    ago = [None if one is None else MONDAY - timedelta(seconds=one) for one in (waiting, heard)]
    assert Backlog(jobs={}, waiting_since=ago[0], heard_at=ago[1]).unattended(MONDAY) is unattended
