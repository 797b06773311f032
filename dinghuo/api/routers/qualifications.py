"""The calls about papers that prove what may be sold: what there is, and sending one in."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies.ordering import MaybeWhy, Why
from dinghuo.api.bodies.qualifications import PaperIn
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.faults import told_as
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import the_paper
from dinghuo.api.shapes.qualification import PaperAnswer, PaperPage, paper_shape
from dinghuo.api.values import IdIn
from dinghuo.catalogue.actions.qualifications.accept_qualification import accept_qualification
from dinghuo.catalogue.actions.qualifications.reject_qualification import reject_qualification
from dinghuo.catalogue.actions.qualifications.submit_qualification import PaperRow, submit_qualification
from dinghuo.catalogue.actions.qualifications.withdraw_qualification import withdraw_qualification
from dinghuo.catalogue.queries.qualifications.papers import PaperFilter, paper, papers

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
    row = PaperRow(body.kind, body.number, body.valid_from, body.valid_until, body.issuer, body.product)
    with told_as(file="content"):
        made = submit_qualification(request.auth, row, body.content)
    return paper_shape(paper(request.auth, made.id))


@router.get("/qualifications/{id}", response=PaperAnswer, operation_id="qualification")
@reading(of=the_paper)
def get_qualification(request: Call, id: IdIn) -> dict[str, Any]:
    """One paper."""
    return paper_shape(paper(request.auth, id))


@router.post("/qualifications/{id}/acceptance", response=PaperAnswer, operation_id="accept_qualification")
@writing(of=the_paper)
def post_acceptance(request: Call, id: IdIn) -> dict[str, Any]:
    """Let a paper count that waits: what needs it is sold on its days. For the operator."""
    accept_qualification(request.auth, id)
    return paper_shape(paper(request.auth, id))


@router.post("/qualifications/{id}/rejection", response=PaperAnswer, operation_id="reject_qualification")
@writing(of=the_paper)
def post_rejection(request: Call, id: IdIn, body: Why) -> dict[str, Any]:
    """Send a paper back that waits; its owner reads the reason. For the operator."""
    reject_qualification(request.auth, id, body.reason)
    return paper_shape(paper(request.auth, id))


@router.post("/qualifications/{id}/withdrawal", response=PaperAnswer, operation_id="withdraw_qualification")
@writing(of=the_paper)
def post_withdrawal(request: Call, id: IdIn, body: MaybeWhy) -> dict[str, Any]:
    """Let a paper count no more: what needs it isn't sold from this moment. For its owner and the operator."""
    withdraw_qualification(request.auth, id, body.reason)
    return paper_shape(paper(request.auth, id))
