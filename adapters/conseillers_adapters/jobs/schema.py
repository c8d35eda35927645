"""Where jobs, workers and periodic tasks are kept in an SQLite file, under procrastinate's names.

Moments are seconds since 1970 (UTC), as reals; arguments are JSON text.
"""

import sqlite3

STATEMENTS = (
    # Ids are never given twice: a worker thought dead may still come back and finish "its" id.
    """
    create table if not exists procrastinate_jobs (
        id integer primary key autoincrement,
        queue_name text not null,
        task_name text not null,
        priority integer not null default 0,
        lock text,
        queueing_lock text,
        args text not null default '{}',
        status text not null default 'todo',
        scheduled_at real,
        attempts integer not null default 0,
        abort_requested integer not null default 0,
        worker_id integer,
        changed_at real not null
    )
    """,
    # In the order jobs are taken; the moment is there so that waiting jobs are skipped unread.
    """
    create index if not exists procrastinate_jobs_next
    on procrastinate_jobs (priority desc, id, scheduled_at) where status = 'todo'
    """,
    """
    create unique index if not exists procrastinate_jobs_queueing_lock
    on procrastinate_jobs (queueing_lock) where status = 'todo' and queueing_lock is not null
    """,
    """
    create unique index if not exists procrastinate_jobs_running_lock
    on procrastinate_jobs (lock) where status = 'doing' and lock is not null
    """,
    """
    create index if not exists procrastinate_jobs_lock
    on procrastinate_jobs (lock) where lock is not null
    """,
    """
    create table if not exists procrastinate_workers (
        id integer primary key autoincrement,
        last_heartbeat real not null
    )
    """,
    """
    create table if not exists procrastinate_periodic_defers (
        task_name text not null,
        periodic_id text not null,
        defer_timestamp integer not null,
        primary key (task_name, periodic_id)
    ) without rowid
    """,
)

SCHEMA = ";\n".join(STATEMENTS)


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables that are missing, within the caller's transaction if one is open.

    One statement at a time: `executescript` would commit what the caller has begun.
    """
    for statement in STATEMENTS:
        connection.execute(statement)
