"""Hands out a stored file that isn't everybody's, to who has been found to be allowed to see it."""

from pathlib import Path

from django.http import HttpResponse


def handed_out(place: Path) -> HttpResponse:
    """The file: it may run and load nothing, and is kept by nobody on the way."""
    kind = "application/pdf" if place.suffix == ".pdf" else "image/webp"
    response = HttpResponse(place.read_bytes(), content_type=kind)
    # A browser's own viewer of PDFs doesn't run in a sandbox.
    disposition = "attachment" if place.suffix == ".pdf" else "inline"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{place.name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
