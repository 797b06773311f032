"""Takes API calls off the road that pages travel: no cookies, forms, templates or page headers on the way."""

import logging
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, get_resolver
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from dinghuo.api.limits import rate_headers
from dinghuo.api.problems import not_found, problem
from dinghuo.api.values import MOST_LOOK, MOST_SHEET

PREFIX = "/api/"
URLS = "dinghuo.api.urls"
WRITES = ("POST", "PUT", "DELETE")
#: Calls that carry a file in base64, and how large with what stands around it.
FILES = {"/api/v1/imports": MOST_SHEET + 10_000, "/api/v1/product-files": MOST_LOOK + 10_000}
#: No body is one without fields: enough for some calls, and for others the fields that are missing are told.
NO_BODY = b"{}"
log = logging.getLogger("dinghuo.api")


def api_lane(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The first middleware: answers /api/ itself and leaves everything else to the rest."""

    # Reading all routers takes a second or two: better while the process starts than in the first call.
    get_resolver(URLS).resolve(f"{PREFIX}v1/docs")

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        with translation.override(_language(request.headers.get("Accept-Language", ""))):
            response = _answer(request)
            response["Content-Language"] = translation.get_language()
        if response.status_code < 500:
            # Refusals are answers: Django would write a line of warning for each of them.
            response._has_been_logged = True  # type: ignore[attr-defined]  # django.utils.log reads it
        return _headed(request, response)

    return answer


def _answer(request: HttpRequest) -> HttpResponse:
    try:
        if "\x00" in request.path_info:
            return not_found(request)
        if _length(request) <= FILES.get(request.path_info, 0):
            # More than other calls may send; Django's limit is one for all.
            request._body = request.read()
        if request.method in WRITES and not request.body:
            request._body = NO_BODY
        request.urlconf = URLS
        match = request.resolver_match = get_resolver(URLS).resolve(request.path_info)
        response = match.func(request, *match.args, **match.kwargs)
    except Resolver404:
        return not_found(request)
    except RequestDataTooBig:
        return problem(413, _("Send less at once.")).response()
    except (OperationalError, InterfaceError):
        log.exception("%s %s: the database is away", request.method, request.path)
        return problem(503, _("Try again in a moment.")).response(Retry_After="2")
    except Exception:
        log.exception("%s %s", request.method, request.path)
        return problem(500, _("It has been written down. Nothing was changed.")).response()
    if response.status_code == 405:
        told = problem(405, _("Allowed here: %(methods)s.") % {"methods": response["Allow"]})
        return told.response(Allow=response["Allow"])
    return response


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdigit() else 0


def _headed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    headers = response.headers
    if not response.streaming:
        headers.setdefault("Content-Length", str(len(response.content)))
    headers.setdefault("Cache-Control", "no-store")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    left = getattr(request, "calls_left", None)
    if left is not None and settings.API_CALLS_PER_MINUTE:
        for name, value in rate_headers(left, settings.API_CALLS_PER_MINUTE).items():
            headers.setdefault(name, value)
    if settings.SECURE_HSTS_SECONDS and request.is_secure():
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return response


@lru_cache(maxsize=200)
def _language(accepted: str) -> str:
    for wish, _weight in parse_accept_lang_header(accepted[:500]):
        try:
            return get_supported_language_variant(wish)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
