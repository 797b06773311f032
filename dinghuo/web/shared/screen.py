"""Makes a view a screen of a door: who may enter, in whose name it reads, and what becomes of a refusal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound, Refusal
from dinghuo.foundation.notes import note_refusal
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.visitor import guest
from dinghuo.web.shared import flash
from dinghuo.web.shared.session import Request, visitor_of
from dinghuo.web.shared.views import errors

#: Which door somebody is led to, by the parts they may act in: the one with the most to do first.
HOMES = (
    ("operator", "operator", "/operator/"),
    ("branch", "branch", "/branch/"),
    ("supplier", "supplier", "/supplier/"),
    ("buyer", "buyer", "/"),
)


#: A view as it is written: the request, the actor, then what the address holds.
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Declared:
    """Who may come to a screen, and how; `door` and `permission` are empty where none is asked for."""

    door: str
    permission: str
    methods: Sequence[str]
    guests: bool


#: What every screen declares, by the view that Django calls: bin/prove doors holds each one to it.
declared: dict[View, Declared] = {}


def screen(
    door: str = "",
    permission: str = "",
    *,
    methods: Sequence[str] = ("GET",),
    guests: bool = False,
    together: bool = True,
    unproven: bool = False,
    again: View | None = None,
) -> Callable[[View], View]:
    """Open a view to those who may act in `door` (any, if empty) and hold `permission`.

    The view runs in one transaction in the actor's name, so that all it does happens together; `together=False` leaves
    that to the actions, for the few whose refusal has something to keep. Somebody who isn't signed in is sent to sign
    in, or with `guests` comes as a guest of the storefront.

    Somebody whose role asks for a second factor, in a session that has shown none, is led to where it can be shown;
    only views that are `unproven` answer before.

    What an action refuses comes back to the form: the view is called once more as for GET (`again` instead of it, if
    that shows the form), with `request.refused`, which `Form.of(request, stored)` reads - typed values and faults stand
    beside the fields - and `<c-refusal :refusal="request.refusal" />` shows. A view for POST alone, without `again`,
    says it in a toast where the visitor came from.
    """

    def made(view: View) -> View:
        @wraps(view)
        def answer(request: Request, **address: Any) -> HttpResponse:
            if not _is_one_of(request, methods):
                return HttpResponseNotAllowed(methods)
            actor = request.actor or (_guest(request) if guests else None)
            if actor is None:
                return _to_sign_in(request)
            if not unproven and _must_prove(request):
                return _to(request, "gate:second_factor")
            request.door = door or door_of(actor)
            if door and not guests and door not in actor.parts:
                return _other_door(request, actor)
            # The view itself, not the screen made of it: the doorkeeping has been done.
            shows = getattr(again, "__wrapped__", again) or (view if "GET" in methods else None)
            try:
                if permission:
                    require(actor, permission)
                return _told(view, shows, request, actor, address, together)
            except NotAllowed:
                return errors.page(request, 403) if request.actor else _to_sign_in(request)

        declared[answer] = Declared(door, permission, methods, guests)
        return answer

    return made


def gate_screen(*methods: str) -> Callable[[View], View]:
    """Open a view to anybody: it gets a visitor as its actor, and no transaction, for the gate's actions open theirs.

    What they refuse comes back to the same form, as with `screen`.
    """

    def made(view: View) -> View:
        @wraps(view)
        def answer(request: Request, **address: Any) -> HttpResponse:
            if not _is_one_of(request, methods):
                return HttpResponseNotAllowed(methods)
            request.door = "gate"
            return _told(view, view, request, visitor_of(request), address, together=None)

        declared[answer] = Declared("", "", methods, guests=True)
        return answer

    return made


def _is_one_of(request: Request, methods: Sequence[str]) -> bool:
    return request.method in methods or (request.method == "HEAD" and "GET" in methods)


def _told(
    view: View,
    shows: View | None,
    request: Request,
    actor: Actor,
    address: dict[str, Any],
    together: bool | None,
) -> HttpResponse:
    """The view's answer, or in words why there is none; `shows` is the view that shows the form once more."""
    try:
        return _run(view, request, actor, address, together)
    except NotFound:
        return errors.page(request, 404)
    except (Refusal, Invalid) as refused:
        note_refusal(refused.type if isinstance(refused, Refusal) else "invalid")
        if request.method != "POST":
            return _refused_page(request, refused)
        if shows is None:
            return _say(request, refused)
        request.refused = refused
        request.refusal = refused if isinstance(refused, Refusal) else None
        request.method = "GET"
        # Either is a page of its own now: what it refuses in turn is told on an error page.
        response = _told(shows, None, request, actor, address, together)
        if response.status_code == 200:
            response.status_code = _status(refused)
        return response


