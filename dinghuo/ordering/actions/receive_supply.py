"""Receives goods that were on their way: they are in stock, and who waited is served in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.events import SupplyReceived
from dinghuo.inventory.models import IncomingSupply, StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import RECEIVE_STOCK
from dinghuo.inventory.states import IncomingState, StockDocumentKind
from dinghuo.inventory.steps.lock_pool import lock_pool
from dinghuo.inventory.steps.post_document import paper
from dinghuo.inventory.steps.settle_lots import settle_lots
from dinghuo.ordering.steps.find_supply import find_supply, refuse_bought, still_open
from dinghuo.ordering.steps.lock_waiting import lock_waiting
from dinghuo.ordering.steps.settle_waiting import settle_waiting


def receive_supply(
    actor: Actor,
    supply_id: UUID,
    quantity: Decimal | None = None,
    lot: str = "",
    expires: date | None = None,
    *,
    expired: bool = False,
) -> tuple[IncomingSupply, StockDocument]:
    """Post a receipt of so much (base units; None: all that is still to come) and hand it to who waits.

    More than was expected is received as well: it was there. Raises NotFound, SupplyOfOrder, SupplyClosed, Invalid with
    every fault, ExpiredGoods unless `expired` says that they shall come in.
    """
    require(actor, RECEIVE_STOCK)
    with acting(actor):
        known = find_supply(actor, supply_id)
        refuse_bought(actor, known)
        found = lock_waiting(actor, known.owner_id, {known.variant_id})
        part = known.quantity - known.received if quantity is None else quantity
        if not part.is_finite() or part <= 0:
            raise Invalid([Fault("quantity", "positive", _("Enter more than zero."))])
        with _beside():
            document = _draft(actor, known, part, lot, expires)
            # Lots before balances, and all balances by one statement before one of them changes, as everywhere.
            settle_lots(actor, list(StockDocumentLine.objects.filter(document=document)))
            lock_pool(actor, known.owner_id, {known.variant_id})
            document = submit_stock_document(actor, document.number, expired=expired)
        pool = lock_pool(actor, known.owner_id, {known.variant_id})
        supply = still_open(pool, known)
        supply.received += part
        supply.quantity = max(supply.quantity, supply.received)
        if supply.received >= supply.quantity:
            supply.state = IncomingState.RECEIVED.value
        data = {"received": plain(part), "document": document.number}
        record(actor, SupplyReceived(supply.id, supply.reference, parties=[supply.owner_id], data=data))
        why = _("%(reference)s has come.") % {"reference": supply.reference}
        settle_waiting(actor, supply.owner_id, found, pool, paper(document), why)
        return supply, document


def _draft(
    actor: Actor, supply: IncomingSupply, quantity: Decimal, lot: str, expires: date | None
) -> StockDocument:
    entry = DocumentEntry(
        kind=StockDocumentKind.RECEIPT.value,
        warehouse=supply.warehouse.key,
        reference=supply.reference,
        lines=[LineEntry(supply.variant.sku, quantity, lot, expires)],
        bought=True,
    )
    return open_stock_document(actor, entry)


@contextmanager
def _beside() -> Iterator[None]:
    """Faults of the only line, told as of the supply's own fields."""
    try:
        yield
    except Invalid as wrong:
        told = [Fault(each.path.removeprefix("lines.0."), each.code, each.message) for each in wrong.faults]
        raise Invalid(told) from wrong
