"""The calls about what quantities are asked of whom instead of what offers say."""

from typing import Any
from uuid import UUID

from ninja import Router

from dinghuo.api.bodies import quantity_terms as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_quantity_term
from dinghuo.api.shapes.quantity_term import QuantityTermAnswer, QuantityTermsAnswer, quantity_term_shape
from dinghuo.catalogue.actions.remove_quantity_term import remove_quantity_term
from dinghuo.catalogue.actions.save_quantity_term import QuantityInput, save_quantity_term
from dinghuo.catalogue.queries.quantity_terms import quantity_terms
from dinghuo.catalogue.states import TermTarget, TermWhom
from dinghuo.foundation.actor import Actor

router = Router(tags=["Quantities asked"])


@router.get("/quantity-terms", response=QuantityTermsAnswer, operation_id="quantity_terms")
@reading()
def get_terms(request: Call) -> dict[str, Any]:
    """What quantities the key's organisation asks of whom (the operator: everybody's)."""
    return _all(request.auth)


@router.put("/quantity-terms", response=QuantityTermAnswer, operation_id="save_quantity_term")
@writing()
def put_term(request: Call, body: bodies.QuantityTerm) -> dict[str, Any]:
    """Make the term for these goods, customers and storefront, or change it. It counts at once.

    Of several the nearest counts as a whole: the customer's own before its group's, its level's and everybody's; among
    these the article's before the product's, the category's and all goods'; then the storefront's.
    """
    same = ("minimum", "multiple", "soft", "fee", "fee_tax_rate", "note")
    words: dict[str, Any] = {
        name: getattr(body, name) or "" for name in ("goods", "named", "storefront", "seller")
    }
    numbers: dict[str, Any] = {name: getattr(body, name) for name in same}
    wanted = QuantityInput(target=TermTarget(body.target), whom=TermWhom(body.whom), **words, **numbers)
    row = save_quantity_term(request.auth, wanted)
    return quantity_term_shape(next(line for line in quantity_terms(request.auth) if line.term.id == row.id))


@router.delete("/quantity-terms/{id}", response=QuantityTermsAnswer, operation_id="remove_quantity_term")
@writing(of=the_quantity_term)
def delete_term(request: Call, id: UUID) -> dict[str, Any]:
    """Take it away: the next one counts, or the offer. Answers with what is left."""
    remove_quantity_term(request.auth, id)
    return _all(request.auth)


def _all(actor: Actor) -> dict[str, Any]:
    return {"items": [quantity_term_shape(line) for line in quantity_terms(actor)], "next": None}
