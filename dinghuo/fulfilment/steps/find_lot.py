"""Finds the lot that somebody means, and locks it."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.inventory.models import Lot
from dinghuo.inventory.queries.stock_lines import visible_stock
from dinghuo.inventory.steps.set_on_hand import Counted
from dinghuo.inventory.steps.settle_lots import settle_lots


def find_lot(actor: Actor, sku: str, lot: str, owner: str = "") -> Lot:
    """The actor's lot of an article; who sees the whole market names its owner (a code) where several have one.

    Raises NotFound where there is none, Invalid where the owner must be named. A lot from before lots were written down
    is written down.
    """
    balances = visible_stock(actor).filter(variant__sku=sku, lot=lot).select_related("owner").order_by("id")
    if owner:
        balances = balances.filter(owner__code=owner)
    by_owner = {balance.owner_id: balance for balance in balances}
    if not by_owner or not lot:
        raise NotFound(lot)
    if len(by_owner) > 1:
        words = _("Several companies have a lot of this name: %(codes)s. Say whose it is.")
        codes = ", ".join(sorted(balance.owner.code for balance in by_owner.values()))
        raise Invalid([Fault("owner", "required", words % {"codes": codes})])
    (balance,) = by_owner.values()
    settle_lots(
        actor,
        [
            Counted(
                balance.warehouse_id,
                balance.owner_id,
                balance.variant_id,
                lot,
                balance.expires,
                balance.on_hand,
            )
        ],
    )
    lots = Lot.objects.select_for_update(of=("self",)).select_related("variant__product", "owner")
    return lots.get(
        market_id=actor.market_id, owner_id=balance.owner_id, variant_id=balance.variant_id, lot=lot
    )
