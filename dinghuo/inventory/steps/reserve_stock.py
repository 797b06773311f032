"""Holds stock for the lines of a document, so that nobody else can be promised it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.inventory.queries.life_needs import needs_of
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.lock_supply import lock_supply
from dinghuo.inventory.steps.write_holds import write_holds


def reserve_stock(
    actor: Actor,
    document: Document,
    wants: Sequence[Want],
    buyer_id: UUID | None = None,
    region: str = "",
) -> dict[UUID, Decimal]:
    """Reserve for each line all it wants, or what there is if it is `partial`, else nothing.

    Of what is fresh enough for the buyer, where one is named; `region` is the code of where the goods go, for sellers
    who send from what is near. Lines of the same variant are served in the order given; a line appears once. Returns
    the reserved quantity of every line, in base units; two statements, however many lines, and a third where a seller
    has rules of freshness. The caller decides what a short line means.
    """
    supply = lock_supply(actor, {(want.variant_id, want.seller_id) for want in wants})
    wants = [replace(want, buyer_id=buyer_id) for want in wants]
    if supply.has_life_rules and buyer_id is not None:
        needs = needs_of(actor, {(want.seller_id, buyer_id, want.variant_id) for want in wants})
        wants = [replace(want, need=needs.get((want.seller_id, buyer_id, want.variant_id))) for want in wants]
    taken = supply.take(wants, region)
    write_holds(actor, [(document, taken)])
    reserved = {want.line_id: Decimal(0) for want in wants}
    for part in taken:
        reserved[part.line_id] += part.quantity
    return reserved
