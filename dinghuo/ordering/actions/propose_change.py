"""Lets one side ask the other to change an order, and tells what the change would mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.money import Money
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.events import ChangeProposed
from dinghuo.ordering.models import Order, OrderChange, OrderLine
from dinghuo.ordering.permissions import CHANGE
from dinghuo.ordering.steps.apply_change import apply_change
from dinghuo.ordering.steps.lock_order import lock_order


def propose_change(
    actor: Actor, number: str, base_version: int, actions: Sequence[Mapping[str, Any]], reason: str
) -> OrderChange:
    """Propose typed actions (quantity, date, address, add, remove, replace) on the version that the proposer saw.

    The change is tried on the spot and taken back, so that it is refused now if it can't be (StaleVersion, OutOfStock,
    CreditExceeded, Invalid with every fault) and carries what it would mean: total before and after, credit, approval.
    """
    require(actor, CHANGE)
    faults = Faults()
    if not actions:
        faults.add("actions", "required", _("Say what to change."))
    if not reason.strip():
        faults.add("reason", "required", _("Say why, so that the other side can agree."))
    faults.raise_any()
    with acting(actor):
        order, lines = lock_order(actor, number, version=base_version)
        consequences = _try(actor, order, lines, actions)
        order, lines = lock_order(actor, number)
        change = OrderChange.objects.create(
            market_id=order.market_id,
            order=order,
            buyer_id=order.buyer_id,
            seller_id=order.seller_id,
            proposer_id=order.buyer_id if actor.organisation_id == order.buyer_id else order.seller_id,
            person_id=actor.person_id,
            person_name=actor.person_name,
            base_version=base_version,
            actions=[dict(action) for action in actions],
            reason=reason[:300],
            consequences=consequences,
        )
        record(
            actor,
            ChangeProposed(
                order.id,
                order.number,
                (order.buyer_id, order.seller_id),
                {"change": str(change.id), **consequences},
            ),
            why=reason,
        )
        return change


def _try(
    actor: Actor, order: Order, lines: list[OrderLine], actions: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    before = order.total
    with transaction.atomic():
        needs_approval = apply_change(
            actor, order, lines, actions, reason="", by_seller=actor.organisation_id != order.buyer_id
        )
        after = order.total
        transaction.set_rollback(True)
    return {
        "total_before": str(Money(before, order.currency)),
        "total_after": str(Money(after, order.currency)),
        "currency": order.currency,
        "credit": str(Money(after - before, order.currency)) if order.payment_method == "credit" else None,
        "approval": "needed" if needs_approval else "not_needed",
    }
