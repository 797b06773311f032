"""Says what happened to an order in one line, for the timeline of every door."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dinghuo.foundation import formats
from dinghuo.foundation.fields import translated
from dinghuo.foundation.goods_told import goods_told
from dinghuo.foundation.quantity import plain
from dinghuo.web.shared.line_words import in_unit
from dinghuo.web.shared.order_words import Words

Data = Mapping[str, Any]


class Told:
    """One event as the timeline shows it."""

    def __init__(self, row: Any, words: Words):
        self.shape, self.words, self.note = words.shape, words.words, words.note
        self.who, self.firm, self.at, self.why = who_words(row), row.organisation_name, row.at, row.why
        self.kind = row.kind


def who_words(row: Any) -> str:
    """Who did it: a person's name, or that nobody had to."""
    return _("automatic") if row.person_name == "system" and row.person_id is None else str(row.person_name)


def timeline(rows: Sequence[Any], lines: Sequence[Any]) -> list[Told]:
    """The events in words, latest first; what has no words isn't for people. Quantities are told in the units of the
    order's lines."""
    by_position = {line.position: line for line in lines}
    told = []
    for row in reversed(rows):
        if row.kind == "order.confirmed":
            told.append(Told(row, _confirmed(row.data, by_position)))
        elif row.kind in _WORDS:
            told.append(Told(row, _WORDS[row.kind](row.data)))
    return told


def _money(data: Data, name: str) -> str:
    amount = data.get(name)
    return str(formats.money(Decimal(str(amount)), str(data.get("currency", "")))) if amount else ""


def _placed(data: Data) -> Words:
    if data.get("approval") == "pending":
        return Words(
            "waiting", _("Placed for %(total)s, sent for approval") % {"total": _money(data, "total")}
        )
    return Words("done", _("Placed for %(total)s") % {"total": _money(data, "total")})


def _confirmed(data: Data, by_position: Mapping[int, Any]) -> Words:
    lines = data.get("lines") or []
    whole = not any(line.get("refuse") or line.get("backorder") for line in lines)
    if whole:
        return Words("done", _("Confirmed"))
    answers = [_answer(line, by_position.get(int(line.get("line") or 0))) for line in lines]
    told = pgettext("between clauses", "; ").join(answer for answer in answers if answer)
    return Words("part", _("Confirmed in part"), told)


def _answer(line: Data, of: Any) -> str:
    told = {
        "line": line.get("line"),
        "refused": _amount_of(of, line.get("refuse")),
        "later": _amount_of(of, line.get("backorder")),
        "day": _day(line.get("promised_date")),
    }
    parts = []
    if line.get("refuse"):
        parts.append(_("line %(line)s: %(refused)s refused") % told)
    if line.get("backorder") and told["day"]:
        parts.append(_("line %(line)s: %(later)s on %(day)s") % told)
    elif line.get("backorder"):
        parts.append(_("line %(line)s: %(later)s on back-order") % told)
    shared = _by_rule(line)
    return pgettext("between clauses", ", ").join([*parts, shared] if shared else parts)


def _by_rule(line: Data) -> str:
    """By which rule it got no more of goods that were too few for all."""
    words = {
        "in_turn": _("too few for all: in turn %(place)s of %(of)s"),
        "proportional": _("too few for all: a fair share among %(of)s"),
        "fresh": _("the rest isn’t fresh enough"),
        "hand": _("by the seller’s decision"),
    }.get(str(line.get("rule")), "")
    return words % line


def _amount_of(line: Any, base: Any) -> str:
    """Base units in the line's unit, or as they are where the line isn't known."""
    if line is None or not base:
        return str(base or "")
    return str(in_unit(line, Decimal(str(base))))


def _day(text: Any) -> str:
    try:
        return formats.day(datetime.fromisoformat(str(text)).date()) if text else ""
    except ValueError:
        return ""


def _shipped(data: Data) -> Words:
    carrier = " ".join(part for part in (data.get("carrier"), data.get("tracking_number")) if part)
    return Words("part", _("Shipped with %(shipment)s") % {"shipment": data.get("shipment", "")}, carrier)


def _tracking(data: Data) -> Words:
    words = {
        "picked_up": _("Picked up"),
        "in_transit": _("On its way"),
        "out_for_delivery": _("Out for delivery"),
        "delivered": _("Delivered"),
        "exception": _("Held up on its way"),
        "returned": _("Sent back"),
    }
    status = str(data.get("status", ""))
    # Carriers spell alike words in their own ways: in-transit, In Transit.
    known = re.sub(r"[\s-]+", "_", status.strip().lower())
    shape = "needs-you" if known == "exception" else "part"
    note = ", ".join(str(part) for part in (data.get("place"), data.get("text")) if part)
    return Words(shape, words.get(known, status), note)


