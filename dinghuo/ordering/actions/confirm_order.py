"""Lets the seller answer an order line by line: accept, accept in part, put on back-order, refuse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.errors import ApprovalRequired, NothingToDo
from dinghuo.ordering.events import OrderConfirmed
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import CONFIRM
from dinghuo.ordering.rules import counters as rules
from dinghuo.ordering.rules.counters import Counters
from dinghuo.ordering.states import Approval
from dinghuo.ordering.steps.check_day import check_day
from dinghuo.ordering.steps.check_divided import check_divided
from dinghuo.ordering.steps.hold_goods import hold_goods
from dinghuo.ordering.steps.lock_order import lock_order
from dinghuo.ordering.steps.settle_lines import settle_lines
from dinghuo.ordering.steps.settle_money import settle_money


@dataclass(frozen=True)
class LineAnswer:
    """The seller's answer to a line (by its position), in base units. What isn't mentioned stays unanswered."""

    line: int
    accept: Decimal = Decimal(0)
    backorder: Decimal = Decimal(0)
    refuse: Decimal = Decimal(0)
    promised_date: date | None = None
    reason: str = ""


def confirm_order(actor: Actor, number: str, answers: Sequence[LineAnswer] = ()) -> Order:
    """Answer an order's lines; no answers at all accepts everything that waits for one, what is promised of goods on
    their way for when they come.

    Accepted units are allocated from stock, units on back-order give their reservation back, refused units give back
    their credit too. May be called again for what is left and, once goods have come, for what is on back-order.
    Raises Invalid with every fault, OutOfStock where the book of stock doesn't hold what is accepted.
    """
    require(actor, CONFIRM)
    with acting(actor):
        order, lines = lock_order(actor, number)
        _check(actor, order)
        answers = list(answers) or [_accepted(line) for line in lines if line.counters.pending]
        if not answers:
            raise NothingToDo(_("Every line has been answered already."))
        changed = _read(actor, lines, answers)
        hold_goods(actor, order, changed)
        order.answered_at = order.answered_at or now()
        settle_lines(actor, order, lines, changed, reason=_reasons(answers))
        settle_money(actor, order, lines)
        record(
            actor,
            OrderConfirmed(
                order.id,
                order.number,
                (order.buyer_id, order.seller_id),
                {"lines": [_told(a) for a in answers]},
            ),
            why=_reasons(answers),
        )
        return order


def _accepted(line: OrderLine) -> LineAnswer:
    """All that waits for an answer; what is promised of goods on their way, for when they have come."""
    pending = line.counters.pending
    later = min(pending, line.waiting) if line.promised else Decimal(0)
    return LineAnswer(line.position, accept=pending - later, backorder=later)


def _check(actor: Actor, order: Order) -> None:
    if actor.organisation_id != order.seller_id and actor.scope != "market":
        raise NotAllowed(CONFIRM)
    if order.approval == Approval.PENDING:
        raise ApprovalRequired(_("This order waits for the buyer's approval."))


def _read(actor: Actor, lines: list[OrderLine], answers: Sequence[LineAnswer]) -> dict[OrderLine, Counters]:
    faults = Faults()
    by_position = {line.position: line for line in lines}
    changed: dict[OrderLine, Counters] = {}
    for i, answer in enumerate(answers):
        line = by_position.get(answer.line)
        if line is None:
            faults.add(
                f"lines.{i}.line", "unknown", _("This order has no line %(line)s.") % {"line": answer.line}
            )
            continue
        if line in changed:
            faults.add(
                f"lines.{i}.line", "twice", _("Line %(line)s is answered twice.") % {"line": answer.line}
            )
            continue
        _check_answer(faults, i, answer)
        check_day(actor, faults, f"lines.{i}.promised_date", answer.promised_date)
        after = rules.answer(line.counters, answer.accept, answer.backorder, answer.refuse)
        if after is None:
            faults.add(
                f"lines.{i}.accept",
                "too-much",
                _("Line %(line)s waits for an answer on %(left)s %(unit)s only.")
                % {
                    "line": line.position,
                    "left": plain(line.counters.pending + line.counters.backordered),
                    "unit": line.base_unit,
                },
            )
        else:
            changed[line] = after
            line.promised_date = answer.promised_date or line.promised_date
            line.answer_reason = answer.reason[:300]
    check_divided(
        actor,
        faults,
        [
            (f"lines.{i}.{name}", by_position[answer.line], getattr(answer, name))
            for i, answer in enumerate(answers)
            if answer.line in by_position
            for name in ("accept", "backorder", "refuse")
        ],
    )
    faults.raise_any()
    OrderLine.objects.bulk_update(changed, ["promised_date", "answer_reason"])
    return changed


def _check_answer(faults: Faults, i: int, answer: LineAnswer) -> None:
    for name in ("accept", "backorder", "refuse"):
        if getattr(answer, name) < 0:
            faults.add(f"lines.{i}.{name}", "negative", _("A quantity can't be less than zero."))
    if answer.refuse > 0 and not answer.reason.strip():
        faults.add(f"lines.{i}.reason", "required", _("Say why you refuse, so that the buyer can act on it."))


def _told(answer: LineAnswer) -> dict[str, str | int]:
    told: dict[str, str | int] = {"line": answer.line}
    told |= {
        name: plain(getattr(answer, name))
        for name in ("accept", "backorder", "refuse")
        if getattr(answer, name)
    }
    if answer.promised_date:
        told["promised_date"] = answer.promised_date.isoformat()
    if answer.reason:
        told["reason"] = answer.reason
    return told


def _reasons(answers: Sequence[LineAnswer]) -> str:
    return "; ".join(dict.fromkeys(answer.reason.strip() for answer in answers if answer.reason.strip()))
