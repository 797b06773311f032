"""The calls about papers that prove what may be sold: what there is, and sending one in."""

import base64
import binascii
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router

from dinghuo.api.bodies.qualifications import PaperIn
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.shapes.qualification import PaperAnswer, PaperPage, paper_shape
from dinghuo.catalogue.actions.qualifications.submit_qualification import PaperRow, submit_qualification
from dinghuo.catalogue.queries.qualifications.papers import PaperFilter, paper, papers
from dinghuo.foundation.errors import Fault, Invalid

router = Router(tags=["Papers"])


@router.get("/qualifications", response=PaperPage, operation_id="qualifications")
@reading()
def get_qualifications(
    request: Call, state: PaperFilter = PaperFilter.ALL, after: After = None, limit: Limit = 50
) -> dict[str, Any]:
    """Licences and certificates, the latest first; `state=ending` those that end within 60 days."""
    page = papers(request.auth, state, after, limit)
    return {"items": [paper_shape(each) for each in page.items], "next": page.next}


@router.post("/qualifications", response={201: PaperAnswer}, operation_id="submit_qualification")
@writing(201)
def post_qualification(request: Call, body: PaperIn) -> dict[str, Any]:
    """Send in a paper: it counts once the operator has accepted it."""
    try:
        content = base64.b64decode(body.content, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise Invalid([Fault("content", "base64", _("Send the file in base64."))]) from wrong
    row = PaperRow(body.kind, body.number, body.valid_from, body.valid_until, body.issuer, body.product)
    made = submit_qualification(request.auth, row, content)
    return paper_shape(paper(request.auth, made.id))
