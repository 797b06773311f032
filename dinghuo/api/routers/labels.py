"""The call for labels of goods, packs and shelves."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import WithJsonSchema

from dinghuo.api.calls import Call, reading
from dinghuo.foundation.errors import Faults
from dinghuo.papers.queries.labelled import GoodsLabel, ShelfLabel
from dinghuo.papers.queries.render_labels import SIZES, render_labels

router = Router(tags=["Labels"])

PDF = "application/pdf"
Size = Annotated[str, WithJsonSchema({"type": "string", "enum": list(SIZES)})]
Lines = Annotated[
    list[str],
    Query(
        [],
        max_length=200,
        description="SKU|unit|quantity, then |lot and |best before (2027-01-31) where they are to be printed; an empty "
        "unit is the base unit.",
    ),
]
Shelves = Annotated[
    list[str], Query([], max_length=200, description="Warehouse|place|quantity of a shelf's label.")
]


@router.get(
    "/labels.pdf",
    response={200: None},
    operation_id="labels",
    openapi_extra={
        "responses": {200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}}}
    },
)
@reading()
def get_labels(
    request: Call, size: Size, line: Lines, shelf: Shelves, skip: int = 0, square: bool = False
) -> HttpResponse:
    """Labels with barcodes as a PDF, in the reader's language.

    EAN for a unit with a GTIN, GS1-128 for a carton or with a lot, Code 128 for own codes, a square code where bars
    would be too thin. `skip`: labels of the first sheet that are used already; `square`: square codes only.
    """
    faults = Faults()
    goods = [_goods(text, f"line.{i}", faults) for i, text in enumerate(line)]
    shelves = [_shelf(text, f"shelf.{i}", faults) for i, text in enumerate(shelf)]
    faults.raise_any()
    reader = replace(request.auth, language=get_language() or request.auth.language)
    body = render_labels(reader, size, goods, shelves, skip, square=square)
    headers = {"Content-Disposition": 'inline; filename="labels.pdf"'}
    return HttpResponse(body, content_type=PDF, headers=headers)


def _goods(text: str, path: str, faults: Faults) -> GoodsLabel:
    sku, unit, quantity, lot, expires, *more = [*text.split("|"), "", "", "", ""][
        : max(5, text.count("|") + 1)
    ]
    try:
        if more:
            raise ValueError(text)
        day = date.fromisoformat(expires) if expires else None
        return GoodsLabel(sku, _count(quantity), unit, lot, day)
    except ValueError:
        faults.add(path, "malformed", _("Write it like WATER|箱|12 or WATER|箱|12|LOT-1|2027-01-31."))
        return GoodsLabel("")


def _shelf(text: str, path: str, faults: Faults) -> ShelfLabel:
    parts = text.split("|")
    try:
        if not 2 <= len(parts) <= 3:
            raise ValueError(text)
        return ShelfLabel(parts[0], parts[1], _count(parts[2] if len(parts) > 2 else ""))
    except ValueError:
        faults.add(path, "malformed", _("Write it like main|A-01-02|1."))
        return ShelfLabel("", "")


def _count(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise ValueError(text)
    return int(text)
