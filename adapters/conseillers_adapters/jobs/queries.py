"""What procrastinate asks of its database, by name, said in SQLite.

Each text takes the arguments procrastinate gives its PostgreSQL query of that name, and `:now`;
a list comes as JSON. Several statements run in order, in one transaction, and their rows are one
answer.
"""

_NEXT = """
    select id from procrastinate_jobs as job
    where status = 'todo'
    and (scheduled_at is null or scheduled_at <= :horizon)
    and (:queues is null or queue_name in (select value from json_each(:queues)))
    and (lock is null or not exists (
        select 1 from procrastinate_jobs as other
        where other.lock = job.lock and (
            other.status = 'doing'
            or other.status = 'todo' and (
                other.priority > job.priority or other.priority = job.priority and other.id < job.id
            )
        )
    ))
    order by priority desc, id limit 1
"""

_FILTERS = """
    (:queue_name is null or queue_name = :queue_name)
    and (:task_name is null or task_name = :task_name)
    and (:status is null or status = :status)
    and (:lock is null or lock = :lock)
"""

_STALLED = """
    select job.* from procrastinate_jobs as job
    left join procrastinate_workers as worker on worker.id = job.worker_id
    where job.status = 'doing'
    and (:queue is null or queue_name = :queue)
    and (:task_name is null or task_name = :task_name)
"""


def _tally(column: str) -> str:
    """How many jobs each value of this column has, in all and by status."""
    return (
        # Only the three column names below ever come here.
        f"select name, sum(jobs) as jobs_count, json_group_object(status, jobs) as stats from ("  # noqa: S608 - see above
        f"select {column} as name, status, count(*) as jobs from procrastinate_jobs"
        f" where {column} is not null and {_FILTERS} group by 1, 2"
        ") group by name order by name"
    )


# Read without asking for the write lock: a worker with nothing to do must disturb nobody.
ANYTHING_DUE = _NEXT

INSERT = """
    insert into procrastinate_jobs
    (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at, changed_at)
    values (?, ?, ?, ?, ?, ?, ?, ?)
"""

# A key already waiting adds nothing, and does not undo what the business transaction did before.
INSERT_UNLESS_WAITING = (
    INSERT
    + """
    on conflict (queueing_lock) where status = 'todo' and queueing_lock is not null do nothing
"""
)

# The engine's own two questions, said alike on every database.
TALLY = (
    "select task_name, status, count(*) as count, min(scheduled_at) as scheduled_at"
    " from procrastinate_jobs group by task_name, status"
)
LAST_HEARTBEAT = "select max(last_heartbeat) as last_heartbeat from procrastinate_workers"
OWN = {TALLY: "tally", LAST_HEARTBEAT: "last_heartbeat"}

READS: dict[str, str] = {
    "tally": TALLY,
    "last_heartbeat": LAST_HEARTBEAT,
    "check_connection": """
        select (select name from sqlite_master where name = 'procrastinate_jobs') as "check"
    """,
    "count_jobs_status": """
        select count(*) as count, status from procrastinate_jobs group by status
    """,
    "get_job_status": "select status from procrastinate_jobs where id = :job_id",
    "list_jobs": f"""
        select * from procrastinate_jobs
        where (:id is null or id = :id) and {_FILTERS}
        and (:queueing_lock is null or queueing_lock = :queueing_lock)
        and (:worker_id is null or worker_id = :worker_id)
        order by id
    """,  # noqa: S608 - the filters are the constant above
    "list_jobs_to_abort": """
        select id from procrastinate_jobs
        where status = 'doing' and abort_requested
        and (:queue_name is null or queue_name = :queue_name)
    """,
    "list_locks": _tally("lock"),
    "list_queues": _tally("queue_name"),
    "list_tasks": _tally("task_name"),
    "page_of_jobs": """
        select id, task_name, args, status, attempts, scheduled_at from procrastinate_jobs
        where (:state is null or status = :state) and id > :after
        order by id limit :limit
    """,
    "jobs_of_subjects": """
        select coalesce(args->>'letter', args->>'fact') as subject, status from procrastinate_jobs
        where task_name = :task
        and coalesce(args->>'letter', args->>'fact') in (select value from json_each(:subjects))
    """,
    "select_stalled_jobs_by_heartbeat": _STALLED
    + " and (worker.id is null or worker.last_heartbeat < :now - :seconds_since_heartbeat)",
    "select_stalled_jobs_by_started": _STALLED + " and job.changed_at < :now - :nb_seconds",
}

