"""Says to the browser what a page may load: nothing but this site's own files, and no inline code or style."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def content_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Add the Content-Security-Policy of the settings to every answer that has none of its own."""
    policy = "; ".join(f"{name} {' '.join(sources)}" for name, sources in settings.CONTENT_POLICY.items())

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return answer