def _run(
    view: View, request: Request, actor: Actor, address: dict[str, Any], together: bool | None
) -> HttpResponse:
    # None: never in a transaction (at the gate); False: only to read; True: always.
    if together is None or (not together and request.method == "POST"):
        return view(request, actor, **address)
    with acting(actor):
        response = view(request, actor, **address)
        # A template that is rendered later would read outside the transaction, and find nothing.
        if hasattr(response, "render") and not getattr(response, "is_rendered", True):
            response.render()
        return response


def _say(request: Request, refused: Refusal | Invalid) -> HttpResponse:
    words = [fault.message for fault in refused.faults] if isinstance(refused, Invalid) else [refused.message]
    for sentence in dict.fromkeys(words):
        flash.warn(request, sentence)
    if request.htmx:
        # The page stays as it is; only the toast is swapped in beside it.
        response = render(request, "shared/toasts.html", status=_status(refused))
        response["HX-Reswap"] = "none"
        return response
    return HttpResponseRedirect(
        safe_next(request, request.headers.get("Referer", "")) or reverse("gate:home")
    )


def _status(refused: Refusal | Invalid) -> int:
    return 422 if isinstance(refused, Invalid) else 409


def _refused_page(request: Request, refused: Refusal | Invalid) -> HttpResponse:
    if isinstance(refused, Invalid):
        return errors.page(request, 400)
    return errors.page(request, 409, refused)


def _guest(request: Request) -> Actor | None:
    if request.storefront is None or request.market is None:
        return None
    return guest(request.storefront, request.LANGUAGE_CODE, request.market.time_zone)


def _must_prove(request: Request) -> bool:
    seen = request.visit.signed_in
    return seen is not None and seen.unproven


def _to_sign_in(request: Request) -> HttpResponse:
    return _to(request, "gate:sign_in")


def _to(request: Request, page: str) -> HttpResponse:
    here = (
        request.get_full_path() if request.method in ("GET", "HEAD") else request.headers.get("Referer", "")
    )
    wanted = safe_next(request, here)
    address = reverse(page) + (f"?{urlencode({'next': wanted})}" if wanted else "")
    if request.htmx:
        # A fragment can't become another page: the browser goes there as a whole.
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address)


def _other_door(request: Request, actor: Actor) -> HttpResponse:
    # Whoever comes to the front door and works behind another one is shown there.
    if request.path_info == "/" and request.method == "GET":
        return HttpResponseRedirect(home_of(actor))
    return errors.page(request, 403)


def door_of(actor: Actor) -> str:
    """The door somebody works behind; the storefront if none."""
    return next((door for part, door, _home in HOMES if part in actor.parts), "buyer")


def home_of(actor: Actor) -> str:
    """Where somebody's day begins."""
    return next((home for part, _door, home in HOMES if part in actor.parts), "/")


def safe_next(request: HttpRequest, address: str) -> str:
    """An address of this site, or nothing: what a form or link says about where to go next may be anybody's."""
    allowed = {request.get_host()}
    if address and url_has_allowed_host_and_scheme(address, allowed, require_https=request.is_secure()):
        return address
    return ""
