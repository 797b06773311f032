"""The calls about what sending orders costs."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Router

from dinghuo.api.bodies import freight_terms as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_freight_term
from dinghuo.api.shapes.freight_term import FreightTermAnswer, FreightTermsAnswer, freight_term_shape
from dinghuo.foundation.actor import Actor
from dinghuo.ordering.actions.remove_freight_term import remove_freight_term
from dinghuo.ordering.actions.save_freight_term import FreightInput, TermWhom, save_freight_term
from dinghuo.ordering.queries.freight_terms import freight_terms

router = Router(tags=["Freight"])


@router.get("/freight-terms", response=FreightTermsAnswer, operation_id="freight_terms")
@reading()
def get_terms(request: Call) -> dict[str, Any]:
    """What sending the orders of the key's organisation costs (the operator: everybody's): now, later and before."""
    return _all(request.auth)


@router.put("/freight-terms", response=FreightTermAnswer, operation_id="save_freight_term")
@writing()
def put_term(request: Call, body: bodies.FreightTerm) -> dict[str, Any]:
    """Say what sending costs orders placed from the first day on; orders that stand keep their freight.

    It takes its days from the terms for the same orders, customers, storefront and region; what is left of them before
    and after stays. Of several the nearest counts as a whole: the customer's own before its group's, its level's and
    everybody's; among these the nearest region's, then the storefront's.
    """
    words: dict[str, Any] = {name: getattr(body, name) or "" for name in ("seller", "named", "storefront")}
    same = ("starts_on", "ends_on", "amount", "step_amount", "free_from", "tax_rate", "note", "notes")
    rest: dict[str, Any] = {name: getattr(body, name) for name in same}
    wanted = FreightInput(
        whom=TermWhom(body.whom),
        region_code=body.region or "",
        first_grams=body.first_grams or Decimal(0),
        step_grams=body.step_grams or Decimal(0),
        **words,
        **rest,
    )
    row = save_freight_term(request.auth, wanted)
    return freight_term_shape(next(line for line in freight_terms(request.auth) if line.term.id == row.id))


@router.delete("/freight-terms/{id}", response=FreightTermsAnswer, operation_id="remove_freight_term")
@writing(of=the_freight_term)
def delete_term(request: Call, id: UUID) -> dict[str, Any]:
    """Take it away: the next one counts, or sending costs nothing. Answers with what is left."""
    remove_freight_term(request.auth, id)
    return _all(request.auth)


def _all(actor: Actor) -> dict[str, Any]:
    return {"items": [freight_term_shape(line) for line in freight_terms(actor)], "next": None}
