"""How long the job queue is, and how late."""

from dataclasses import dataclass

from django.db import connection

# The age is that of the first job that may run: a job's row has no date, but the event of its making has.
STATEMENT = """
WITH depth AS (
    SELECT queue_name, status::text AS status, count(*) AS jobs,
           min(id) FILTER (WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())) AS first
    FROM procrastinate_jobs
    WHERE status IN ('todo', 'doing', 'failed')
    GROUP BY 1, 2
)
SELECT depth.queue_name, depth.status, depth.jobs,
       coalesce(extract(epoch FROM now() - greatest(job.scheduled_at, made.at)), 0)::float
FROM depth
LEFT JOIN procrastinate_jobs job ON job.id = depth.first
LEFT JOIN LATERAL (
    SELECT min(at) AS at FROM procrastinate_events WHERE job_id = job.id AND type = 'deferred'
) made ON true
ORDER BY 1, 2
"""


@dataclass(frozen=True)
class Waiting:
    """Jobs of one queue in one status (todo, doing, failed); `seconds` is how late the first of those to do is."""

    queue: str
    status: str
    jobs: int
    seconds: float


def waiting() -> list[Waiting]:
    """Every queue that has jobs to do, in hand or failed. Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT)
        return [Waiting(*row) for row in cursor.fetchall()]


def lag_seconds() -> float:
    """How late the latest queue is."""
    return max((each.seconds for each in waiting() if each.status == "todo"), default=0.0)
