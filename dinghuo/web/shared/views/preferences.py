"""What a visitor chooses about the page itself: theme, language, columns of a list. Kept in cookies."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from dinghuo.organisations.actions.account.set_language import set_language

YEAR_SECONDS = 31_536_000
THEME_COOKIE = "dinghuo_theme"
THEMES = ("light", "dark")
COLUMNS_COOKIE = "dinghuo_columns_"
_KEY = re.compile(r"^[a-z_]{1,40}$")


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next") or request.headers.get("Referer") or "/"
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    return HttpResponseRedirect(target)


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> HttpResponse:
    if not value:
        response.delete_cookie(name, samesite="Lax")
        return response
    response.set_cookie(name, value, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure())
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device has it (anything else)."""
    chosen = request.POST.get("theme", "")
    return _keep(request, _back(request), THEME_COOKIE, chosen if chosen in THEMES else "")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """One of the program's languages; anything else changes nothing."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES) or not check_for_language(chosen):
        return _back(request)
    if actor := getattr(request, "actor", None):
        # Messages and e-mails come in it too, so it is the person's and not only the browser's.
        set_language(actor, chosen)
    return _keep(request, _back(request), settings.LANGUAGE_COOKIE_NAME, chosen)


@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    """The columns of one list, by their keys; none chosen means the list's own choice."""
    list_key = request.POST.get("list", "")
    if not _KEY.match(list_key):
        return _back(request)
    chosen = [key for key in request.POST.getlist("column") if _KEY.match(key)]
    return _keep(request, _back(request), COLUMNS_COOKIE + list_key, ".".join(chosen))
