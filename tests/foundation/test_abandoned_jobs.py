"""take_up_abandoned: what a killed worker had begun is done by another, and what a living one does is left to it."""

from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import async_to_sync
from django.db import connection

from dinghuo.foundation.jobs import take_up_abandoned

BEGIN = """
WITH worker AS (
    INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second') RETURNING id
)
INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id)
SELECT 'reactions', 'any', '{}', 'doing', worker.id FROM worker RETURNING id
"""


def begun(heartbeat_seconds_ago: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, [heartbeat_seconds_ago])
        return cursor.fetchone()[0]


def status_of(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job])
        return cursor.fetchone()[0]


def take_up() -> None:
    """As the worker does, in a thread of its own: a browser of another test may keep a loop in this one."""

    def run() -> None:
        async_to_sync(take_up_abandoned.func)(0)
        connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(run).result()


def test_a_dead_worker_s_jobs_are_taken_up(live):
    abandoned, forgotten, in_hand = begun(3600), begun(3600), begun(1)
    with connection.cursor() as cursor:
        # A worker that starts clears dead ones away; their jobs are nobody's then.
        cursor.execute("UPDATE procrastinate_jobs SET worker_id = NULL WHERE id = %s", [forgotten])
    take_up()
    assert [status_of(job) for job in (abandoned, forgotten, in_hand)] == ["todo", "todo", "doing"]
