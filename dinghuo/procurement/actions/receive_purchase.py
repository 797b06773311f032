"""Receives goods that a house has bought into one of its warehouses: inspected, and in stock by the same deed."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid, NotAllowed, NotFound
from dinghuo.foundation.quantity import PLACES
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.receive_shipment import LineReceipt, receive_shipment
from dinghuo.fulfilment.models import Receipt, ReceiptLine, Shipment
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.steps.lock_pool import lock_pool
from dinghuo.inventory.steps.post_document import paper
from dinghuo.inventory.steps.settle_lots import settle_lots
from dinghuo.ordering.models import OrderLine
from dinghuo.procurement.events import PurchaseReceived
from dinghuo.procurement.permissions import RECEIVE
from dinghuo.procurement.rules.lots import lots_of
from dinghuo.procurement.steps.apply_purchase import apply_purchase, lock_purchase
from dinghuo.procurement.steps.as_buyer import as_buyer

__all__ = ["LineReceipt", "receive_purchase"]


def receive_purchase(
    actor: Actor,
    shipment: str,
    warehouse: str,
    lines: Sequence[LineReceipt] = (),
    note: str = "",
    *,
    expired: bool = False,
) -> StockDocument:
    """Inspect a shipment to the actor's house (no lines: accept all), and post a goods receipt of what was accepted, by
    lot and at cost, in the warehouse (its key). Both or neither.

    Returns the goods receipt. Raises what receive_shipment and posting a receipt raise: AlreadyReceived for goods that
    are there, Invalid for an unknown warehouse, a lot with another date, or nothing accepted, ExpiredGoods unless
    `expired` says that what is past its last day shall come in.
    """
    require(actor, RECEIVE)
    with acting(actor):
        found = Shipment.objects.filter(market_id=actor.market_id, number=shipment).select_related("seller")
        sent = found.first()
        if sent is None:
            raise NotFound(shipment)
        if sent.buyer_id != actor.organisation_id:
            raise NotAllowed(RECEIVE)
        # Who waits is locked before anything else: what comes in is handed out in the same transaction.
        bought = lock_purchase(actor, sent.order_number, sent.buyer_id)
        receipt = receive_shipment(as_buyer(actor), shipment, lines, note)
        entries = _entries(receipt)
        if not entries:
            told = _("Nothing was accepted, so nothing comes in. Reject it in its order instead.")
            raise Invalid([Fault("lines", "nothing", told)])
        entry = DocumentEntry(
            "receipt",
            warehouse,
            partner=sent.seller.name,
            reference=shipment,
            why=_("Order %(number)s") % {"number": sent.order_number},
            lines=entries,
            bought=True,
        )
        draft = open_stock_document(actor, entry)
        # Lots before balances, and all balances by one statement before one of them changes, as everywhere.
        settle_lots(actor, list(StockDocumentLine.objects.filter(document=draft)))
        lock_pool(actor, sent.buyer_id, bought.variants)
        document = submit_stock_document(actor, draft.number, expired=expired)
        apply_purchase(actor, bought, paper(document))
        data = {"receipt": receipt.number, "document": document.number}
        record(actor, PurchaseReceived(sent.id, sent.number, [sent.buyer_id], data), note)
        return document


def _entries(receipt: Receipt) -> list[LineEntry]:
    """What was accepted, a line for each article and lot, at what the order says it costs without tax."""
    rows = ReceiptLine.objects.filter(market_id=receipt.market_id, receipt=receipt, accepted__gt=0)
    entries: dict[tuple[str, str], LineEntry] = {}
    for row in rows.select_related("shipment_line__order_line").order_by("position"):
        line, carried = row.shipment_line.order_line, row.shipment_line
        if not line.stocked:
            continue
        for lot, expires, quantity in lots_of(carried.lot, carried.expires, carried.taken, row.accepted):
            known = entries.get((line.sku, lot))
            quantity += known.quantity or 0 if known else 0
            entries[line.sku, lot] = LineEntry(
                line.sku, quantity, lot, expires, supplier_lot=lot, unit_cost=_cost(line)
            )
    return list(entries.values())


def _cost(line: OrderLine) -> Decimal:
    net = line.unit_price / line.factor
    if line.tax_included:
        net /= 1 + line.tax_rate
    return net.quantize(PLACES)
