"""Agrees to what a count found: the book follows, and orders learn of what is missing."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound, StaleVersion
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.queries.kept_orders import for_owner
from dinghuo.fulfilment.steps.take_from_orders import MoreOrders, lock_orders, take_from_orders
from dinghuo.inventory.actions.approve_stock_document import WAITING
from dinghuo.inventory.events import StockDocumentPosted
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import APPROVE_STOCK
from dinghuo.inventory.states import MovementKind, StockDocumentKind, StockDocumentState
from dinghuo.inventory.steps.announce_document import announce_document
from dinghuo.inventory.steps.book_then import Booked, book_then
from dinghuo.inventory.steps.decide_document import decide_document
from dinghuo.inventory.steps.lock_stock_document import lock_stock_document
from dinghuo.inventory.steps.move_stock import Change, move_stock
from dinghuo.inventory.steps.post_document import change, paper
from dinghuo.inventory.steps.refuse_old_counts import refuse_counted_since
from dinghuo.inventory.steps.refuse_outcomes import refuse_outcomes
from dinghuo.inventory.steps.settle_lots import settle_lots

#: Each round locks the orders that the one before found; more would mean that orders come faster than one can look.
ROUNDS = 5


def approve_count(actor: Actor, number: str, why: str = "") -> StockDocument:
    """Post the differences, each against what the book had when it was counted: what moved since stays moved.

    A loss below what is promised takes goods from orders in the same transaction, who ordered last first: those of the
    owner, where the goods are another house's. Raises
    OwnStockDocument for who submitted it, NotAllowed above the actor's limit, CountedSince where a later count is
    booked already, NotFound for what is no count.
    """
    require(actor, APPROVE_STOCK)
    with acting(actor):
        document, lines = lock_stock_document(actor, number, WAITING)
        if document.kind != StockDocumentKind.COUNT:
            raise NotFound(number)
        require(actor, APPROVE_STOCK, document.value)
        decide_document(actor, document, why)
        counted = [line for line in lines if line.quantity is not None]
        # What is missing may have been promised by the owner: its orders learn of it.
        owner = actor if document.keeper_id is None else for_owner(actor, document.owner_id)
        with acting(owner):
            _post_in_rounds(owner, document, counted)
        document.state, document.posted_at = StockDocumentState.POSTED.value, now()
        StockDocumentLine.objects.bulk_update(counted, ["expected"])
        announce_document(actor, document, StockDocumentPosted, why)
        document.save()
        return document


def _post_in_rounds(actor: Actor, document: StockDocument, lines: list[StockDocumentLine]) -> None:
    concerned: frozenset[UUID] = frozenset()
    for _round in range(ROUNDS):
        try:
            with transaction.atomic():
                _post(actor, document, lines, concerned)
                return
        except MoreOrders as further:
            concerned |= further.order_ids
    raise StaleVersion(_("Orders for these goods come in just now. Try again in a moment."))


def _post(
    actor: Actor, document: StockDocument, lines: list[StockDocumentLine], concerned: Iterable[UUID]
) -> None:
    locked = lock_orders(actor, concerned)
    # Lots before balances, as everywhere.
    settle_lots(actor, lines)
    booked = book_then(actor, document, lines, lock=True)
    refuse_counted_since(lines, booked)
    short = {
        found.stock_id: found.short_by(_counted(line))
        for line in lines
        if (found := booked[line.id]).stock_id is not None
    }
    why = _("Count %(number)s") % {"number": document.number}
    take_from_orders(actor, paper(document), locked, short, document.why or why)
    changes = [_difference(document, line, booked[line.id]) for line in lines]
    outcomes = move_stock(actor, MovementKind.COUNTED, changes, paper(document), document.why)
    refuse_outcomes(lines, outcomes)
    for line in lines:
        line.expected = booked[line.id].then


def _counted(line: StockDocumentLine) -> Decimal:
    return line.quantity or Decimal(0)


def _difference(document: StockDocument, line: StockDocumentLine, found: Booked) -> Change:
    # What moved since can't leave less than nothing: then more was lost than the count could see.
    return change(
        line,
        document.warehouse_id,
        max(_counted(line) - found.then, -found.on_hand),
        dated=found.stock_id is None,
    )
