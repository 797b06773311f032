"""Applies the actions of a change to an order: only the differences are checked again (mistakes 13)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.rules import counters as rules
from dinghuo.ordering.rules.amounts import line_amounts
from dinghuo.ordering.rules.change import ChangeAction, read_actions
from dinghuo.ordering.rules.counters import Counters
from dinghuo.ordering.states import Approval
from dinghuo.ordering.steps.add_lines import add_lines
from dinghuo.ordering.steps.check_day import check_day
from dinghuo.ordering.steps.check_resized import check_resized
from dinghuo.ordering.steps.find_address import address_text
from dinghuo.ordering.steps.hold_goods import hold_goods
from dinghuo.ordering.steps.ration_change import ration_change
from dinghuo.ordering.steps.round_taxes import round_change
from dinghuo.ordering.steps.settle_lines import settle_lines
from dinghuo.ordering.steps.settle_money import settle_money
from dinghuo.promotions.steps.settle_discounts import LineUnits, settle_discounts


def apply_change(
    actor: Actor,
    order: Order,
    lines: list[OrderLine],
    raw: Sequence[Mapping[str, Any]],
    reason: str,
    by_seller: bool,
) -> bool:
    """Apply typed actions that one side (`by_seller`) proposed; True if the order now needs approval (again).

    The caller holds the order's lock. Raises Invalid with every fault, OutOfStock, QuotaExceeded and CreditExceeded
    for what is more than before.
    """
    actions = _read(actor, raw, lines)
    if not by_seller:
        # What packing its goods come in is a seller's own rule, and its own to break.
        check_resized(actor, order, lines, actions)
    total_before = order.total
    resized = _resize(actions, lines)
    more = [line for line, after in resized.items() if after.ordered > line.ordered]
    _set_dates(order, lines, actions, "promised_date" if by_seller else "requested_date")
    for action in actions:
        if action.kind == "address" and action.address_id:
            order.delivery_address = address_text(actor, order.buyer_id, action.address_id)
    hold_goods(actor, order, resized)
    _reprice(actor, order, resized)
    added = add_lines(
        actor, order, lines, [action for action in actions if action.kind in ("add", "replace")]
    )
    lines.extend(added)
    round_change(order, lines, [*resized, *added])
    _total(order, lines)
    needs_approval = _needs_approval(actor, order, total_before)
    if needs_approval:
        order.approval = Approval.PENDING
    settle_lines(actor, order, lines, resized, reason=reason)
    if not by_seller:
        # So is how much a customer may order.
        ration_change(actor, order, [line for line in lines if line in added or line in more])
    settle_money(actor, order, lines)
    return needs_approval


def _read(actor: Actor, raw: Sequence[Mapping[str, Any]], lines: list[OrderLine]) -> list[ChangeAction]:
    words = {
        "unknown": _("There is no such kind of change."),
        "required": _("This is missing."),
        "malformed": _("This can't be read."),
        "positive": _("A quantity must be more than zero."),
    }
    actions, found = read_actions(raw)
    faults = Faults()
    for path, code in found:
        faults.add(path, code, words[code])
    positions = {line.position for line in lines}
    for action in actions:
        check_day(actor, faults, f"actions.{action.index}.date", action.date)
        if action.line is not None and action.line not in positions:
            faults.add(
                f"actions.{action.index}.line",
                "unknown",
                _("This order has no line %(line)s.") % {"line": action.line},
            )
    faults.raise_any()
    return actions


def _resize(actions: Sequence[ChangeAction], lines: list[OrderLine]) -> dict[OrderLine, Counters]:
    by_position = {line.position: line for line in lines}
    faults = Faults()
    resized: dict[OrderLine, Counters] = {}
    for action in actions:
        if action.kind not in ("quantity", "remove", "replace") or action.line is None:
            continue
        line = by_position[action.line]
        quantity = (
            action.quantity if action.kind == "quantity" and action.quantity is not None else Decimal(0)
        )
        after = rules.resize(line.counters, quantity * line.factor)
        if after is None:
            faults.add(
                f"actions.{action.index}.quantity",
                "shipped",
                _("Line %(line)s: this much is shipped, refused or cancelled already.")
                % {"line": line.position},
            )
        else:
            line.quantity = quantity
            resized[line] = after
    faults.raise_any()
    return resized


def _set_dates(order: Order, lines: list[OrderLine], actions: Sequence[ChangeAction], column: str) -> None:
    dates = [action for action in actions if action.kind == "date"]
    if not dates:
        return
    for action in dates:
        if action.line is None and column == "requested_date":
            order.requested_date = action.date
        for line in lines:
            if action.line in (None, line.position):
                setattr(line, column, action.date)
    OrderLine.objects.bulk_update(lines, [column])


def _reprice(actor: Actor, order: Order, resized: Mapping[OrderLine, Counters]) -> None:
    units = {line.id: LineUnits(after.ordered, after.payable) for line, after in resized.items()}
    stands = settle_discounts(actor, order.id, units) if order.discount else {}
    for line in resized:
        # Fewer units keep their share of what was granted, more get no more.
        line.discount = stands.get(line.id, line.discount)
        # The price agreed stays; only the quantity is new.
        amounts = line_amounts(
            line.unit_price, line.quantity, line.discount, line.tax_rate, line.tax_included, order.currency
        )
        line.extended, line.tax, line.total = amounts.extended, amounts.tax, amounts.total
    OrderLine.objects.bulk_update(resized, ["quantity", "extended", "discount", "tax", "total"])


def _total(order: Order, lines: Sequence[OrderLine]) -> None:
    order.subtotal = sum((line.extended for line in lines), Decimal(0))
    order.discount = sum((line.discount for line in lines), Decimal(0))
    # Freight and the fee for a small order were agreed with it; a change asks for none and gives none back.
    order.tax = sum((line.tax for line in lines), order.charges_tax)
    order.total = order.charges + sum((line.total for line in lines), Decimal(0))


def _needs_approval(actor: Actor, order: Order, total_before: Decimal) -> bool:
    if order.total <= total_before:
        return False
    limit = actor.grants.get(PLACE) if PLACE in actor.grants else None
    over = actor.organisation_id == order.buyer_id and limit is not None and order.total > limit
    return order.approval == Approval.APPROVED or over
