"""The call for an order's papers."""

from dataclasses import replace
from typing import Annotated

from django.http import HttpResponse
from django.utils.translation import get_language
from ninja import Query, Router
from pydantic import WithJsonSchema

from dinghuo.api.calls import Call, reading
from dinghuo.api.seen import the_order
from dinghuo.api.values import Word
from dinghuo.papers.queries.render_paper import KINDS, render_paper

router = Router(tags=["Documents"])

PDF = "application/pdf"
Kind = Annotated[str, WithJsonSchema({"type": "string", "enum": list(KINDS)})]
One = Annotated[
    Word | None, Query(None, description="The number of one shipment or invoice; all if not given.")
]


@router.get(
    "/orders/{number}/documents/{kind}.pdf",
    response={200: None},
    operation_id="document",
    openapi_extra={
        "responses": {200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}}}
    },
)
@reading(of=the_order)
def get_document(request: Call, number: str, kind: Kind, document: One = None) -> HttpResponse:
    """The order's purchase order, delivery notes or invoices as a PDF, in the reader's language.

    404 also while there is no such paper yet.
    """
    reader = replace(request.auth, language=get_language() or request.auth.language)
    paper = render_paper(reader, kind, number, document)
    name = f"{document or number}-{kind}.pdf" if (document or number).isascii() else f"{kind}.pdf"
    return HttpResponse(
        paper, content_type=PDF, headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
