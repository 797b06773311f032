"""Writes and counts each job that ended: listens to what procrastinate's worker says of it."""

import logging

from django.conf import settings

from dinghuo.operations import logs
from dinghuo.operations.meters import meters

OUTCOMES = {
    "job_success": "done",
    "job_error_retry": "failed, again later",
    "job_error": "failed",
    "job_aborted": "aborted",
    "job_aborted_retry": "aborted, again later",
}


class JobLines(logging.Handler):
    """A handler (of LOGGING) for the logger procrastinate.worker."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = logs.lines(settings.LOG_JSON)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line for a job that ended, and count it. What else the worker says is worth a line if it warns."""
        outcome = OUTCOMES.get(getattr(record, "action", ""))
        if outcome:
            self._ended(record, outcome)
        elif record.levelno >= logging.WARNING:
            logging.getLogger().handle(record)

    def _ended(self, record: logging.LogRecord, outcome: str) -> None:
        job = record.__dict__["job"]
        seconds = record.__dict__.get("duration") or 0.0
        meters.job(job["task_name"], outcome, seconds)
        line = {
            "task": job["task_name"],
            "queue": job["queue"],
            "job": job["id"],
            "attempt": job["attempts"] + 1,
            "outcome": outcome,
            "ms": round(seconds * 1000, 1),
            "market": (job["task_kwargs"] or {}).get("market_id", ""),
        }
        fault = record.exc_info[1] if record.exc_info else None
        if fault is None:
            self.lines.info("job", **line)
        else:
            text = logging.Formatter().formatException(record.exc_info)  # type: ignore[arg-type]  # it isn't None
            self.lines.error("job", **line, fault=repr(fault), traceback=text)
