"""What operators ask of jobs and procrastinate does not answer: a page of them, those of some letters.

The texts are PostgreSQL's, as procrastinate's own are; SQLite answers them by their names (`queries.py`).
"""

from typing import Final

ALIVE: Final = frozenset({"todo", "doing"})
"""The states of a job that will still do something."""

PAGE_OF_JOBS: Final = """
    select id, task_name, args, status::text as status, attempts, scheduled_at from procrastinate_jobs
    where (%(state)s::text is null or status::text = %(state)s::text) and id > %(after)s
    order by id limit %(limit)s
"""

JOBS_OF_SUBJECTS: Final = """
    select coalesce(args->>'letter', args->>'fact') as subject, status::text as status
    from procrastinate_jobs
    where task_name = %(task)s and coalesce(args->>'letter', args->>'fact') = any(%(subjects)s)
"""

NAMES: Final = {PAGE_OF_JOBS: "page_of_jobs", JOBS_OF_SUBJECTS: "jobs_of_subjects"}
