"""What procrastinate asks of PostgreSQL, where its own answer would not do.

Under procrastinate's names and with its arguments, `now` besides: the clock that was given, or null for the
server's, which is the same for every machine. `horizon`: jobs planned by then are due.
"""

from collections.abc import Mapping
from typing import Final

_NOW: Final = "coalesce(%(now)s::timestamptz, now())"
_STALE: Final = f"{_NOW} - %(seconds_since_heartbeat)s * interval '1 second'"

_FETCH = """
    update procrastinate_jobs set status = 'doing', worker_id = %(worker_id)s
    where id = (
        select id from procrastinate_jobs as job
        where status = 'todo'
        and (scheduled_at is null or scheduled_at <= coalesce(%(horizon)s::timestamptz, now()))
        and (%(queues)s::varchar[] is null or queue_name = any(%(queues)s::varchar[]))
        and (lock is null or not exists (
            select 1 from procrastinate_jobs as other
            where other.lock = job.lock and (
                other.status = 'doing'
                or other.status = 'todo' and (
                    other.priority > job.priority or other.priority = job.priority and other.id < job.id
                )
            )
        ))
        order by priority desc, id limit 1 for update skip locked
    )
    returning id, status, task_name, priority, lock, queueing_lock, args, scheduled_at, queue_name, attempts,
        worker_id
"""

# A job tried again while another one took its key goes on without the key.
_RETRY = """
    update procrastinate_jobs as job set
        status = (case when status = 'doing' and abort_requested then 'failed' else 'todo' end)
            ::procrastinate_job_status,
        attempts = attempts + 1,
        abort_requested = false,
        scheduled_at = %(retry_at)s,
        priority = coalesce(%(new_priority)s, priority),
        queue_name = coalesce(%(new_queue_name)s, queue_name),
        lock = coalesce(%(new_lock)s, lock),
        queueing_lock = case when exists (
            select 1 from procrastinate_jobs as other
            where other.queueing_lock = job.queueing_lock and other.status = 'todo' and other.id <> job.id
        ) then null else queueing_lock end
    where id = %(job_id)s and status in ('doing', 'failed')
    returning id
"""

_STALLED = f"""
    select job.id, status, task_name, priority, lock, queueing_lock, args, scheduled_at, queue_name, attempts,
        job.worker_id
    from procrastinate_jobs as job
    left join procrastinate_workers as worker on worker.id = job.worker_id
    where status = 'doing'
    and (%(queue)s::varchar is null or queue_name = %(queue)s)
    and (%(task_name)s::varchar is null or task_name = %(task_name)s)
    and (worker.id is null or worker.last_heartbeat < {_STALE})
"""  # noqa: S608 - the constants above

REPLACED: Final[Mapping[str, str]] = {
    "fetch_job": _FETCH,
    "retry_job": _RETRY,
    "select_stalled_jobs_by_heartbeat": _STALLED,
    "register_worker": (
        f"insert into procrastinate_workers (last_heartbeat) values ({_NOW}) returning id as worker_id"  # noqa: S608 - same
    ),
    "update_heartbeat": (
        f"update procrastinate_workers set last_heartbeat = {_NOW} where id = %(worker_id)s returning id"  # noqa: S608 - same
    ),
    "prune_stalled_workers": (
        f"delete from procrastinate_workers where last_heartbeat < {_STALE} returning id as worker_id"  # noqa: S608 - same
    ),
}

INSERT: Final = """
    insert into procrastinate_jobs (queue_name, task_name, priority, queueing_lock, args, scheduled_at)
    select %(queue)s, task, %(priority)s, key, args, scheduled_at
    from unnest(%(tasks)s::varchar[], %(keys)s::text[], %(args)s::jsonb[], %(moments)s::timestamptz[])
        with ordinality as job (task, key, args, scheduled_at, rank)
    order by rank
    on conflict do nothing
"""
"""Adds the jobs whose key is not waiting, all in one statement."""

DUE: Final = """
    create index if not exists conseillers_jobs_due
    on procrastinate_jobs (priority desc, id, scheduled_at) where status = 'todo'
"""
"""In the order jobs are taken, with their moment: those that wait for it are skipped unread."""
