"""Pages that say what went wrong and what can be done, in words; they read no data, for the database may be it."""

from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Refusal


@dataclass(frozen=True)
class Words:
    """What an error page says, and the shape and icon it says it with."""

    title: str
    text: str
    icon: str


def words_of(status: int) -> Words:
    """The words for an HTTP status; those of 500 for any other."""
    known = {
        400: Words(
            _("This request can’t be read"),
            _("Go back and try again. What you had typed is still in the form."),
            "circle-help",
        ),
        403: Words(
            _("You may not do this"),
            _("Your role doesn’t include it. An administrator of your company can give it to you."),
            "lock",
        ),
        404: Words(
            _("There is nothing here"),
            _("The address may be mistyped, or what it leads to isn’t for your company."),
            "search",
        ),
        409: Words(
            _("It can’t be done as it stands"),
            _("Somebody may have changed it in the meantime. Look at it again."),
            "git-branch",
        ),
        413: Words(_("That is too large"), _("Send a smaller file, or split it."), "upload"),
        429: Words(_("Too many tries"), _("Wait a few minutes, then try again."), "clock"),
        503: Words(
            _("Back in a moment"),
            _("The system is being looked after. Your orders are safe; try again in a minute."),
            "clock",
        ),
    }
    return known.get(status) or Words(
        _("Something broke on our side"),
        _("Nothing was changed by halves. Try again in a minute; we have been told."),
        "triangle-alert",
    )


def page(request: HttpRequest, status: int, refusal: Refusal | None = None) -> HttpResponse:
    """The error page of a status. A refusal says in its own words what would be possible."""
    context = {"status": status, "words": words_of(status), "refusal": refusal}
    return render(request, "shared/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 for a form with more in its fields than is taken."""
    return page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403, also for a form whose token is missing (CSRF_FAILURE_VIEW)."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, without the request's context: whatever broke may be in it."""
    html = render_to_string("shared/error.html", {"status": 500, "words": words_of(500)})
    return HttpResponse(html, status=500)
