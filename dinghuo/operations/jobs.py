"""bin/jobs: shows what waits and what failed, and lets failed jobs try again."""

import argparse
import os
import sys

import django

from dinghuo.local.server import Use

FAILED = """
SELECT job.id, job.queue_name, job.task_name, job.attempts, max(event.at)::timestamp(0)
FROM procrastinate_jobs job LEFT JOIN procrastinate_events event ON event.job_id = job.id
WHERE job.status = 'failed' GROUP BY job.id ORDER BY job.id LIMIT 200
"""


def main() -> None:
    """Show, retry or drop."""
    parser = argparse.ArgumentParser(prog="bin/jobs", description=__doc__)
    parser.add_argument("verb", nargs="?", choices=("show", "retry", "drop"), default="show")
    parser.add_argument("ids", nargs="*", type=int, help="failed jobs; none given: all of them (retry only)")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinghuo.settings.dev")
    with Use():
        django.setup()
        if options.verb == "show":
            show()
        elif options.verb == "retry":
            print(f"{retry(options.ids)} jobs try again")
        elif not options.ids:
            sys.exit("Name the jobs to drop: what they were to do won't happen.")
        else:
            print(f"{drop(options.ids)} jobs dropped")


def show() -> None:
    """Print each queue, then each failed job."""
    from django.db import connection

    from dinghuo.operations.queue import waiting

    for each in waiting():
        late = f", the first is {each.seconds:.0f} s late" if each.status == "todo" else ""
        print(f"{each.queue:<12} {each.status:<7} {each.jobs}{late}")
    with connection.cursor() as cursor:
        cursor.execute(FAILED)
        for job, queue, task, attempts, at in cursor.fetchall():
            print(f"  {job}  {queue}  {task}  failed after {attempts} tries, {at} UTC")


def retry(ids: list[int]) -> int:
    """Let failed jobs (all, if none is named) run at once; gives how many there were."""
    from procrastinate.contrib.django import app

    from dinghuo.foundation.clock import now

    chosen = _failed(ids)
    for job in chosen:
        app.job_manager.retry_job_by_id(job, retry_at=now())
    return len(chosen)


def drop(ids: list[int]) -> int:
    """Forget failed jobs; gives how many there were."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'failed' AND id = ANY(%s)", [ids])
        return cursor.rowcount


def _failed(ids: list[int]) -> list[int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs WHERE status = 'failed' ORDER BY id")
        found = [row[0] for row in cursor.fetchall()]
    return [job for job in found if not ids or job in ids]


if __name__ == "__main__":
    main()
