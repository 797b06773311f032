"""The calls about exemptions from tax, their certificates, and how tax is rounded."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from dinghuo.api.bodies import taxes as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.faults import told_as
from dinghuo.api.files import PAPER, paper_response
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import the_exemption
from dinghuo.api.shapes.tax_exemption import (
    TaxExemptionAnswer,
    TaxExemptionsPage,
    TaxPolicyAnswer,
    exemption_shape,
)
from dinghuo.api.values import Name
from dinghuo.foundation.actor import Actor
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.pricing.actions.taxes.end_exemption import end_exemption
from dinghuo.pricing.actions.taxes.save_exemption import ExemptionInput, save_exemption
from dinghuo.pricing.actions.taxes.save_tax_policy import save_tax_policy
from dinghuo.pricing.queries.taxes.exemptions import exemption, exemption_paper, exemptions
from dinghuo.pricing.queries.taxes.tax_policy import tax_rounding

router = Router(tags=["Tax exemptions"])


@router.get("/tax-exemptions", response=TaxExemptionsPage, operation_id="tax_exemptions")
@reading()
def get_exemptions(request: Call, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """Who is exempt from the tax of whom: what the key's organisation grants or has (the operator: everybody's)."""
    page = exemptions(request.auth, "", after, limit)
    return {"items": [exemption_shape(each) for each in page.items], "next": page.next}


@router.post("/tax-exemptions", response=TaxExemptionAnswer, operation_id="save_tax_exemption")
@writing()
def post_exemption(request: Call, body: bodies.Exemption) -> dict[str, Any]:
    """Keep that a customer is exempt: on its days it pays the prices before tax, and no tax on top.

    It ends by itself after its last day. Orders already placed keep what they were placed with.
    """
    wanted = ExemptionInput(
        buyer=body.buyer,
        certificate=body.certificate,
        starts_on=body.starts_on,
        ends_on=body.ends_on,
        paper=body.content,
        note=body.note,
        seller=body.seller or "",
    )
    with told_as(paper="content"):
        row = save_exemption(request.auth, wanted)
    return exemption_shape(exemption(request.auth, row.id))


@router.get("/tax-exemptions/{id}", response=TaxExemptionAnswer, operation_id="tax_exemption")
@reading(of=the_exemption)
def get_exemption(request: Call, id: UUID) -> dict[str, Any]:
    """One exemption."""
    return exemption_shape(exemption(request.auth, id))


@router.get(
    "/tax-exemptions/{id}/paper",
    response={200: None},
    operation_id="tax_exemption_paper",
    openapi_extra=PAPER,
)
@reading(of=the_exemption)
def get_paper(request: Call, id: UUID) -> HttpResponse:
    """The certificate."""
    return paper_response(*exemption_paper(request.auth, id))


@router.delete("/tax-exemptions/{id}", response=TaxExemptionsPage, operation_id="end_tax_exemption")
@writing(of=the_exemption)
def delete_exemption(request: Call, id: UUID) -> dict[str, Any]:
    """End it now; one that hasn't begun is taken away. Answers with the first page of what there is."""
    end_exemption(request.auth, id)
    page = exemptions(request.auth)
    return {"items": [exemption_shape(each) for each in page.items], "next": page.next}


@router.get("/tax-policy", response=TaxPolicyAnswer, operation_id="tax_policy")
@reading()
def get_policy(request: Call, seller: Name = "") -> dict[str, Any]:
    """How the tax of orders is rounded; who sees the whole market may name a seller by its code."""
    return {"rounding": tax_rounding(request.auth, _seller(request.auth, seller))}


@router.put("/tax-policy", response=TaxPolicyAnswer, operation_id="save_tax_policy")
@writing()
def put_policy(request: Call, body: bodies.TaxPolicy) -> dict[str, Any]:
    """Round tax line by line, or once an order: for orders placed from now on."""
    save_tax_policy(request.auth, body.rounding, body.seller or "")
    return {"rounding": body.rounding}


def _seller(actor: Actor, code: str) -> UUID | None:
    return find_organisation(actor, code).id if code and actor.scope == "market" else None
