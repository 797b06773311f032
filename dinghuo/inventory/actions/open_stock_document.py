"""Begins a document of stock: a receipt, scrap, an adjustment, a transfer, a count, or taking what one keeps."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import StockDocumentOpened
from dinghuo.inventory.models import Stock, StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import OF_KIND
from dinghuo.inventory.rules.document_lines import DocumentEntry, LineEntry
from dinghuo.inventory.states import SERIES, StockDocumentKind
from dinghuo.inventory.steps.announce_document import announce_document
from dinghuo.inventory.steps.read_document_lines import read_document_lines
from dinghuo.inventory.steps.read_places import read_places

__all__ = ["DocumentEntry", "LineEntry", "open_stock_document"]

LENGTHS = {"partner": 200, "reference": 60, "why": 200}
#: More balances than a round through a warehouse has.
MOST_PREFILLED = 2000


def open_stock_document(actor: Actor, entry: DocumentEntry) -> StockDocument:
    """Write a draft; nothing moves before it is submitted. Raises Invalid with every fault.

    A count that isn't blind and names nothing begins with every balance of its warehouse, to be counted. About others'
    goods it is written where an agreement lets them lie here; both houses see it.
    """
    kind = _kind(entry)
    require(actor, OF_KIND[kind])
    with acting(actor):
        faults = Faults()
        where = read_places(actor, entry, kind, faults)
        _check(entry, kind, faults)
        document = StockDocument(
            market_id=actor.market_id,
            kind=kind.value,
            **where.columns,
            partner=entry.partner.strip(),
            reference=entry.reference.strip(),
            why=entry.why.strip(),
            blind=entry.blind,
            made_by_id=actor.person_id,
            made_by_name=actor.person_name,
        )
        lines = read_document_lines(actor, document, entry.lines, faults, bought=entry.bought)
        faults.raise_any()
        document.number = draw_numbers(actor.market_id, SERIES[kind])[0]
        document.save(force_insert=True)
        if kind == StockDocumentKind.COUNT:
            lines = lines or ([] if entry.blind else _to_count(document))
            for line in lines:
                line.counted_at = None if line.quantity is None else document.made_at
        StockDocumentLine.objects.bulk_create(lines)
        announce_document(actor, document, StockDocumentOpened, document.why)
        return document


def _kind(entry: DocumentEntry) -> StockDocumentKind:
    if entry.kind not in set(StockDocumentKind):
        raise Invalid([Fault("kind", "unknown", _("There is no such document."))])
    return StockDocumentKind(entry.kind)


def _check(entry: DocumentEntry, kind: StockDocumentKind, faults: Faults) -> None:
    for name, longest in LENGTHS.items():
        text = getattr(entry, name)
        if len(text) > longest or "\0" in text:
            words = _("This has at most %(longest)s characters.") % {"longest": longest}
            faults.add(name, "too-long", words)
    if kind in (StockDocumentKind.SCRAP, StockDocumentKind.ADJUSTMENT) and not entry.why.strip():
        faults.add("why", "required", _("Say why."))


def _to_count(document: StockDocument) -> list[StockDocumentLine]:
    """A line for each balance that isn't empty, by where it lies."""
    rows = Stock.objects.filter(
        market_id=document.market_id,
        warehouse=document.warehouse,
        owner_id=document.owner_id,
        on_hand__gt=0,
    ).order_by("bin", "variant__sku", "lot")
    return [
        StockDocumentLine(
            market_id=document.market_id,
            document=document,
            owner_id=document.owner_id,
            keeper_id=document.keeper_id,
            position=i + 1,
            variant_id=row.variant_id,
            lot=row.lot,
            expires=row.expires,
            bin=row.bin,
        )
        for i, row in enumerate(rows[:MOST_PREFILLED])
    ]
