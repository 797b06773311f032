"""The session cookie, and what a visit puts on the request."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from dinghuo.foundation import network
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, Refusal
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.queries.visits import MarketSeen, Visit

COOKIE = "dinghuo_session"
COOKIE_SECONDS = 90 * 86_400


class Request(HttpRequest):
    """A request as every screen gets it (a type for annotations; `visits` in middleware.py fills it in).

    `actor` is None for whoever isn't signed in. `storefront` and `market` are those the visitor is in; None only in an
    installation without any. `refused` is what went wrong with a form that is shown again, `refusal` the same if it
    was the business that said no, for `<c-refusal>`.
    """

    visit: Visit
    actor: Actor | None
    storefront: Any
    market: MarketSeen | None
    door: str
    htmx: HtmxDetails
    refused: Refusal | Invalid | None
    refusal: Refusal | None
    LANGUAGE_CODE: str


def session_id(request: HttpRequest) -> UUID | None:
    """The session in use, None for guests."""
    visit: Visit | None = getattr(request, "visit", None)
    return visit.signed_in.session_id if visit and visit.signed_in else None


def visitor_of(request: HttpRequest, *, at_storefront: bool = False) -> Actor:
    """Who stands at the gate: a visitor of the market that the address names, or of all that share it.

    With `at_storefront` always of the storefront's market: one registers somewhere, not everywhere.
    """
    visit: Visit = request.visit  # type: ignore[attr-defined]  # the middleware's; plain requests have none
    market_id = visit.market_id
    if at_storefront and visit.storefront:
        market_id = visit.storefront.market_id
    return visitor(market_id, language=getattr(request, "LANGUAGE_CODE", "en"))


def keep_session(request: HttpRequest, response: HttpResponse, cookie: str) -> HttpResponse:
    """Put a session's cookie onto an answer."""
    response.set_cookie(
        COOKIE, cookie, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response


def drop_session(response: HttpResponse) -> HttpResponse:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def client_address(request: HttpRequest) -> str:
    """The network address a request comes from."""
    return network.client_address(request.META)


def client_device(request: HttpRequest) -> str:
    """What the browser calls itself, as text that the database can take."""
    return "".join(sign for sign in request.headers.get("User-Agent", "") if sign.isprintable())[:300]
