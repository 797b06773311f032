"""The gallery of all parts, in every state, at /design: what a screen is made of, and how it looks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinghuo.web.shared import sample


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with made-up trade; it reads no data, so it is open to all in every environment."""
    return render(request, "design/gallery.html", sample.everything(request))
