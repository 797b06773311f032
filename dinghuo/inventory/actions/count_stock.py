"""Enters what was counted: sets the quantity on hand of balances, one or thousands."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record_all
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.errors import OnHandBelowReserved
from dinghuo.inventory.events import StockCounted
from dinghuo.inventory.models import Stock
from dinghuo.inventory.permissions import COUNT_STOCK
from dinghuo.inventory.queries.stock_lines import ORDER, StockLine, read_lines
from dinghuo.inventory.steps.read_counts import StockCount, read_counts
from dinghuo.inventory.steps.set_on_hand import Before, Counted, set_on_hand
from dinghuo.inventory.steps.write_counts import write_counts

__all__ = ["StockCount", "count_stock"]


def count_stock(
    actor: Actor, counts: Sequence[StockCount], why: str = "", path: str = "counts"
) -> list[StockLine]:
    """Set the quantity on hand of each balance counted; all of them or none. Returns the balances as they are then.

    What differs from the book stands on a count (CT-) for each warehouse, posted at once: its movements name it.

    Raises Invalid with every fault (unknown article or warehouse, a quantity that is none, a lot with two expiry
    dates, the same balance twice), OnHandBelowReserved where less was found than is promised to orders.
    """
    require(actor, COUNT_STOCK)
    with acting(actor):
        faults = Faults()
        rows = read_counts(actor, counts, faults, path)
        faults.raise_any()
        read = [row for row in rows if row]
        before = set_on_hand(actor, read)
        _check(counts, read, before, path)
        write_counts(actor, read, before, why)
        _announce(actor, read, why)
        stock_ids = [each.stock_id for each in before]
        return read_lines(
            actor, Stock.objects.filter(market_id=actor.market_id, id__in=stock_ids).order_by(*ORDER)
        )


def _check(
    counts: Sequence[StockCount], read: Sequence[Counted], before: Sequence[Before], path: str
) -> None:
    faults = Faults()
    short = []
    for each in before:
        count, counted = counts[each.position], read[each.position]
        if each.expires and counted.expires and each.expires != counted.expires:
            faults.add(
                f"{path}.{each.position}.expires",
                "other-date",
                _("Lot %(lot)s expires on %(expires)s. Give another date another lot.")
                % {"lot": counted.lot or "—", "expires": each.expires.isoformat()},
            )
        elif counted.on_hand < each.reserved:
            short.append({"sku": count.sku, "lot": counted.lot, "reserved": plain(each.reserved)})
    faults.raise_any()
    if short:
        told = ", ".join(f"{line['sku']}: {line['reserved']}" for line in short)
        raise OnHandBelowReserved(
            _("Orders have been promised more than was counted (%(told)s). Cancel or change them first.")
            % {"told": told},
            lines=short,
        )


def _announce(actor: Actor, read: Sequence[Counted], why: str) -> None:
    by_place = Counter((count.warehouse_id, count.owner_id) for count in read)
    record_all(
        actor,
        [
            StockCounted(warehouse_id, parties=[owner_id], data={"balances": number})
            for (warehouse_id, owner_id), number in by_place.items()
        ],
        why,
    )
