"""Recalls a lot: from this moment nobody can be promised it, pick it or send it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Faults, StaleVersion
from dinghuo.foundation.fields import named
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.approve_count import ROUNDS
from dinghuo.fulfilment.steps.find_lot import find_lot
from dinghuo.fulfilment.steps.serve_from_others import serve_from_others
from dinghuo.fulfilment.steps.take_from_orders import MoreOrders, lock_orders
from dinghuo.inventory.errors import LotRecalled
from dinghuo.inventory.events import LotWasRecalled
from dinghuo.inventory.models import Lot
from dinghuo.inventory.permissions import RECALL_LOT
from dinghuo.inventory.steps.mark_recalled import mark_recalled

LONGEST = 300


def recall_lot(actor: Actor, sku: str, lot: str, why: str, owner: str = "") -> Lot:
    """Stop a lot wherever it lies, take it from the orders that hold it, and give these others where there are any.

    All in one transaction; what nothing replaces is on back-order, and everybody concerned is told: who waits, and who
    has got of the lot. Raises NotFound, Invalid (no reason; `owner` to be named), LotRecalled where it is already.
    """
    require(actor, RECALL_LOT)
    with acting(actor):
        check_why(why)
        concerned: frozenset[UUID] = frozenset()
        for _round in range(ROUNDS):
            try:
                with transaction.atomic():
                    return _recall(actor, (sku, lot, owner), why.strip(), concerned)
            except MoreOrders as further:
                concerned |= further.order_ids
        raise StaleVersion(_("Orders for these goods come in just now. Try again in a moment."))


def check_why(why: str) -> None:
    """Raise Invalid for no reason, or too long a one."""
    faults = Faults()
    if not why.strip() or "\0" in why:
        faults.add("why", "required", _("Say why."))
    elif len(why.strip()) > LONGEST:
        words = _("This has at most %(longest)s characters.") % {"longest": LONGEST}
        faults.add("why", "too-long", words)
    faults.raise_any()


def _recall(actor: Actor, which: tuple[str, str, str], why: str, concerned: Iterable[UUID]) -> Lot:
    # Orders, then the lot, then balances: as everywhere.
    locked = lock_orders(actor, concerned)
    lot = find_lot(actor, *which)
    if lot.recalled_at is not None:
        raise LotRecalled(
            _("Lot %(lot)s of %(name)s has been recalled already.")
            % {"lot": lot.lot, "name": named(lot.variant)},
            lines=[{"sku": lot.variant.sku, "lot": lot.lot}],
        )
    lot.recalled_at, lot.recalled_by_name, lot.recall_why = now(), actor.person_name, why
    lot.save(update_fields=["recalled_at", "recalled_by_name", "recall_why"])
    stock_ids = mark_recalled(actor, lot, recalled=True)
    document = Document("recall", lot.id, lot.lot[:40])
    words = _("Recall of lot %(lot)s: %(why)s") % {"lot": lot.lot, "why": why}
    short = serve_from_others(actor, lot, stock_ids, locked, document, words)
    record(
        actor, LotWasRecalled(lot.id, lot.lot[:40], [lot.owner_id], about(lot) | {"short": len(short)}), why
    )
    return lot


def about(lot: Lot) -> dict[str, object]:
    """What news of a lot tells."""
    return {
        "sku": lot.variant.sku,
        "name": lot.variant.name,
        "names": lot.variant.names,
        "lot": lot.lot,
        "owner": str(lot.owner_id),
    }
