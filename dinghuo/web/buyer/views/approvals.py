"""Orders that wait for approval: the facts in sight, and one tap to approve."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.finance.queries.credit_for import credit_for
from dinghuo.foundation.actor import Actor, allows
from dinghuo.ordering.permissions import APPROVE, VIEW
from dinghuo.ordering.queries.to_approve import orders_to_approve
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

#: Lines shown of each order; the rest is counted.
LINES_SHOWN = 3


@dataclass(frozen=True)
class Waiting:
    """An order that waits. `hurdle` is why the reader can't approve it: "own", "limit" or "" for none."""

    order: Any
    lines: list[Any]
    more: int
    hurdle: str
    limit: Decimal | None


@screen(door="buyer", permission=VIEW)
def approvals(request: Request, actor: Actor) -> HttpResponse:
    """What waits for the reader first, then what waits for others."""
    waiting = [_waiting(actor, order) for order in orders_to_approve(actor)]
    waiting.sort(key=lambda each: bool(each.hurdle))
    credit = credit_for(actor, actor.organisation_id) if actor.organisation_id else []
    context = {
        "waiting": waiting,
        "credit": credit,
        "approves": allows(actor, APPROVE),
        "form": Form.of(request),
    }
    return render(request, "buyer/approvals/page.html", context)


def _waiting(actor: Actor, order: Any) -> Waiting:
    lines = list(order.lines.all())
    hurdle = ""
    if not allows(actor, APPROVE):
        hurdle = "grant"
    elif order.placed_by_id == actor.person_id:
        hurdle = "own"
    elif not allows(actor, APPROVE, order.total):
        hurdle = "limit"
    return Waiting(
        order=order,
        lines=lines[:LINES_SHOWN],
        more=max(len(lines) - LINES_SHOWN, 0),
        hurdle=hurdle,
        limit=actor.grants.get(APPROVE) if APPROVE in actor.grants else None,
    )
