"""Answers with a list as a file for a spreadsheet."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone

from dinghuo.foundation.actor import Actor
from dinghuo.integration.queries.exports.export_list import export_list
from dinghuo.integration.queries.exports.write_table import TYPES, write_table
from dinghuo.web.shared.session import Request


def table_file(kind: str, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A file of these rows to be saved under `name`; dates and numbers stay dates and numbers. Raises Http404."""
    if kind not in TYPES:
        raise Http404(kind)
    return _sent(write_table(kind, head, rows), kind, name)


def exported(request: Request, actor: Actor, name: str, kind: str, side: str = "") -> HttpResponse:
    """A list with the filters of the address, whole, as a file; `side` is the part the actor's house takes in it."""
    filters = {key: str(text) for key, text in request.GET.items()} | {"side": side}
    day = timezone.localdate()
    return _sent(export_list(actor, name, kind, filters), kind, f"{name}-{day:%Y%m%d}")


def _sent(file: IO[bytes], kind: str, name: str) -> HttpResponse:
    # Sent from the disk, piece by piece, and closed by whoever sends it.
    response = FileResponse(file, content_type=TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    size = file.seek(0, 2)
    file.seek(0)
    response.headers["Content-Length"] = str(size)
    answer: HttpResponse = response  # type: ignore[assignment]  # a streaming answer is no HttpResponse to the stubs
    return answer