def _received(data: Data) -> Words:
    rejected = [line for line in data.get("lines") or [] if Decimal(str(line.get("rejected") or 0))]
    if not rejected:
        return Words("done", _("Received: all accepted"))
    note = pgettext("between clauses", "; ").join(
        _("line %(line)s: %(rejected)s %(unit)s rejected")
        % {
            "line": line.get("line"),
            "rejected": plain(Decimal(str(line["rejected"]))),
            "unit": line.get("unit", ""),
        }
        for line in rejected
    )
    return Words("needs-you", _("Received, some of it rejected"), note)


def _invoiced(data: Data) -> Words:
    told = {"invoice": data.get("invoice", ""), "total": _money(data, "total")}
    note = _("due on %(day)s") % {"day": _day(data.get("due_on"))} if data.get("due_on") else ""
    return Words("done", _("Invoiced: %(invoice)s, %(total)s") % told, note)


def _amount(data: Data, shape: str, words: str) -> Words:
    return Words(shape, words % {"amount": _money(data, "amount")}, str(data.get("reference") or ""))


def _shares(data: Data) -> str:
    """What each line got, and by which rule where it was too little for all."""
    told = []
    for line in data.get("lines") or []:
        words = {
            "in_turn": _("line %(line)s: %(quantity)s %(unit)s, in turn %(place)s of %(of)s"),
            "proportional": _("line %(line)s: %(quantity)s %(unit)s, a fair share among %(of)s"),
            "hand": _("line %(line)s: %(quantity)s %(unit)s, given by the seller’s decision"),
        }.get(str(line.get("rule")), _("line %(line)s: %(quantity)s %(unit)s"))
        told.append(words % line)
    return pgettext("between clauses", "; ").join(told)


def _days(data: Data) -> list[str]:
    found = []
    for line in data.get("lines") or []:
        told = {**line, "before": _day(line.get("before")), "after": _day(line.get("after"))}
        if told["before"] and told["after"]:
            words = _("line %(line)s: %(quantity)s %(unit)s on %(after)s instead of %(before)s")
        elif told["after"]:
            words = _("line %(line)s: %(quantity)s %(unit)s on %(after)s")
        else:
            words = _("line %(line)s: nobody knows when")
        found.append(words % told)
    return found


def _missing(data: Data) -> str:
    return goods_told(data.get("lines") or [], str(data.get("text") or ""))


def _rerouted(data: Data) -> str:
    goods = goods_told([data])
    place = translated(str(data.get("to", "")), data.get("to_names"))
    return f"{goods} → {place}" if goods else str(data.get("text", ""))


def _always(shape: str, words: Callable[[], str]) -> Callable[[Data], Words]:
    return lambda data: Words(shape, words())


_WORDS: dict[str, Callable[[Data], Words]] = {
    "order.placed": _placed,
    "order.approved": _always("done", lambda: _("Approved")),
    "order.approval_refused": _always("ended", lambda: _("Not approved")),
    "order.short": lambda data: Words(
        "needs-you", _("Less was there than promised, now on back-order"), _missing(data)
    ),
    "order.served": lambda data: Words("done", _("Goods have come for it"), _shares(data)),
    "order.rerouted": lambda data: Words("part", _("Sent from another warehouse"), _rerouted(data)),
    "order.repromised": lambda data: Words(
        "waiting", _("Goods come on another day"), pgettext("between clauses", "; ").join(_days(data))
    ),
    "order.cancelled": _always("ended", lambda: _("Cancelled")),
    "order.cancellation_requested": _always("waiting", lambda: _("Cancellation asked for")),
    "order.change_proposed": _always("waiting", lambda: _("A change is proposed")),
    "order.change_accepted": _always("done", lambda: _("The change was accepted")),
    "order.change_declined": _always("ended", lambda: _("The change was declined")),
    "order.shipped": _shipped,
    "tracking.added": _tracking,
    "shipment.received": _received,
    "shipment.lost": _always("needs-you", lambda: _("Lost on its way")),
    "invoice.issued": _invoiced,
    "payment.reported": lambda data: _amount(data, "waiting", _("Payment of %(amount)s reported")),
    "payment.received": lambda data: _amount(data, "done", _("Payment of %(amount)s received")),
    "payment.refused": lambda data: _amount(data, "needs-you", _("Payment of %(amount)s not found")),
}
