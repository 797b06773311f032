"""What every call has in common: it acts for its key's owner, reads in one transaction, and writes once."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from dinghuo.api.bodies.body import Body
from dinghuo.api.problems import problem_of
from dinghuo.api.render import json_response, to_json
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError, Fault, Invalid, NotAllowed, NotFound, Refusal
from dinghuo.foundation.idempotency import once
from dinghuo.foundation.tenancy import acting

P = ParamSpec("P")

KEY_HEADER = "Idempotency-Key"
LONGEST_KEY = 200


class Call(HttpRequest):
    """A request whose key has been checked; `auth` is who acts."""

    auth: Actor


View = Callable[Concatenate[Call, P], Any]
Given = Callable[Concatenate[Call, P], HttpResponse]
#: How paths name the document that a call is about.
NAMES = ("key", "number", "id", "list", "product")
#: Raises NotFound where a document, named by the path, isn't there for an actor's organisation (seen.py).
Seen = Callable[[Actor, Any], None]


def reading(of: Seen | None = None) -> Callable[[View[P]], Given[P]]:
    """A call that reads: the view's answer, read in the actor's name, as JSON, unless it is a response already.

    `of` is the document that the path names: where it belongs to others the answer is 404, whatever else is wrong.
    """

    def decorate(view: View[P]) -> Given[P]:
        @wraps(view)
        def answer(request: Call, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            found = _done(of, request, view, *args, **kwargs)
            if isinstance(found, HttpResponseBase):
                return cast("HttpResponse", found)  # a file is sent from the disk, piece by piece
            return json_response(to_json(found))

        return answer

    return decorate


def writing(status: int = 200, of: Seen | None = None) -> Callable[[View[P]], Given[P]]:
    """A call that writes: done whole or not at all, and once only under one Idempotency-Key. `of` as in `reading`."""

    def decorate(view: View[P]) -> Given[P]:
        @wraps(view)
        def answer(request: Call, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            key = _key_of(request)
            if key is None:
                return json_response(to_json(_done(of, request, view, *args, **kwargs)), status)

            def run() -> tuple[int, str]:
                # The text itself is kept, so that a replay is the first answer byte for byte.
                try:
                    return status, to_json(_done(of, request, view, *args, **kwargs))
                except DinghuoError as fault:
                    told = problem_of(fault)
                    return told.status, told.text()

            (found, text), replayed = once(request.auth, key, _asked(request), run)
            response = json_response(text, found)
            if replayed:
                response["Idempotent-Replayed"] = "true"
            return response

        return answer

    return decorate


def _done(of: Seen | None, request: Call, view: View[P], *args: P.args, **kwargs: P.kwargs) -> Any:
    faults = [
        *_unknown_parameters(request, view),
        *(fault for value in kwargs.values() if isinstance(value, Body) for fault in value.shape_faults),
    ]
    try:
        with acting(request.auth):
            if faults:
                is_named = any(not isinstance(value, Body) for value in kwargs.values())
                raise Invalid(faults + further(faults, lambda: view(request, *args, **kwargs), is_named))
            return view(request, *args, **kwargs)
    except (NotAllowed, Invalid):
        if of is not None:
            with acting(request.auth):
                of(request.auth, next(kwargs[name] for name in NAMES if name in kwargs))
        raise


def _unknown_parameters(request: Call, view: View[P]) -> list[Fault]:
    # A filter whose name is misspelt would silently find everything.
    known = inspect.signature(view).parameters
    return [
        Fault(name or "?", "unknown-parameter", _("There is no such parameter."))
        for name in request.GET
        if name not in known
    ]


def further(faults: list[Fault], attempt: Callable[[], Any], is_named: bool = True) -> list[Fault]:
    """What the domain finds wrong beside the faults of shape. It looks at stand-ins in their places, so whatever it
    would have done or refused for them counts for nothing; NotAllowed stands, and NotFound if the call's address names
    something (`is_named`): else it is only about a stand-in."""
    found: list[Fault] = []
    try:
        with transaction.atomic():
            attempt()
            transaction.set_rollback(True)
    except Invalid as wrong:
        found = wrong.faults
    except Refusal:
        pass
    except NotFound:
        if is_named:
            raise
    told = [fault.path for fault in faults]
    return [fault for fault in found if not any(f"{fault.path}.".startswith(f"{path}.") for path in told)]


def _asked(request: Call) -> bytes:
    return f"{request.method} {request.path}\n".encode() + request.body


def _key_of(request: Call) -> str | None:
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return None
    if not key or len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        told = _("Give 1 to %(longest)s printable ASCII characters.") % {"longest": LONGEST_KEY}
        raise Invalid([Fault(KEY_HEADER, "malformed", told)])
    return key
