"""Brings what the book of stock holds for an order's lines in step with what the lines still need."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.allocate_stock import allocate_stock
from dinghuo.inventory.steps.release_stock import release_stock
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules.counters import Counters
from dinghuo.ordering.states import URGENT


def hold_goods(actor: Actor, order: Order, changed: Mapping[OrderLine, Counters]) -> None:
    """Reserve or release so that each changed line holds at least what is allocated to it, at most what it may need.

    Allocated units must be held: where stock is short, OutOfStock says by how much. Units on back-order are not held.
    """
    document = Document("order", order.id, order.number)
    missing: dict[OrderLine, Decimal] = {}
    surplus: dict[OrderLine, Decimal] = {}
    for line, counters in changed.items():
        if not line.stocked:
            continue
        must, may = counters.to_ship, counters.to_ship + counters.pending
        if line.held < must:
            missing[line] = must - line.held
        elif line.held > may:
            surplus[line] = line.held - may
    if surplus:
        release_stock(actor, document, {line.id: quantity for line, quantity in surplus.items()})
    if missing:
        _reserve(actor, document, order, missing)
    for line, quantity in missing.items():
        line.held += quantity
    for line, quantity in surplus.items():
        line.held -= quantity
    OrderLine.objects.bulk_update([*missing, *surplus], ["held"])
    _allocate(actor, document, order, [line for line in changed if line.stocked and line.held > 0])


def _allocate(actor: Actor, document: Document, order: Order, lines: Sequence[OrderLine]) -> None:
    """Only goods that are fresh enough for the buyer are promised."""
    if not lines:
        return
    variants = {line.id: line.variant_id for line in lines}
    routed = {line.id for line in lines if line.routing}
    short = allocate_stock(actor, document, order.seller_id, order.buyer_id, variants, routed)
    if short:
        old = [line for line in lines if line.id in short]
        raise OutOfStock(
            _("Too little of %(lines)s is fresh enough for this customer. Put the rest on back-order.")
            % {"lines": ", ".join(named(line) for line in old)},
            lines=[_short_line(actor, order, line, short[line.id]) for line in old],
        )


def _reserve(actor: Actor, document: Document, order: Order, missing: Mapping[OrderLine, Decimal]) -> None:
    wants = [
        Want(
            line_id=line.id,
            variant_id=line.variant_id,
            seller_id=line.seller_id,
            quantity=quantity,
            partial=False,
            urgent=order.kind in URGENT,
        )
        for line, quantity in missing.items()
    ]
    got = reserve_stock(actor, document, wants, order.buyer_id, order.region)
    short = [line for line, quantity in missing.items() if got.get(line.id, Decimal(0)) < quantity]
    if short:
        raise OutOfStock(
            _("There is not enough in stock for %(lines)s. Put the rest on back-order.")
            % {"lines": ", ".join(named(line) for line in short)},
            lines=[_short_line(actor, order, line, missing[line]) for line in short],
        )


def _short_line(actor: Actor, order: Order, line: OrderLine, missing: Decimal) -> dict[str, Any]:
    """Only the seller's side reads how much is missing: with it a buyer could reckon what there is."""
    told: dict[str, Any] = {"line": line.position, "sku": line.sku, "unit": line.base_unit}
    if actor.scope == "market" or actor.organisation_id == order.seller_id:
        told["missing"] = plain(missing)
    return told
