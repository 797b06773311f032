"""Serves the look: css, scripts and icons under names that never change their content."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dinghuo.web.shared import colour, look

FOREVER = "public, max-age=31536000, immutable"


@require_safe
def bundle(request: HttpRequest, digest: str, kind: str) -> HttpResponse:
    """One file of the look.

    While two builds serve side by side, a name of the other build is answered with the file at hand, which then
    must not be kept under that name.
    """
    made = look.bundle(kind)
    response = HttpResponse(made.text, content_type=f"{look.KINDS[kind]}; charset=utf-8")
    response.headers["Cache-Control"] = FOREVER if digest == made.digest else "no-store"
    return response


@require_safe
def accent(request: HttpRequest, figures: str) -> HttpResponse:
    """A storefront's colour as css variables, made readable on light and on dark paper."""
    if not colour.is_hex(figures):
        raise Http404(figures)
    light, dark = colour.light_accent(figures), colour.dark_accent(figures)
    text = (
        "@layer tokens{:root{"
        f"--accent-light:{light.colour};--on-accent-light:{light.on};"
        f"--accent-dark:{dark.colour};--on-accent-dark:{dark.on}"
        "}}\n"
    )
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = FOREVER
    return response
