"""Files that calls answer with: papers that only the parties read."""

from typing import Any

from django.http import HttpResponse

PDF, WEBP = "application/pdf", "image/webp"
_FILE = {"schema": {"type": "string", "format": "binary"}}
#: How a call that answers with a paper is described: a PDF, or a picture as it was redrawn.
PAPER: dict[str, Any] = {"responses": {200: {"content": {PDF: _FILE, WEBP: _FILE}}}}


def paper_response(body: bytes, name: str) -> HttpResponse:
    """The paper, to be saved under its name and kept by nobody on the way."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=PDF if name.endswith(".pdf") else WEBP, headers=headers)
