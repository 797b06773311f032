"""Puts what is past its day in a warehouse on a scrap document, for somebody to look at and book."""

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.errors import NothingInDocument
from dinghuo.inventory.models import Stock, StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import SCRAP_STOCK
from dinghuo.inventory.states import StockDocumentKind, StockDocumentState
from dinghuo.inventory.steps.own_warehouses import own_warehouses
from dinghuo.organisations.queries.today import today

#: More than a person looks through at once; what ran out first comes first.
MOST_LINES = 200
UNDECIDED = (StockDocumentState.DRAFT, StockDocumentState.WAITING, StockDocumentState.REFUSED)


def propose_scrap(actor: Actor, warehouse: str) -> StockDocument:
    """Begin a scrap document of what is past its day in a warehouse (its key) and isn't promised to orders, at most
    MOST_LINES lots. What stands on one already that is undecided is left out, so asking twice proposes nothing twice.

    Nothing moves before it is submitted. Raises NotFound, NothingInDocument.
    """
    require(actor, SCRAP_STOCK)
    with acting(actor):
        place = own_warehouses(actor).get(warehouse)
        if place is None:
            raise NotFound(warehouse)
        proposed = StockDocumentLine.objects.filter(
            market_id=actor.market_id,
            document__kind=StockDocumentKind.SCRAP.value,
            document__state__in=[state.value for state in UNDECIDED],
            document__warehouse_id=OuterRef("warehouse_id"),
            owner_id=OuterRef("owner_id"),
            variant_id=OuterRef("variant_id"),
            lot=OuterRef("lot"),
        )
        rows = Stock.objects.filter(
            ~Exists(proposed),
            market_id=actor.market_id,
            warehouse=place,
            owner_id=place.owner_id,
            expires__lt=today(actor),
            on_hand__gt=F("reserved"),
        )
        found = rows.order_by("expires", "variant__sku", "lot").values_list(
            "variant__sku", F("on_hand") - F("reserved"), "lot"
        )
        lines = [LineEntry(sku, quantity, lot) for sku, quantity, lot in found[:MOST_LINES]]
        if not lines:
            words = _("Nothing here is past its day that isn’t promised, or on a scrap document already.")
            raise NothingInDocument(words)
        return open_stock_document(
            actor, DocumentEntry("scrap", warehouse, why=_("Past its day"), lines=lines)
        )
