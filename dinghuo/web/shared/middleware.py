"""Finds out, for every page, who comes to which storefront, and in which language and time zone they read."""

import zoneinfo
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone, translation
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from dinghuo.organisations.actions.account.touch_session import touch_session
from dinghuo.organisations.queries.visits import Visit, visit
from dinghuo.web.bodies import most_bytes
from dinghuo.web.shared.addresses import answer_unknown
from dinghuo.web.shared.session import COOKIE, drop_session
from dinghuo.web.shared.views import errors

Answer = Callable[[HttpRequest], HttpResponse]

#: Programs come here, and files that are the same for everybody: they know neither sessions nor storefronts.
WITHOUT_VISIT = ("/api/", "/look/", "/media/", "/static/", "/design", "/regions")


def visits(get_response: Answer) -> Answer:
    """Put visit, actor, storefront and market on the request; activate language and time zone for its length.

    One statement finds session and actor, one the storefront. An address under /s/<key> is that storefront's own: what
    follows is answered as if it stood at the root, and every address that the page makes stays under it.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        outside = get_script_prefix()
        try:
            return _answer(request, _enter_storefront(request))
        finally:
            set_script_prefix(outside)

    def _answer(request: HttpRequest, key: str) -> HttpResponse:
        if request.path_info.startswith(WITHOUT_VISIT):
            return get_response(request)
        if "\0" in request.path_info:
            return errors.bad_request(request)
        host, _port = split_domain_port(request.get_host())
        seen = visit(request.COOKIES.get(COOKIE, ""), host.lower(), key)
        language = _language(request, seen)
        _put(request, seen, language)
        if seen.signed_in and seen.signed_in.is_stale:
            touch_session(seen.signed_in.actor, seen.signed_in.session_id)
        zone = zoneinfo.ZoneInfo(seen.market.time_zone if seen.market else settings.TIME_ZONE)
        with translation.override(language), timezone.override(zone):
            if status := _unanswerable(request, seen, key):
                return errors.page(request, status)
            response = get_response(request)
            if response.status_code == 404 and request.resolver_match is None:
                response = answer_unknown(request)
        response.headers.setdefault("Content-Language", language)
        if seen.signed_in:
            # Whose page it is stands in the cookie: no cache between us may keep it.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        elif COOKIE in request.COOKIES and COOKIE not in response.cookies and not key:
            # A storefront by its path may be another market's, where the session says nothing and yet lives.
            drop_session(response)
        return response

    return answer


def _unanswerable(request: HttpRequest, seen: Visit, key: str) -> int:
    """The status of what no page can answer, 0 where one can. What is too large isn't read at all, and files are
    taken from people we know only."""
    if key and (seen.storefront is None or seen.storefront.key != key):
        return 404
    kind = request.headers.get("Content-Type", "") if seen.signed_in else ""
    if int(request.headers.get("Content-Length") or 0) > most_bytes(kind):
        return 413
    return 400 if _unreadable(request) else 0


def _unreadable(request: HttpRequest) -> bool:
    """True for a NUL anywhere: no person types one, and no text column takes it."""
    values = [
        value for given in (request.GET, request.POST) for _name, many in given.lists() for value in many
    ]
    return any("\0" in str(value) for value in values)


def _enter_storefront(request: HttpRequest) -> str:
    """Take /s/<key> off the address, so that routes match what follows; returns the key, empty for none."""
    if not request.path_info.startswith("/s/"):
        return ""
    key, _slash, rest = request.path_info.removeprefix("/s/").partition("/")
    prefix = request.path.removesuffix(rest).rstrip("/") + "/"
    request.path_info = f"/{rest}"
    set_script_prefix(prefix)
    return key[:40]


def _language(request: HttpRequest, seen: Visit) -> str:
    """The person's language, else the one chosen in the cookie, else the browser's, if the storefront speaks it."""
    known: Sequence[str] = (
        seen.storefront.languages if seen.storefront else [code for code, _name in settings.LANGUAGES]
    )
    wanted = [
        seen.signed_in.language if seen.signed_in else "",
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        *(code for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))),
    ]
    for code in wanted:
        if (found := _supported(code)) and found in known:
            return found
    return known[0]


def _supported(code: str) -> str:
    try:
        return get_supported_language_variant(code) if code else ""
    except LookupError:
        return ""


def _put(request: HttpRequest, seen: Visit, language: str) -> None:
    actor = seen.signed_in.actor if seen.signed_in else None
    found = {
        "visit": seen,
        "storefront": seen.storefront,
        "market": seen.market,
        "actor": replace(actor, language=language) if actor else None,
        "LANGUAGE_CODE": language,
        "refused": None,
        "refusal": None,
    }
    for name, value in found.items():
        setattr(request, name, value)
