"""Says what a proposed change of an order would change, action by action, for both sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated
from dinghuo.web.shared.order_words import Words


@dataclass(frozen=True)
class ShownChange:
    """A change in words. `mine`: the reader's side proposed it; `open`: it waits for the other side."""

    change: Any
    actions: Sequence[str]
    state: Words
    mine: bool
    open: bool
    total_before: Decimal | None
    total_after: Decimal | None
    needs_approval: bool


def shown_changes(
    actor: Actor, changes: Sequence[Any], order: Any, lines: Sequence[Any]
) -> list[ShownChange]:
    """The changes of an order as the reader's side sees them, those that wait first."""
    by_position = {line.position: line for line in lines}
    shown = [_shown(actor, change, order, by_position) for change in changes]
    shown.reverse()
    return sorted(shown, key=lambda each: not each.open)


def _shown(actor: Actor, change: Any, order: Any, lines: Mapping[int, Any]) -> ShownChange:
    mine = change.proposer_id == actor.organisation_id
    waits = change.state == "proposed"
    by_seller = change.proposer_id == order.seller_id
    told = change.consequences
    return ShownChange(
        change=change,
        actions=[_action(action, lines, by_seller, waits) for action in change.actions],
        state=_state(change, mine),
        mine=mine,
        open=waits,
        total_before=_decimal(told.get("total_before")),
        total_after=_decimal(told.get("total_after")),
        needs_approval=told.get("approval") == "needed",
    )


def _state(change: Any, mine: bool) -> Words:
    if change.state == "accepted":
        return Words("done", _("Agreed"))
    if change.state == "declined":
        return Words("ended", _("Declined"), change.decision_reason)
    return Words("waiting", _("Waits for the other side")) if mine else Words("needs-you", _("Waits for you"))


def _decimal(text: Any) -> Decimal | None:
    return Decimal(str(text)) if text not in (None, "") else None


def _action(action: Mapping[str, Any], lines: Mapping[int, Any], by_seller: bool, waits: bool) -> str:
    line = lines.get(int(action["line"])) if action.get("line") else None
    told = {
        "line": action.get("line") or "",
        "name": translated(line.name, line.names) if line else "",
        "was": f"{formats.number(line.quantity)}{formats.THIN}{line.unit}" if line else "",
        "quantity": _quantity(action, line),
        "sku": action.get("sku") or "",
        "day": _day(action.get("date")),
    }
    kind = str(action.get("kind"))
    if kind == "quantity" and not waits:
        # The line has its new quantity by now, or another one still.
        return _("Line %(line)s, %(name)s: to %(quantity)s") % told
    return _sentence(kind, line is not None, by_seller) % told


def _sentence(kind: str, of_line: bool, by_seller: bool) -> str:
    if kind == "date" and by_seller:
        return _("Line %(line)s, %(name)s: comes on %(day)s") if of_line else _("Everything comes on %(day)s")
    if kind == "date":
        return (
            _("Line %(line)s, %(name)s: wanted on %(day)s") if of_line else _("Everything wanted on %(day)s")
        )
    return {
        "quantity": _("Line %(line)s, %(name)s: %(quantity)s instead of %(was)s"),
        "remove": _("Line %(line)s, %(name)s: taken out"),
        "add": _("%(sku)s added: %(quantity)s"),
        "replace": _("Line %(line)s, %(name)s: replaced by %(sku)s, %(quantity)s"),
        "address": _("Delivered to another address"),
        "cancel": _("Everything that isn’t shipped is cancelled"),
    }.get(kind, "")


def _quantity(action: Mapping[str, Any], line: Any) -> str:
    value = _decimal(action.get("quantity"))
    if value is None:
        return ""
    unit = action.get("unit") or (line.unit if line else "")
    return f"{formats.number(value)}{formats.THIN}{unit}"


def _day(text: Any) -> str:
    try:
        return formats.day(date.fromisoformat(str(text))) if text else ""
    except ValueError:
        return ""
