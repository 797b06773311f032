"""Notes in which bin of its warehouse a balance lies."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import GoodsPutAway
from dinghuo.inventory.permissions import RECEIVE_STOCK
from dinghuo.inventory.queries.stock_lines import StockLine, read_lines, visible_stock


def put_away(actor: Actor, sku: str, warehouse: str, lot: str, place: str) -> StockLine:
    """Give the balance its bin (empty: none). Raises NotFound for a balance that isn't there."""
    require(actor, RECEIVE_STOCK)
    with acting(actor):
        faults = Faults()
        if len(place) > 30 or "\0" in place:
            faults.add("bin", "too-long", _("A bin has at most 30 characters."))
        faults.raise_any()
        balance = visible_stock(actor).filter(variant__sku=sku, warehouse__key=warehouse, lot=lot)
        found = balance.select_related("warehouse").first()
        if found is None:
            raise NotFound(sku)
        balance.filter(id=found.id).update(bin=place.strip())
        data = {"sku": sku, "lot": lot, "bin": place.strip()}
        record(actor, GoodsPutAway(found.warehouse_id, found.warehouse.key, [found.owner_id], data))
        return read_lines(visible_stock(actor).filter(id=found.id))[0]
