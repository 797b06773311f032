"""The call that saves a list as a file."""

from typing import Annotated, Literal

from django.http import FileResponse
from ninja import Query, Router
from pydantic import WithJsonSchema

from dinghuo.api.calls import Call, reading
from dinghuo.integration.queries.exports.export_list import export_list
from dinghuo.integration.queries.exports.lists import EXPORTS
from dinghuo.integration.queries.exports.write_table import TYPES

router = Router(tags=["Exports"])
Name = Annotated[str, WithJsonSchema({"type": "string", "enum": [*EXPORTS]})]
Kind = Annotated[str, WithJsonSchema({"type": "string", "enum": [*TYPES]})]
Text = Annotated[str, Query("", max_length=200)]
FILE = {"schema": {"type": "string", "format": "binary"}}


@router.get(
    "/exports",
    response={200: None},
    operation_id="export",
    openapi_extra={
        "responses": {200: {"content": {media.partition(";")[0]: FILE for media in TYPES.values()}}}
    },
)
@reading()
def get_export(
    request: Call,
    name: Name,
    format: Kind,
    q: Text,
    state: Text,
    need: Text,
    since: Text,
    until: Text,
    warehouse: Text,
    list: Text,
    part: Text,
    status: Text,
    low: bool = False,
    side: Literal["", "buyer", "seller"] = "",
) -> FileResponse:
    """A whole list as the key's member sees it on screen: its rows, its columns, the filters that it has.

    Headings are keys, states are keys, days are in the market's zone. Nothing in it is a formula. `side`: the part that
    the key's organisation takes.
    """
    filters = {"q": q, "state": state, "need": need, "since": since, "until": until, "warehouse": warehouse}
    filters |= {"list": list, "part": part, "status": status, "low": "1" if low else "", "side": side}
    file = export_list(request.auth, name, format, filters, in_words=False)
    response = FileResponse(file, content_type=TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="{name}.{format}"'

    return response