WRITES: dict[str, tuple[str, ...]] = {
    "fetch_job": (
        f"""
        update procrastinate_jobs set status = 'doing', worker_id = :worker_id, changed_at = :now
        where id = ({_NEXT}) returning *
        """,  # noqa: S608 - the constant above
    ),
    # Whoever holds it: a job rescued by mistake, then finished by its first worker, has been done.
    "finish_job": (
        """
        delete from procrastinate_jobs
        where :delete_job and id = :job_id and status in ('todo', 'doing') returning id
        """,
        """
        update procrastinate_jobs
        set status = :status, abort_requested = 0, changed_at = :now,
            attempts = attempts + (status = 'doing')
        where not :delete_job and id = :job_id and status in ('todo', 'doing') returning id
        """,
    ),
    # Another job with its key may have been added while this one ran: this one then goes on without
    # the key, where PostgreSQL would refuse and leave it to a worker that is done with it.
    "retry_job": (
        """
        update procrastinate_jobs as job
        set status = case when status = 'doing' and abort_requested then 'failed' else 'todo' end,
            attempts = attempts + not (status = 'doing' and abort_requested),
            abort_requested = 0,
            scheduled_at = :retry_at,
            changed_at = :now,
            priority = coalesce(:new_priority, priority),
            queue_name = coalesce(:new_queue_name, queue_name),
            lock = coalesce(:new_lock, lock),
            queueing_lock = case when exists (
                select 1 from procrastinate_jobs as other
                where other.status = 'todo' and other.queueing_lock = job.queueing_lock
            ) then null else queueing_lock end
        where id = :job_id and status in ('doing', 'failed') returning id
        """,
    ),
    "cancel_job": (
        """
        delete from procrastinate_jobs
        where :delete_job and id = :job_id and status = 'todo' returning id
        """,
        """
        update procrastinate_jobs
        set abort_requested = :abort, changed_at = :now,
            status = case status when 'todo' then 'cancelled' else status end
        where id = :job_id and (status = 'todo' or :abort and status = 'doing') returning id
        """,
    ),
    "delete_old_jobs": (
        """
        delete from procrastinate_jobs
        where status in (select value from json_each(:statuses))
        and (:queue is null or queue_name = :queue)
        and changed_at < :now - :nb_hours * 3600
        """,
    ),
    # The moment only moves forward, so two processes that see the same hour strike make one job.
    "defer_periodic_job": (
        """
        insert into procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        values (:task_name, :periodic_id, :defer_timestamp)
        on conflict (task_name, periodic_id)
        do update set defer_timestamp = excluded.defer_timestamp
        where excluded.defer_timestamp > defer_timestamp
        """,
        """
        insert into procrastinate_jobs
        (queue_name, task_name, priority, lock, queueing_lock, args, changed_at)
        select :queue, :task_name, :priority, :lock, :queueing_lock, :args, :now
        where changes() > 0 returning id
        """,
    ),
    "register_worker": (
        """
        insert into procrastinate_workers (last_heartbeat) values (:now) returning id as worker_id
        """,
    ),
    # Put back when it was pruned: a machine that slept wakes up with its worker alive.
    "update_heartbeat": (
        """
        insert into procrastinate_workers (id, last_heartbeat) values (:worker_id, :now)
        on conflict (id) do update set last_heartbeat = excluded.last_heartbeat
        """,
    ),
    "unregister_worker": (
        "update procrastinate_jobs set worker_id = null where worker_id = :worker_id",
        "delete from procrastinate_workers where id = :worker_id",
    ),
    "prune_stalled_workers": (
        """
        update procrastinate_jobs set worker_id = null where worker_id in (
            select id from procrastinate_workers
            where last_heartbeat < :now - :seconds_since_heartbeat
        )
        """,
        """
        delete from procrastinate_workers where last_heartbeat < :now - :seconds_since_heartbeat
        returning id as worker_id
        """,
    ),
}

# PostgreSQL answers these with an empty row where SQLite answers with none.
ANSWERED_BY_NOTHING = frozenset({"fetch_job", "cancel_job", "defer_periodic_job"})

# The job must have been there, in a state that allows it.
MUST_FIND = frozenset({"finish_job", "retry_job"})
