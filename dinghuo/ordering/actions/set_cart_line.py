"""Puts a quantity of something into the cart, or takes it out."""

from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.steps.open_cart import open_cart
from dinghuo.ordering.steps.read_lines import MOST


def set_cart_line(
    actor: Actor,
    storefront_id: UUID,
    sku: str,
    quantity: Decimal,
    unit: str | None = None,
    seller: str | None = None,
    add: bool = False,
) -> None:
    """Set the quantity (in `unit`) of one article in the actor's cart; `add` adds to what is there; zero takes it out.

    Minimum and multiple aren't enforced here: the cart shows what blocks an order, with the repair.
    """
    require(actor, PLACE)
    with acting(actor):
        goods = find_goods(actor, storefront_id, [sku]).get(sku)
        faults = Faults()
        if goods is None:
            faults.add("sku", "unknown", _("There is no article %(sku)s here.") % {"sku": sku})
        if not quantity.is_finite() or not 0 <= quantity <= MOST or quantity != round(quantity, 6):
            faults.add("quantity", "malformed", _("This is no quantity."))
        if goods is not None and unit and unit not in goods.factors:
            faults.add("unit", "unknown", _("It isn't sold by %(unit)s.") % {"unit": unit})
        faults.raise_any()
        assert goods is not None
        offer = next((o for o in goods.offers if o.is_of(seller)), goods.offers[0])
        cart = open_cart(actor, storefront_id)
        where = {
            "market_id": actor.market_id,
            "cart": cart,
            "variant_id": goods.variant_id,
            "seller_id": offer.seller_id,
            "unit": unit or goods.default_unit,
        }
        line = CartLine.objects.filter(**where).first()
        wanted = quantity + line.quantity if add and line else quantity
        if wanted == 0:
            CartLine.objects.filter(**where).delete()
        elif line:
            CartLine.objects.filter(id=line.id).update(quantity=wanted)
        else:
            CartLine.objects.create(**where, buyer_id=cart.buyer_id, quantity=wanted)
        cart.changed_at = now()
        cart.save(update_fields=["changed_at"])
