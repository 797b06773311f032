"""Puts a coupon's code into the cart, or takes one out."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.steps.open_cart import open_cart
from dinghuo.promotions.rules.codes import plain_code

#: Codes that one order may carry.
MOST_CODES = 10


def set_cart_codes(actor: Actor, storefront_id: UUID, add: str = "", remove: str = "") -> None:
    """Whether a code gives something the cart says each time it is looked at. Raises Invalid for none, or too many."""
    require(actor, PLACE)
    faults = Faults()
    added, removed = plain_code(add.replace("\0", "")), plain_code(remove)
    if not added and not removed:
        faults.add("code", "required", _("Type a code."))
    faults.raise_any()
    with acting(actor):
        cart = open_cart(actor, storefront_id)
        codes = [code for code in cart.codes if code not in (added, removed)]
        if added:
            codes.append(added)
        if len(codes) > MOST_CODES:
            faults.add("code", "too-many", _("At most %(most)s codes.") % {"most": MOST_CODES})
        faults.raise_any()
        cart.codes = codes
        cart.save(update_fields=["codes"])
