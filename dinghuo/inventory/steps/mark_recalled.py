"""Marks all balances of a lot as recalled, or takes the mark away."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.models import Lot
from dinghuo.inventory.queries.batches import LOCKED_BATCHES
from dinghuo.organisations.queries.today import today

MARK = beside(__file__)


def mark_recalled(actor: Actor, lot: Lot, *, recalled: bool) -> list[UUID]:
    """The balances of the lot, locked until the transaction ends. Two statements.

    All balances of the article are locked first, in the one order: what else there is may be needed instead.
    """
    article = {
        "market": actor.market_id,
        "owner": lot.owner_id,
        "variants": [lot.variant_id],
        "today": today(actor),
    }
    fetch(LOCKED_BATCHES, article)
    values = {"market": actor.market_id, "owner": lot.owner_id, "variant": lot.variant_id, "lot": lot.lot}
    return [stock_id for (stock_id,) in fetch(MARK, {**values, "recalled": recalled})]
