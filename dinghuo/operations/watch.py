"""Stands before everything: answers probes, gives each request its id, counts it, and writes its line."""

import re
from collections.abc import Callable
from random import getrandbits
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.notes import Notes, count_statement, current
from dinghuo.operations.logs import request_line
from dinghuo.operations.meters import meters, sweep
from dinghuo.operations.probes import PROBES, metrics_token
from dinghuo.operations.redaction import redacted

#: What a client may call its request; anything else is replaced, for it would stand in the log.
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
#: Files that are the same for everybody: counted, but no line each.
SILENT = ("/static/", "/look/", "/media/")


def watch(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The first middleware."""
    sweep()
    metrics_token()  # so that its file is there for Prometheus
    write = request_line(settings.LOG_JSON)

    def answer(request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        if probe is not None:
            return probe(request)
        notes = Notes(_request_id(request))
        for alias in settings.DATABASES:
            # Each thread has connections of its own, and keeps them.
            wrappers = connections[alias].execute_wrappers
            if _counted not in wrappers:
                wrappers.append(_counted)
        known = current.set(notes)
        started = perf_counter()
        try:
            response = get_response(request)
        finally:
            current.reset(known)
        seconds = perf_counter() - started
        response.headers["X-Request-Id"] = notes.request_id
        route = _route(request)
        meters.request(request.method or "", route, response.status_code, seconds, notes.statements)
        if notes.events or notes.refusals:
            meters.done(notes.events, notes.refusals)
        if not request.path_info.startswith(SILENT):
            write(_line(request, response, route, seconds, notes))
        return response

    return answer


def _request_id(request: HttpRequest) -> str:
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if REQUEST_ID.fullmatch(given) else f"{getrandbits(128):032x}"


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is not None:
        return f"/{match.route}"
    return next((f"{prefix}*" for prefix in SILENT if request.path_info.startswith(prefix)), "unmatched")


def _line(
    request: HttpRequest, response: HttpResponse, route: str, seconds: float, notes: Notes
) -> dict[str, Any]:
    line: dict[str, Any] = {
        "request_id": notes.request_id,
        "method": request.method,
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "statements": notes.statements,
    }
    actor = getattr(request, "auth", None) or getattr(request, "actor", None)
    if isinstance(actor, Actor):
        line["market"] = str(actor.market_id)
        line["organisation"] = str(actor.organisation_id)
        line["person"] = str(actor.person_id)
    match = request.resolver_match
    number = match.kwargs.get("number") if match is not None else None
    documents = [str(number), *notes.documents] if number else notes.documents
    if documents:
        line["documents"] = redacted(" ".join(dict.fromkeys(documents)))
    if notes.refusals:
        line["refused"] = " ".join(notes.refusals)
    return line


def _counted(
    execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: dict[str, Any]
) -> Any:
    count_statement()
    return execute(sql, parameters, many, context)
