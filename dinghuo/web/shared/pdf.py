"""Answers with a paper."""

from django.http import HttpResponse


def pdf_answer(body: bytes, name: str) -> HttpResponse:
    """A PDF that opens in the browser, and is called `name` when it is saved."""
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
