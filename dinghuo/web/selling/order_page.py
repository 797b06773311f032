"""Gathers what the page of an order shows to its seller, and the one thing to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.billing.queries.invoices import invoices_of
from dinghuo.billing.queries.payments import payments_of
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.fields import translated
from dinghuo.foundation.timeline import timeline_of
from dinghuo.fulfilment.queries.shipments import shipments_of
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.ordering import permissions as may
from dinghuo.ordering.actions.confirm_orders import MOST_ORDERS
from dinghuo.ordering.queries.changes import changes_of
from dinghuo.ordering.queries.messages import messages_of
from dinghuo.ordering.queries.order import order as find_order
from dinghuo.ordering.queries.rival_orders import rival_orders
from dinghuo.ordering.queries.sources import Sources, sources_of
from dinghuo.promotions.queries.discounts_of import LineDiscount, OrderDiscount, by_promotion, discounts_of
from dinghuo.web.selling.answer_form import OpenLine, open_lines
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.sharing_form import sharing_address
from dinghuo.web.shared.change_words import ShownChange, shown_changes
from dinghuo.web.shared.event_words import Told, timeline
from dinghuo.web.shared.line_words import Amount, Note, columns_of, line_state, notes_of
from dinghuo.web.shared.order_stages import stages_of
from dinghuo.web.shared.order_words import SELLER, Words, method_words, payment_of, progress_of, state_of
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


@dataclass(frozen=True)
class ShownLine:
    """A line of the order with its quantities in words."""

    line: Any
    picture: str
    columns: Sequence[tuple[str, Amount]]
    notes: Sequence[Note]
    state: Note
    messages: int = 0
    discounts: Sequence[LineDiscount] = ()


@dataclass(frozen=True)
class OrderPage:
    """All that the page shows. `next` is the one thing to do: answer, accept, ship or nothing; `rivals`: how many
    orders want goods that are too few for this one, itself among them, and `sharing` where that is decided."""

    order: Any
    lines: Sequence[ShownLine]
    open: Sequence[OpenLine]
    state: Words
    progress: str
    payment: Words
    terms: str
    stages: Sequence[tuple[str, str]]
    next: str
    told: Sequence[Told]
    messages: Sequence[Any]
    changes: Sequence[ShownChange]
    shipments: Sequence[Any]
    invoices: Sequence[Any]
    payments: Sequence[Any]
    may: dict[str, bool]
    pictures: dict[Any, str]
    trail: Sequence[tuple[str, str]]
    discounts: Sequence[OrderDiscount]
    rivals: int
    sharing: str

    @property
    def open_rows(self) -> list[tuple[OpenLine, str]]:
        """The lines to answer, each with its picture."""
        return [(each, self.pictures.get(each.line.variant_id, "")) for each in self.open]

    @property
    def papers(self) -> list[tuple[str, str]]:
        """What can be printed of the order: kind and words."""
        papers = [("purchase-order", _("Purchase order"))]
        if self.shipments:
            papers.append(("delivery-note", _("Delivery note")))
        if self.invoices:
            papers.append(("invoice", _("Invoice")))
        return papers

    @property
    def line_choices(self) -> list[tuple[int, str]]:
        """The lines, for what a message is about."""
        return [
            (each.line.position, f"{each.line.position}  {translated(each.line.name, each.line.names)}")
            for each in self.lines
        ]


def sold_order(actor: Actor, number: str) -> Any:
    """The order if the actor's house sells it: what it buys elsewhere is behind another door. Raises NotFound."""
    found = find_order(actor, number)
    if found.seller_id != actor.organisation_id:
        raise NotFound(number)
    return found


def order_page(request: Request, actor: Actor, number: str) -> OrderPage:
    """Everything about the order. A constant number of statements for any number of lines. Raises NotFound."""
    found = sold_order(actor, number)
    lines = list(found.lines.all())
    pictures = picture_addresses(actor, [line.variant_id for line in lines])
    sources = sources_of(actor, lines)
    discounts = discounts_of(actor, [found.id] if found.discount else [])
    messages: list[Any] = list(messages_of(actor, found))
    for message in messages:
        message.mine = message.organisation_id == actor.organisation_id
    sees_money = allows(actor, "billing.see_statements")
    allowed = _allowed(actor, found, lines)
    unanswered = open_lines(actor, lines) if allowed["answer"] else []
    rivals = _rivals(actor, found, unanswered)
    return OrderPage(
        order=found,
        lines=[
            _line(
                line,
                pictures.get(line.variant_id, ""),
                messages,
                sources.get(line.id),
                discounts.get(line.id, ()),
            )
            for line in lines
        ],
        open=unanswered,
        state=state_of(found, SELLER),
        progress=progress_of(lines),
        payment=payment_of(found),
        terms=method_words(found.payment_method, found.payment_term_days),
        stages=stages_of(found),
        next=_next(unanswered, allowed),
        told=timeline(timeline_of(actor, found.id), lines),
        messages=messages,
        changes=shown_changes(actor, changes_of(actor, found), found, lines),
        shipments=shipments_of(actor, found.id) if allows(actor, "fulfilment.see_shipments") else [],
        invoices=invoices_of(actor, found.id) if sees_money else [],
        payments=payments_of(actor, found.id) if sees_money else [],
        may=allowed | {"see_money": sees_money},
        pictures=pictures,
        trail=[(here(request, "orders"), _("Orders")), ("", found.number)],
        discounts=by_promotion(discounts, [line.id for line in lines]),
        rivals=len(rivals),
        sharing=sharing_address(request, rivals),
    )


def _rivals(actor: Actor, order: Any, unanswered: Sequence[OpenLine]) -> list[str]:
    """The orders that wait for an answer on goods too few for all of them, this one among them; none if alone."""
    asked = {each.line.variant_id for each in unanswered if each.line.stocked and each.line.counters.pending}
    found = rival_orders(actor, order.seller_id, asked, MOST_ORDERS)
    return found if len(found) > 1 else []


def _line(
    line: Any,
    picture: str,
    messages: Sequence[Any],
    sources: Sources | None,
    discounts: Sequence[LineDiscount],
) -> ShownLine:
    return ShownLine(
        line=line,
        picture=picture,
        columns=columns_of(line),
        notes=notes_of(line, sources),
        state=line_state(line),
        messages=sum(1 for message in messages if message.line_id == line.id),
        discounts=discounts,
    )


def _allowed(actor: Actor, order: Any, lines: Sequence[Any]) -> dict[str, bool]:
    agreed = order.approval not in ("pending", "refused")
    open_units = any(line.counters.unshipped for line in lines)
    return {
        "answer": agreed and allows(actor, may.CONFIRM),
        "ship": agreed
        and any(line.counters.to_ship for line in lines)
        and allows(actor, "fulfilment.ship_order"),
        "cancel": open_units and allows(actor, may.CANCEL),
        "change": open_units and agreed and allows(actor, may.CHANGE),
        "answer_change": allows(actor, may.CHANGE),
        "message": allows(actor, may.MESSAGE),
        "see_routing": allows(actor, SEE_STOCK),
    }


def _next(unanswered: Sequence[OpenLine], allowed: dict[str, bool]) -> str:
    pending = [each for each in unanswered if each.line.counters.pending]
    if pending:
        # One press answers everything only where everything is there.
        return "answer" if any(each.short for each in pending) else "accept"
    if allowed["ship"]:
        return "ship"
    return "answer" if unanswered else "nothing"
