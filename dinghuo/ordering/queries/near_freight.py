"""What would still lack to be sent for nothing if some lines were put into the cart."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.catalogue.models import Variant
from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.foundation.actor import Actor, require
from dinghuo.ordering.models import Cart, CartLine
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.queries.cart import cart_lines, priced_lines
from dinghuo.ordering.queries.cart_sheet import CartSheet
from dinghuo.ordering.queries.cart_terms import CartTerms, cart_terms
from dinghuo.ordering.rules.request import LineRequest
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.buying_terms import buying_terms

__all__ = ["LineRequest", "near_freight"]


def near_freight(
    actor: Actor, storefront_id: UUID, currency: str, wanted: Sequence[LineRequest]
) -> tuple[CartSheet, CartTerms] | None:
    """The actor's cart as it would be with these lines, and its terms; None where no order pays freight. Nothing is
    written. One statement where no order does, a constant number else."""
    require(actor, PLACE)
    if not wanted or actor.organisation_id is None:
        return None
    terms = buying_terms(actor, actor.organisation_id, storefront_id)
    if terms is None or not terms.order_terms:
        return None
    lines = cart_lines(actor, storefront_id)
    sheet = priced_lines(
        actor,
        storefront_id,
        currency,
        [*lines, *_lines(actor, actor.organisation_id, storefront_id, wanted, lines)],
    )
    return sheet, cart_terms(actor, storefront_id, sheet)


def _lines(
    actor: Actor,
    buyer_id: UUID,
    storefront_id: UUID,
    wanted: Sequence[LineRequest],
    lines: Sequence[CartLine],
) -> list[CartLine]:
    """The lines as they would stand in the cart, not saved; what isn't sold here is left out."""
    goods = find_goods(actor, storefront_id, [line.sku for line in wanted])
    market = {"market_id": actor.market_id}
    variants = Variant.objects.in_bulk([each.variant_id for each in goods.values()])
    offers = [offer for each in goods.values() for offer in each.offers]
    sellers = Organisation.objects.filter(**market).in_bulk([offer.seller_id for offer in offers])
    cart = lines[0].cart if lines else Cart(market_id=actor.market_id, storefront_id=storefront_id)
    found = []
    for line in wanted:
        sold = goods.get(line.sku)
        unit = line.unit or (sold.default_unit if sold else "")
        if sold is None or not sold.offers or unit not in sold.factors or not line.quantity > 0:
            continue
        offer = next((each for each in sold.offers if each.is_of(line.seller)), sold.offers[0])
        found.append(
            CartLine(
                **market,
                cart=cart,
                buyer_id=buyer_id,
                variant=variants[sold.variant_id],
                seller=sellers[offer.seller_id],
                unit=unit,
                quantity=line.quantity,
            )
        )
    return found
