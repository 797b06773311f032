"""Answers with a paper."""

from django.http import HttpResponse


def pdf_answer(body: bytes, name: str) -> HttpResponse:
    """A PDF that opens in the browser, and is called `name` when it is saved."""
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def private_answer(body: bytes, name: str) -> HttpResponse:
    """An uploaded scan for who may see it: it may run and load nothing, and is kept by nobody on the way."""
    kind = "application/pdf" if name.endswith(".pdf") else "image/webp"
    response = HttpResponse(body, content_type=kind)
    # A browser's own viewer of PDFs doesn't run in a sandbox.
    disposition = "attachment" if kind == "application/pdf" else "inline"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
