"""The page that Prometheus reads: what was counted, and what is found at the moment of asking."""

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from django.db import DatabaseError, InterfaceError, connection
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from dinghuo.operations import meters
from dinghuo.operations.queue import waiting

# Sessions of our own role only: a role sees no states of others.
SESSIONS = """
SELECT coalesce(state, 'unknown'), count(*)::int, current_setting('max_connections')::int
FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user GROUP BY 1
"""


#: What is counted: the sums' name -> the metric's name, what it says, its labels.
COUNTED = {
    "requests": ("dinghuo_requests", "Requests answered.", ("method", "route", "status")),
    "durations": ("dinghuo_request_seconds", "How long answers took.", ("method", "route")),
    "statements": ("dinghuo_statements", "SQL statements run for requests.", ("route",)),
    "events": ("dinghuo_events", "Committed events; kind order.placed are the orders.", ("kind",)),
    "refusals": ("dinghuo_refusals", "Refusals told, by the type of their problem document.", ("type",)),
    "jobs": ("dinghuo_jobs", "Jobs that ended.", ("task", "outcome")),
    "job_durations": ("dinghuo_job_seconds", "How long jobs took.", ("task",)),
}


class Counted(Collector):
    """What all processes have counted."""

    def collect(self) -> Iterator[Metric]:
        """Give each sum the shape that Prometheus wants."""
        for name, rows in meters.sums().items():
            metric, words, labels = COUNTED[name]
            if name.endswith("durations"):
                histogram = HistogramMetricFamily(metric, words, labels=labels)
                for values, (seconds, *classes) in rows.items():
                    histogram.add_metric(values, _buckets(classes), seconds)
                yield histogram
            else:
                counter = CounterMetricFamily(metric, words, labels=labels)
                for values, count in rows.items():
                    counter.add_metric(values, count)
                yield counter


def _buckets(classes: list[float]) -> list[tuple[str, float]]:
    bounds = [*(str(bound) for bound in meters.BOUNDS), "+Inf"]
    return list(zip(bounds, accumulate(classes), strict=True))


class Found(Collector):
    """The queue, the database's sessions, the memory of processes."""

    def collect(self) -> Iterator[Metric]:
        """Look; without a database only `dinghuo_database_up` tells of it."""
        up = GaugeMetricFamily("dinghuo_database_up", "1 if the database answers.")
        try:
            found = [*_queue(), *_sessions()]
            up.add_metric([], 1)
        except (DatabaseError, InterfaceError):
            found = []
            up.add_metric([], 0)
        yield up
        yield from found
        yield _memory()


def page() -> bytes:
    """The text that Prometheus reads (version 0.0.4)."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Counted())
    registry.register(Found())
    return generate_latest(registry)


def _queue() -> list[Metric]:
    depth = GaugeMetricFamily("dinghuo_queue_jobs", "Jobs by queue and status.", labels=["queue", "status"])
    age = GaugeMetricFamily("dinghuo_queue_lag_seconds", "How late the first job to do is.", labels=["queue"])
    for each in waiting():
        depth.add_metric([each.queue, each.status], each.jobs)
        if each.status == "todo":
            age.add_metric([each.queue], each.seconds)
    return [depth, age]


def _sessions() -> list[Metric]:
    sessions = GaugeMetricFamily(
        "dinghuo_database_sessions", "Our connections to the database by state.", labels=["state"]
    )
    most = GaugeMetricFamily("dinghuo_database_sessions_most", "Connections that the server takes in all.")
    with connection.cursor() as cursor:
        cursor.execute(SESSIONS)
        rows = cursor.fetchall()
    for state, count, _most in rows:
        sessions.add_metric([state], count)
    most.add_metric([], rows[0][2])
    return [sessions, most]


def _memory() -> Metric:
    found = GaugeMetricFamily(
        "dinghuo_process_memory_bytes", "Resident memory of a process.", labels=["process", "pid"]
    )
    for process, kind in meters.processes().items():
        size = _resident_bytes(process)
        if size:
            found.add_metric([kind, str(process)], size)
    return found


def _resident_bytes(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:  # it has just ended, or this system has no /proc
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmRSS:")), "VmRSS: 0 kB")
    return int(line.split()[1]) * 1024
