"""Notes in which bin of its warehouse a balance lies."""

from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import GoodsPutAway
from dinghuo.inventory.models import Stock
from dinghuo.inventory.permissions import RECEIVE_STOCK
from dinghuo.inventory.queries.stock_lines import StockLine, read_lines, stock_in_hands


def put_away(
    actor: Actor, sku: str, warehouse: str, lot: str, place: str, owner_id: UUID | None = None
) -> StockLine:
    """Give the balance its bin (empty: none); `owner_id`: of another house's goods that lie here. Raises NotFound for a
    balance that isn't there."""
    require(actor, RECEIVE_STOCK)
    with acting(actor):
        faults = Faults()
        if len(place) > 30 or "\0" in place:
            faults.add("bin", "too-long", _("A bin has at most 30 characters."))
        faults.raise_any()
        owner = F("warehouse__owner_id") if owner_id is None else owner_id
        balance = stock_in_hands(actor).filter(
            variant__sku=sku, warehouse__key=warehouse, lot=lot, owner_id=owner
        )
        found = balance.select_related("warehouse").first()
        if found is None:
            raise NotFound(sku)
        Stock.objects.filter(market_id=actor.market_id, id=found.id).update(bin=place.strip())
        data = {"sku": sku, "lot": lot, "bin": place.strip()}
        record(actor, GoodsPutAway(found.warehouse_id, found.warehouse.key, [found.owner_id], data))
        return read_lines(actor, stock_in_hands(actor).filter(id=found.id))[0]
