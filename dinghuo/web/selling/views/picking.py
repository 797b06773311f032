"""The pick list: what to take from the shelves for the orders to ship, on paper or order by order with a scanner."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import translated
from dinghuo.fulfilment.actions.ship_order import PERMISSION
from dinghuo.fulfilment.queries.kept_orders import kept_orders
from dinghuo.fulfilment.queries.lines_to_ship import lines_to_ship
from dinghuo.fulfilment.queries.pickings import kept_pickings, open_pickings
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.line_words import Amount, in_unit
from dinghuo.web.shared.session import Request

#: Lines on one list; more than a person picks in a round.
MOST_LINES = 500


@dataclass
class Pick:
    """One article to take: how much in all, and for which orders."""

    line: Any
    total: Decimal = Decimal(0)
    parts: list[tuple[str, str, Amount]] = field(default_factory=list)

    @property
    def amount(self) -> Amount:
        """All of it in the unit it was ordered in, if that comes out even."""
        return in_unit(self.line, self.total)


def pick_list(request: Request, actor: Actor) -> HttpResponse:
    """What is confirmed and not shipped, by article; of the orders named by `order`, or of all."""
    wanted = set(request.GET.getlist("order"))
    lines = [
        line
        for line in lines_to_ship(actor, limit=MOST_LINES).items
        # Services come from no shelf.
        if line.stocked and (not wanted or line.order.number in wanted)
    ]
    picks: dict[str, Pick] = {}
    by_order: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        pick = picks.setdefault(line.sku, Pick(line))
        ready, buyer = line.counters.to_ship, line.order.buyer
        pick.total += ready
        pick.parts.append((line.order.number, translated(buyer.name, buyer.names), in_unit(line, ready)))
        by_order[line.order.number] += 1
    form = Form.of(request, {"order": wanted.copy().pop() if len(wanted) == 1 else ""})
    context = {
        "form": form,
        "underway": open_pickings(actor),
        "kept": kept_orders(actor),
        "kept_underway": kept_pickings(actor),
        "may_pick": allows(actor, PERMISSION),
        "taken": getattr(request.refusal, "type", "") == "already-picking",
        "picks": [picks[sku] for sku in sorted(picks)],
        "orders": sorted(by_order.items()),
        "at": now(),
        "cut": len(lines) == MOST_LINES,
    }
    return render(request, "selling/shipments/pick_list.html", context)
