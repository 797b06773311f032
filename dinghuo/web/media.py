"""Serves stored files: the pictures of goods and the logos of storefronts."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from dinghuo.web.shared.pictures import whole_of

#: A picture that is replaced gets a name of its own, so a day in the browser's cache hides nothing for long.
DAY_SECONDS = 86_400
#: An uploaded SVG is a document: opened by itself it may run nothing and load nothing.
#: What lies below is handed out by the pages of who may see it.
PRIVATE = "private/"
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def _served(request: HttpRequest, path: str) -> HttpResponseBase:
    root = str(settings.MEDIA_ROOT)
    try:
        return serve(request, path, document_root=root)
    except Http404:
        # A small picture, or one from before there were sizes, is shown whole.
        if (whole := whole_of(path)) is None:
            raise
        return serve(request, whole, document_root=root)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file below MEDIA_ROOT. Raises Http404 for what isn't everybody's."""
    if posixpath.normpath(path).startswith(PRIVATE):
        raise Http404(path)
    response = _served(request, path)
    response.headers["Cache-Control"] = f"public, max-age={DAY_SECONDS}"
    response.headers["Content-Security-Policy"] = ALONE
    if path.endswith(".pdf"):
        # A browser's own viewer doesn't run in a sandbox.
        response.headers["Content-Disposition"] = "attachment"
    return response
