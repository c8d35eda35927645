"""What SQLite answers when procrastinate asks, query by query, and how the connector behaves."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from procrastinate import exceptions, sql
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from conseillers_adapters.jobs import looking, queries
from conseillers_adapters.jobs.answers import Row
from conseillers_adapters.jobs.engine import RESCUE, SEND_LETTER, Engine
from conseillers_adapters.jobs.schema import SCHEMA, create_tables
from conseillers_adapters.jobs.sqlite_connector import SqliteConnector
from conseillers_adapters.jobs.worker import Pace, WorkerThread, drain

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Hands:
    """A clock one turns by hand."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "service.sqlite"


@pytest.fixture
def engine(path: Path, clock: Hands) -> Iterator[Engine]:
    store = SqliteConnector(path, now=clock)
    engine = Engine(store, react=print, send_letter=print)
    with engine:
        engine.app.schema_manager.apply_schema()
        yield engine


@pytest.fixture
def manager(engine: Engine) -> JobManager:
    return engine.app.job_manager


def put_off(engine: Engine, letter: str = "a", **options: Any) -> int:  # noqa: ANN401 - procrastinate's own options
    return engine.app.configure_task(SEND_LETTER, **options).defer(letter=letter)


async def taken(manager: JobManager, queues: list[str] | None = None) -> Job | None:
    return await manager.fetch_job(queues, await manager.register_worker())


def take(manager: JobManager, queues: list[str] | None = None) -> Job:
    job = asyncio.run(taken(manager, queues))
    assert job is not None
    return job


# The schema


def test_every_query_of_procrastinate_has_its_answer() -> None:
    answered = {"defer_jobs", "listen_queue"} | queries.READS.keys() | queries.WRITES.keys()
    assert answered == sql.queries.keys() | {"tally", "last_heartbeat"} | set(looking.NAMES.values())


def test_making_the_tables_again_changes_nothing_and_commits_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("begin")
        create_tables(connection)
        create_tables(connection)
        assert connection.in_transaction
        connection.execute("rollback")
        assert connection.execute("select count(*) from sqlite_master").fetchone() == (0,)


def test_the_whole_schema_is_also_one_text(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA)
        connection.executescript(SCHEMA)


def test_tables_that_are_missing_are_told(path: Path) -> None:
    engine = Engine(SqliteConnector(path), react=print, send_letter=print)
    with engine:
        assert not engine.app.check_connection()
        engine.app.schema_manager.apply_schema()
        assert engine.app.check_connection()


# The connector


def test_a_connector_not_open_says_so(path: Path) -> None:
    with pytest.raises(exceptions.AppNotOpen):
        Engine(SqliteConnector(path), react=print, send_letter=print).counts()


def test_the_last_to_let_go_closes(engine: Engine) -> None:
    with engine:
        pass
    assert engine.counts()["todo"] == 0
    engine.app.close()
    with pytest.raises(exceptions.AppNotOpen):
        engine.counts()
    engine.app.close()


def test_refusals_of_the_database_are_procrastinates(path: Path) -> None:
    engine = Engine(SqliteConnector(path), react=print, send_letter=print)
    with engine, pytest.raises(exceptions.ConnectorException, match="no such table"):
        engine.counts()


def test_what_is_no_database_is_refused_and_let_go(path: Path) -> None:
    path.write_text("not a database, however long one looks at it" * 100)
    engine = Engine(SqliteConnector(path), react=print, send_letter=print)
    with pytest.raises(exceptions.ConnectorException, match="not a database"):
        engine.app.open()


def test_only_the_drivers_connection_is_a_transaction(engine: Engine) -> None:
    with pytest.raises(TypeError, match=r"sqlite3\.Connection"):
        engine.defer(SEND_LETTER, {"letter": "a"}, connection=engine)


def test_what_cannot_be_kept_is_refused(engine: Engine) -> None:
    with pytest.raises(TypeError, match="object"):
        engine.store.execute_query(sql.queries["list_jobs"], status=object())


