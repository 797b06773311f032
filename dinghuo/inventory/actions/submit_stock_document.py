"""Submits a document of stock: it is posted, goes on its way, or waits for somebody else's approval."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.errors import NothingInDocument
from dinghuo.inventory.events import StockDocumentPosted, StockDocumentSubmitted, TransferSent
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import OF_KIND
from dinghuo.inventory.states import StockDocumentKind, StockDocumentState
from dinghuo.inventory.steps.announce_document import announce_document
from dinghuo.inventory.steps.book_then import book_then
from dinghuo.inventory.steps.check_consigned import check_consigned
from dinghuo.inventory.steps.lock_stock_document import lock_stock_document
from dinghuo.inventory.steps.needs_approval import needs_approval
from dinghuo.inventory.steps.post_document import post_document
from dinghuo.inventory.steps.refuse_expired import refuse_expired
from dinghuo.inventory.steps.refuse_old_counts import refuse_counted_since, refuse_old_counts
from dinghuo.inventory.steps.refuse_other_dates import refuse_other_dates


def submit_stock_document(actor: Actor, number: str, *, expired: bool = False) -> StockDocument:
    """Post it where the actor may do so alone, else let it wait.

    A receipt, a transfer and a taking need nobody's approval, but an agreement in force where the goods are another
    house's. Scrap and adjustments wait above the actor's limit, and where a limit meets goods whose cost nobody knows
    or may know. A count waits when it differs from the book. Raises NothingInDocument, OnHandBelowReserved naming what
    is free, Invalid for a lot with another expiry date or what was counted too long ago, CountedSince, LotRecalled,
    NotConsigned; ExpiredGoods for a receipt of what is past its last day, unless `expired` says that it shall come in.
    """
    with acting(actor):
        document, lines = lock_stock_document(actor, number)
        kind = StockDocumentKind(document.kind)
        require(actor, OF_KIND[kind])
        lines = [line for line in lines if line.quantity is not None]
        if not lines:
            raise NothingInDocument(_("Enter first what it is about."))
        check_consigned(actor, document, lines)
        if kind == StockDocumentKind.RECEIPT and not expired:
            refuse_expired(actor, document, lines)
        document.submitted_by_id, document.submitted_by_name = actor.person_id, actor.person_name
        document.submitted_at = now()
        if kind == StockDocumentKind.COUNT:
            refuse_old_counts(lines)
            refuse_other_dates(actor, document, lines)
            _compare(actor, document, lines)
        if needs_approval(actor, document, lines):
            document.state = StockDocumentState.WAITING.value
            document.decided_by_name, document.decided_at, document.decided_why = "", None, ""
            announce_document(actor, document, StockDocumentSubmitted, document.why)
        elif kind == StockDocumentKind.COUNT:
            document.state, document.posted_at = StockDocumentState.POSTED.value, now()
            announce_document(actor, document, StockDocumentPosted, document.why)
        else:
            post_document(actor, document, lines)
            sent = document.state == StockDocumentState.SENT
            announce_document(actor, document, TransferSent if sent else StockDocumentPosted, document.why)
        document.save()
        return document


def _compare(actor: Actor, document: StockDocument, lines: Sequence[StockDocumentLine]) -> None:
    booked = book_then(actor, document, lines)
    refuse_counted_since(lines, booked)
    for line in lines:
        line.expected = booked[line.id].then
    StockDocumentLine.objects.bulk_update(lines, ["expected"])
