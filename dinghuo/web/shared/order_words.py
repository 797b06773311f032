"""Says where an order stands in the words of a trader: one place for all doors."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dinghuo.foundation import formats
from dinghuo.web.shared.tally import Tally, tally_of

BUYER, SELLER = "buyer", "seller"


@dataclass(frozen=True, slots=True)
class Words:
    """A state as it is shown: one of the six shapes (`{% state %}`), the words, and a quiet note."""

    shape: str
    words: str
    note: str = ""


def state_of(order: Any, side: str = BUYER, may_approve: bool = False) -> Words:
    """The state of an order as its buyer or its seller reads it, from the order's row alone.

    `may_approve`: the reader is who has to approve it. The operator reads it as the seller does.
    """
    if order.approval == "pending":
        return _awaiting_approval(side, may_approve)
    if order.approval == "refused":
        return Words("ended", _("Not approved"))
    ended = {
        "completed": Words("done", _("Completed")),
        "cancelled": Words("ended", _("Cancelled")),
        "refused": Words("ended", _("Refused by the seller")),
    }.get(order.state)
    if ended:
        return ended
    if order.cancel_requested:
        return Words("needs-you" if side == SELLER else "waiting", _("Cancellation asked for"))
    if order.state == "submitted":
        return (
            Words("needs-you", _("To answer"))
            if side == SELLER
            else Words("waiting", _("Waiting for the seller"))
        )
    return _under_way(order, side)


def _awaiting_approval(side: str, may_approve: bool) -> Words:
    if side == BUYER and may_approve:
        return Words("needs-you", _("Waits for your approval"))
    if side == BUYER:
        return Words("waiting", _("Waiting for approval"))
    return Words("waiting", _("Waiting for the buyer’s approval"))


def _under_way(order: Any, side: str) -> Words:
    partly = order.state == "partly_confirmed"
    if order.delivery_state == "none":
        if partly:
            return Words("needs-you" if side == SELLER else "part", _("Confirmed in part"))
        return Words("part", _("To ship")) if side == SELLER else Words("part", _("Confirmed"))
    if order.delivery_state == "received":
        if order.payment_state == "paid":
            return Words("done", _("Received and paid"))
        paid_in_part = order.payment_state == "partly_paid"
        return Words("part", _("Received, paid in part") if paid_in_part else _("Received, not paid"))
    words = {
        "partly_shipped": _("Shipped in part"),
        "shipped": _("On its way"),
        "partly_received": _("Received in part"),
    }
    return Words("part", words.get(order.delivery_state, _("Confirmed")))


def progress_of(lines: Sequence[Any]) -> str:
    """How far an order has come, from its lines: "Confirmed 80 of 100 boxes, 20 on back-order until 3 Dec"."""
    tally = tally_of(lines) if lines else None
    if tally is None:
        return ""
    parts = [_farthest(tally), *_aside(tally), *_delivered(tally)]
    return pgettext("between clauses", ", ").join(part for part in parts if part)


def _of(tally: Tally, value: Decimal) -> str:
    if tally.unit:
        return _("%(part)s of %(whole)s %(unit)s") % {
            "part": formats.number(value),
            "whole": formats.number(tally.ordered),
            "unit": tally.unit,
        }
    return ngettext("%(part)s of %(whole)s line", "%(part)s of %(whole)s lines", int(tally.ordered)) % {
        "part": formats.number(value),
        "whole": formats.number(tally.ordered),
    }


def _farthest(tally: Tally) -> str:
    """The step that most of it has come to: what all of it has passed needn't be told."""
    if not (tally.confirmed or tally.backordered or tally.refused):
        return ""
    if tally.received and tally.shipped == tally.ordered:
        return _("Received %(amount)s") % {"amount": _of(tally, tally.received)}
    if tally.shipped and tally.confirmed == tally.ordered:
        return _("Shipped %(amount)s") % {"amount": _of(tally, tally.shipped)}
    return _("Confirmed %(amount)s") % {"amount": _of(tally, tally.confirmed)}


def _aside(tally: Tally) -> list[str]:
    parts = []
    if tally.backordered and tally.until:
        parts.append(
            _("%(amount)s on back-order until %(day)s")
            % {"amount": formats.number(tally.backordered), "day": formats.day(tally.until)}
        )
    elif tally.backordered:
        parts.append(_("%(amount)s on back-order") % {"amount": formats.number(tally.backordered)})
    if tally.refused:
        parts.append(_("%(amount)s refused") % {"amount": formats.number(tally.refused)})
    if tally.cancelled:
        parts.append(_("%(amount)s cancelled") % {"amount": formats.number(tally.cancelled)})
    return parts


def _delivered(tally: Tally) -> list[str]:
    parts = []
    if tally.shipped > tally.received and tally.confirmed != tally.ordered:
        parts.append(_("%(amount)s shipped") % {"amount": formats.number(tally.shipped)})
    if tally.received and tally.shipped != tally.ordered:
        parts.append(_("%(amount)s received") % {"amount": formats.number(tally.received)})
    if tally.rejected:
        parts.append(_("%(amount)s rejected") % {"amount": formats.number(tally.rejected)})
    if tally.lost:
        parts.append(_("%(amount)s lost") % {"amount": formats.number(tally.lost)})
    return parts


def payment_of(order: Any) -> Words:
    """What has been paid of what is owed."""
    if order.payment_state == "paid":
        return Words("done", _("Paid") if order.payable else _("Nothing to pay"))
    if order.payment_state == "partly_paid":
        told = {
            "paid": formats.money(order.paid, order.currency),
            "payable": formats.money(order.payable, order.currency),
        }
        return Words("part", _("Paid %(paid)s of %(payable)s") % told)
    return Words("draft", _("Not paid"))


def method_words(method: str, term_days: int = 0) -> str:
    """A way of paying, with its term if it has one."""
    if method == "credit" and term_days:
        return ngettext("On credit, %(days)s day", "On credit, %(days)s days", term_days) % {
            "days": term_days
        }
    words = {
        "credit": _("On credit"),
        "transfer": _("Bank transfer"),
        "prepaid": _("From the prepaid balance"),
        "online": _("Online"),
        "cash": _("Cash"),
    }
    return words.get(method, "")


def list_states() -> list[tuple[str, str]]:
    """The states by which lists of orders are filtered: key and words."""
    return [
        ("awaiting_approval", _("Waiting for approval")),
        ("submitted", _("Waiting for the seller")),
        ("partly_confirmed", _("Confirmed in part")),
        ("confirmed", _("Confirmed")),
        ("completed", _("Completed")),
        ("refused", _("Refused")),
        ("cancelled", _("Cancelled")),
    ]
