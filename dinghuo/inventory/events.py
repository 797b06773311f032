"""What stock announces."""

from dinghuo.foundation.events import Event


class StockCounted(Event):
    """The balances of a warehouse were counted."""

    kind = "stock.counted"
    subject_kind = "warehouse"


class StockAdjusted(Event):
    """A balance was corrected by an amount."""

    kind = "stock.adjusted"
    subject_kind = "warehouse"


class WarehouseSaved(Event):
    """A warehouse was opened or changed."""

    kind = "warehouse.saved"
    subject_kind = "warehouse"


class ReorderPointsSet(Event):
    """An owner said below which quantity goods run low."""

    kind = "reorder_points.set"
    subject_kind = "organisation"


class StockDocumentEvent(Event):
    """Something that happened to a document of stock; only its owner and who keeps the goods may know."""

    subject_kind = "stock_document"


class StockDocumentOpened(StockDocumentEvent):
    """Somebody began a receipt, scrap, adjustment, transfer or count."""

    kind = "stock_document.opened"


class StockDocumentSubmitted(StockDocumentEvent):
    """It waits for somebody else's approval."""

    kind = "stock_document.submitted"


class StockDocumentPosted(StockDocumentEvent):
    """Its goods have moved."""

    kind = "stock_document.posted"


class TransferSent(StockDocumentEvent):
    """Its goods are on their way."""

    kind = "transfer.sent"


class TransferReceived(StockDocumentEvent):
    """Some of its goods have arrived, or are written off."""

    kind = "transfer.received"


class StockDocumentRefused(StockDocumentEvent):
    """Somebody looked at it and didn't agree."""

    kind = "stock_document.refused"


class StockDocumentCancelled(StockDocumentEvent):
    """It was given up before it moved anything."""

    kind = "stock_document.cancelled"


class GoodsPutAway(Event):
    """Goods were given a place in a warehouse."""

    kind = "stock.put_away"
    subject_kind = "warehouse"


class LotWasRecalled(Event):
    """A lot was recalled: nothing of it may be promised, picked or sent. Data: sku, name, lot, orders (how many lose
    goods by it)."""

    kind = "lot.recalled"
    subject_kind = "lot"


class StockDiffers(Event):
    """The nightly look found balances that aren't the sums of their movements."""

    kind = "stock.differs"
    subject_kind = "market"


class RecallWasLifted(Event):
    """A recalled lot may be sold again. Data: sku, name, lot."""

    kind = "lot.recall_lifted"
    subject_kind = "lot"


class LifeRulesSet(Event):
    """An owner said how fresh goods must be that go to a customer."""

    kind = "life_rules.set"
    subject_kind = "organisation"


class SupplyEvent(Event):
    """Something that happened to goods on their way; only their owner may know."""

    subject_kind = "supply"


class SupplySaved(SupplyEvent):
    """Goods are expected, or on another day, or more or fewer of them."""

    kind = "supply.saved"


class SupplyReceived(SupplyEvent):
    """Goods that were on their way are in stock, all of them or some."""

    kind = "supply.received"


class SupplyCancelled(SupplyEvent):
    """Goods won't come."""

    kind = "supply.cancelled"


class RoutingSet(Event):
    """A seller said which warehouse serves which line. Data: version, rules."""

    kind = "routing.set"
    subject_kind = "organisation"


class SharingRuleSet(Event):
    """A seller said how goods are shared that are too few."""

    kind = "sharing_rule.set"
    subject_kind = "organisation"


class SafetyStockSet(Event):
    """An owner said how much of articles is kept back. Data: articles (how many)."""

    kind = "safety_stock.set"
    subject_kind = "organisation"


class DisplayRulesSet(Event):
    """A seller said how much of its stock customers see. Data: rules (how many were set)."""

    kind = "display_rules.set"
    subject_kind = "organisation"


class ConsignmentEvent(Event):
    """Something that happened to an agreement on consigned goods; its two parties may know. Data: number, house (who
    did it), to (the other party's id), warehouse."""

    subject_kind = "consignment"


class ConsignmentProposed(ConsignmentEvent):
    """One of the two proposed it."""

    kind = "consignment.proposed"


class ConsignmentAgreed(ConsignmentEvent):
    """The other one agreed: it counts from its first day."""

    kind = "consignment.agreed"


class ConsignmentDeclined(ConsignmentEvent):
    """The other one didn't agree."""

    kind = "consignment.declined"


class ConsignmentEnded(ConsignmentEvent):
    """One of the two ended it, or took the proposal back."""

    kind = "consignment.ended"
