"""What machines ask a web process: does it live, can it serve, what has it counted. No answer holds a secret."""

import hmac
import json
from collections.abc import Callable
from threading import Event

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from dinghuo.foundation import readiness
from dinghuo.local.places import secret
from dinghuo.operations import figures
from dinghuo.operations.queue import lag_seconds

#: Set once everything but the database's being there was found well: migrations and policies don't change under us.
_sound = Event()


def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return _json({"status": "ok"})


def ready(request: HttpRequest) -> HttpResponse:
    """200 if the database is there, migrated and closed to strangers; else 503 with what is missing.

    A queue that is late is told (`queue_lag_seconds`), but isn't a reason to take the pages away.
    """
    try:
        missing = [] if _sound.is_set() else readiness.missing()
        lag = lag_seconds()
    except (DatabaseError, InterfaceError):
        missing, lag = ["database: it doesn't answer"], 0.0
    if missing:
        # The sentence of the driver names hosts and users: that is for the log.
        missing = [
            "database: it doesn't answer" if each.startswith("database:") else each for each in missing
        ]
        return _json({"status": "missing", "missing": missing}, 503)
    _sound.set()
    return _json({"status": "ok", "missing": [], "queue_lag_seconds": round(lag, 1)})


def metrics(request: HttpRequest) -> HttpResponse:
    """The figures for Prometheus; 404 without the token of var/metrics-token."""
    given = request.META.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ").strip()
    if not hmac.compare_digest(given.encode(), metrics_token().encode()):
        return HttpResponse(status=404)
    return HttpResponse(figures.page(), content_type=CONTENT_TYPE_LATEST)


def metrics_token() -> str:
    """The token that reads /metrics: DINGHUO_METRICS_TOKEN, else the one made under var/."""
    return settings.METRICS_TOKEN or secret("metrics-token")


def _json(value: dict[str, object], status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(value), status=status, content_type="application/json")


#: Answered before anything else looks at the request: probes come by address, without TLS, and often.
PROBES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/health/live": live,
    "/health/ready": ready,
    "/metrics": metrics,
    # What they were called first; supervisors may still ask so.
    "/healthz": live,
    "/readyz": ready,
}
