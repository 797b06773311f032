"""Answers a choice of province or city with what can be chosen next."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinghuo.web.shared import regions

_NAME = re.compile(r"^[a-z][a-z0-9_-]{0,40}$")


@require_safe
def choices(request: HttpRequest) -> HttpResponse:
    """The region picker as far as it is filled in; a fragment, open to all since it holds no market's data."""
    name, html_id = request.GET.get("name", ""), request.GET.get("id", "")
    if not (_NAME.match(name) and _NAME.match(html_id)):
        raise Http404(name)
    picker = regions.picked(regions.code_of(request.GET, name))
    context = {
        "picker": picker,
        "name": name,
        "html_id": html_id,
        "bare": "1" if "bare" in request.GET else "",
    }
    return render(request, "shared/regions.html", context)