def test_a_writer_does_not_keep_an_idle_worker_waiting(
    engine: Engine, manager: JobManager, path: Path
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("begin immediate")
        assert asyncio.run(manager.fetch_job(None, 1)) is None
        assert engine.counts()["todo"] == 0


def test_a_transaction_of_its_own_that_fails_is_undone(engine: Engine) -> None:
    task = engine.app.configure_task(SEND_LETTER, queueing_lock="k")
    with pytest.raises(exceptions.AlreadyEnqueued):
        task.batch_defer({"letter": "a"}, {"letter": "b"})
    assert engine.counts()["todo"] == 0


def test_a_part_refused_is_undone_alone(engine: Engine, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("begin immediate")
        engine.defer(SEND_LETTER, {"letter": "before"}, connection=connection)
        task = engine.app.configure_task(SEND_LETTER, queueing_lock="k", connection=connection)
        with pytest.raises(exceptions.AlreadyEnqueued):
            task.batch_defer({"letter": "a"}, {"letter": "b"})
        connection.execute("commit")
    assert engine.counts()["todo"] == 1


def test_a_worker_whose_database_fails_is_replaced(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    store = SqliteConnector(path)
    with (
        Engine(store, react=print, send_letter=done.append) as engine,
        WorkerThread(engine, Pace(look_every=0.05)),
    ):
        deadline = time.monotonic() + 5
        while "is replaced" not in caplog.text and time.monotonic() < deadline:
            time.sleep(0.01)
        engine.app.schema_manager.apply_schema()
        engine.defer(SEND_LETTER, {"letter": "a"})
        while not done and time.monotonic() < deadline:
            time.sleep(0.01)
    assert done == ["a"]


def test_a_worker_listens_through_its_loop_and_hears_nothing_when_nobody_writes(
    engine: Engine,
) -> None:
    heard: list[str] = []

    async def note(*, channel: str, payload: str) -> None:
        heard.append(channel + payload)

    async def listen() -> None:
        listening = asyncio.create_task(engine.store.listen_notify(note, ["any"]))
        await asyncio.sleep(0.15)
        quiet = list(heard)
        threading.Thread(target=engine.wake).start()
        await asyncio.sleep(0.05)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        assert quiet == []

    asyncio.run(listen())
    assert heard == ['any{"type": "job_inserted", "job_id": 0}']
    engine.wake()


# The queries


def test_a_job_is_read_as_it_was_written(engine: Engine, manager: JobManager) -> None:
    put_off(engine, "a", queue="mail", priority=3, lock="l", queueing_lock="k")
    (job,) = manager.list_jobs()
    assert job == Job(
        id=1,
        status="todo",
        queue="mail",
        priority=3,
        lock="l",
        queueing_lock="k",
        task_name=SEND_LETTER,
        task_kwargs={"letter": "a"},
    )


def test_jobs_are_found_by_what_they_are(engine: Engine, manager: JobManager) -> None:
    put_off(engine, queue="mail", lock="l")
    put_off(engine, queueing_lock="k")
    found = {
        "queue": manager.list_jobs(queue="mail"),
        "lock": manager.list_jobs(lock="l"),
        "key": manager.list_jobs(queueing_lock="k"),
        "task": manager.list_jobs(task=SEND_LETTER),
        "status": manager.list_jobs(status="doing"),
        "id": manager.list_jobs(id=2),
    }
    assert {name: [job.id for job in jobs] for name, jobs in found.items()} == {
        "queue": [1],
        "lock": [1],
        "key": [2],
        "task": [1, 2],
        "status": [],
        "id": [2],
    }
    job = take(manager)
    assert [job.id for job in manager.list_jobs(worker_id=job.worker_id)] == [1]


def test_queues_tasks_and_locks_are_tallied(engine: Engine, manager: JobManager) -> None:
    put_off(engine, queue="mail", lock="l")
    put_off(engine, queue="mail")
    put_off(engine)
    take(manager)
    nothing = {"succeeded": 0, "failed": 0, "cancelled": 0, "aborted": 0}
    assert manager.list_queues() == [
        {"name": "default", "jobs_count": 1, "todo": 1, "doing": 0, **nothing},
        {"name": "mail", "jobs_count": 2, "todo": 1, "doing": 1, **nothing},
    ]
    assert manager.list_tasks(status="todo") == [
        {"name": SEND_LETTER, "jobs_count": 2, "todo": 2, "doing": 0, **nothing},
    ]
    assert manager.list_locks() == [
        {"name": "l", "jobs_count": 1, "todo": 0, "doing": 1, **nothing},
    ]


def test_the_most_pressing_job_goes_first_among_the_queues_asked_for(
    engine: Engine, manager: JobManager
) -> None:
    put_off(engine, "usual", queue="mail")
    put_off(engine, "pressing", queue="mail", priority=5)
    put_off(engine, "other", queue="other", priority=9)
    assert take(manager, ["mail"]).task_kwargs == {"letter": "pressing"}
    assert take(manager, ["mail", "other"]).task_kwargs == {"letter": "other"}
    assert asyncio.run(taken(manager, ["none"])) is None


def test_a_waiting_job_is_cancelled_kept_or_not(engine: Engine, manager: JobManager) -> None:
    kept, deleted = put_off(engine), put_off(engine)
    assert manager.cancel_job_by_id(kept)
    assert manager.cancel_job_by_id(deleted, delete_job=True)
    assert not manager.cancel_job_by_id(kept)
    assert not manager.cancel_job_by_id(404)
    assert manager.get_job_status(kept) is Status.CANCELLED
    with pytest.raises(exceptions.NoResult):
        manager.get_job_status(deleted)


def test_a_running_job_is_asked_to_abort_and_fails_when_it_would_be_tried_again(
    engine: Engine, manager: JobManager
) -> None:
    put_off(engine)
    job = take(manager)
    assert job.id is not None
    assert not manager.cancel_job_by_id(job.id)
    assert manager.cancel_job_by_id(job.id, abort=True)
    assert list(asyncio.run(manager.list_jobs_to_abort_async("default"))) == [job.id]
    assert manager.list_jobs(id=job.id)[0].abort_requested is True
    asyncio.run(manager.retry_job(job))
    assert manager.get_job_status(job.id) is Status.FAILED


def test_a_job_is_cancelled_within_the_business_transaction(
    engine: Engine, manager: JobManager, path: Path
) -> None:
    job = put_off(engine)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("begin immediate")
        assert manager.cancel_job_by_id(job, connection=connection)
        assert asyncio.run(manager.get_job_status_async(job, connection)) is Status.CANCELLED
        connection.execute("rollback")
    assert manager.get_job_status(job) is Status.TODO


def test_jobs_are_enlisted_by_asynchronous_callers_too(
    engine: Engine, manager: JobManager, path: Path
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("begin immediate")
        task = engine.app.configure_task(SEND_LETTER, connection=connection)
        asyncio.run(task.defer_async(letter="a"))
        connection.execute("commit")
    assert [job.task_kwargs for job in manager.list_jobs()] == [{"letter": "a"}]


@pytest.mark.parametrize("delete", [True, False])
def test_a_job_finished_twice_is_told_the_second_time(
    engine: Engine, manager: JobManager, *, delete: bool
) -> None:
    put_off(engine)
    job = take(manager)
    asyncio.run(manager.finish_job(job, Status.SUCCEEDED, delete_job=delete))
    assert [(found.status, found.attempts) for found in manager.list_jobs()] == (
        [] if delete else [("succeeded", 1)]
    )
    with pytest.raises(exceptions.ConnectorException, match="finish_job"):
        asyncio.run(manager.finish_job(job, Status.SUCCEEDED, delete_job=delete))


def test_a_job_is_tried_again_elsewhere(engine: Engine, manager: JobManager) -> None:
    job = put_off(engine, lock="one")
    taken = take(manager)
    asyncio.run(manager.retry_job(taken, retry_at=NOON, priority=7, queue="slow", lock="two"))
    (again,) = manager.list_jobs()
    assert (again.id, again.priority, again.queue, again.lock, again.attempts) == (
        job,
        7,
        "slow",
        "two",
        1,
    )


def test_jobs_long_finished_are_deleted(engine: Engine, manager: JobManager, clock: Hands) -> None:
    put_off(engine)
    asyncio.run(manager.finish_job(take(manager), Status.SUCCEEDED, delete_job=False))
    put_off(engine)
    asyncio.run(manager.finish_job(take(manager), Status.FAILED, delete_job=False))
    clock.turn(hours=2)
    asyncio.run(manager.delete_old_jobs(3))
    assert engine.counts()["succeeded"] == 1
    asyncio.run(manager.delete_old_jobs(1, queue="other", include_failed=True))
    assert engine.counts()["succeeded"] == 1
    asyncio.run(manager.delete_old_jobs(1))
    assert engine.counts()["succeeded"] == 0
    assert engine.counts()["failed"] == 1


def test_a_worker_silent_for_too_long_has_stalled_until_it_speaks_again(
    engine: Engine, manager: JobManager, clock: Hands
) -> None:
    async def story() -> None:
        put_off(engine)
        worker = await manager.register_worker()
        job = await manager.fetch_job(None, worker)
        assert job is not None
        clock.turn(seconds=59)
        assert list(await manager.get_stalled_jobs(seconds_since_heartbeat=60)) == []
        clock.turn(seconds=2)
        stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=60)
        assert [found.id for found in stalled] == [job.id]
        assert list(await manager.get_stalled_jobs(queue="other")) == []
        await manager.update_heartbeat(worker)
        assert list(await manager.get_stalled_jobs(seconds_since_heartbeat=60)) == []

        clock.turn(seconds=61)
        assert await manager.prune_stalled_workers(60) == [worker]
        assert [found.worker_id for found in await manager.get_stalled_jobs()] == [None]
        await manager.update_heartbeat(worker)
        assert await manager.prune_stalled_workers(60) == []

    asyncio.run(story())


class Interrupted(SqliteConnector):
    """A database on which every stalled job is finished just after it was found stalled."""

    async def execute_query_all_async(self, query: str, **arguments: object) -> list[Row]:
        rows = await super().execute_query_all_async(query, **arguments)
        if query == sql.queries["select_stalled_jobs_by_heartbeat"]:
            for row in rows:
                await JobManager(self).finish_job_by_id_async(row["id"], Status.SUCCEEDED, delete_job=True)
        return rows


def test_a_job_that_ends_while_being_rescued_has_ended(path: Path, clock: Hands) -> None:
    store = Interrupted(path, now=clock)
    with Engine(store, react=print, send_letter=print) as engine:
        engine.app.schema_manager.apply_schema()
        put_off(engine)
        take(engine.app.job_manager)
        clock.turn(minutes=2)
        engine.app.configure_task(RESCUE).defer(timestamp=0)
        drain(engine)
        assert not any(engine.counts().values())


def test_a_job_begun_long_ago_is_known(engine: Engine, manager: JobManager, clock: Hands) -> None:
    put_off(engine)
    take(manager)
    clock.turn(seconds=10)
    with pytest.warns(DeprecationWarning, match="nb_seconds"):
        assert list(asyncio.run(manager.get_stalled_jobs(nb_seconds=11))) == []
    with pytest.warns(DeprecationWarning, match="nb_seconds"):
        assert len(list(asyncio.run(manager.get_stalled_jobs(nb_seconds=9)))) == 1


def test_a_periodic_job_is_made_once_for_its_moment_and_not_for_an_earlier_one(
    engine: Engine, manager: JobManager
) -> None:
    def struck(moment: int) -> int | None:
        job = Job(
            queue="default",
            lock=None,
            queueing_lock=None,
            task_name="recap",
            task_kwargs={"timestamp": moment},
        )
        return asyncio.run(manager.defer_periodic_job(job, "weekly", moment))

    assert struck(200) == 1
    assert struck(200) is None
    assert struck(100) is None
    assert struck(300) == 2


def test_a_periodic_job_whose_key_waits_is_made_at_a_later_moment(
    engine: Engine, manager: JobManager
) -> None:
    job = Job(
        queue="default",
        lock=None,
        queueing_lock="recap",
        task_name="recap",
        task_kwargs={"timestamp": 100},
    )
    asyncio.run(manager.defer_periodic_job(job, "one", 100))
    with pytest.raises(exceptions.AlreadyEnqueued):
        asyncio.run(manager.defer_periodic_job(job, "other", 100))
    manager.cancel_job_by_id(1)
    assert asyncio.run(manager.defer_periodic_job(job, "other", 100)) is not None
