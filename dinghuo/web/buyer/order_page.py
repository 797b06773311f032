"""Gathers what the page of one order shows, and the one thing to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.billing.queries.invoices import invoices_of
from dinghuo.billing.queries.payments import payments_of
from dinghuo.catalogue.queries.wording import own_codes
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.fields import translated
from dinghuo.foundation.timeline import timeline_of
from dinghuo.fulfilment.queries.shipments import shipments_of
from dinghuo.ordering import permissions as may
from dinghuo.ordering.queries.changes import changes_of
from dinghuo.ordering.queries.messages import messages_of
from dinghuo.ordering.queries.order import order as find_order
from dinghuo.ordering.queries.sources import Sources, sources_of
from dinghuo.organisations.queries.addresses import written_address
from dinghuo.promotions.queries.discounts_of import LineDiscount, OrderDiscount, by_promotion, discounts_of
from dinghuo.web.shared.change_words import ShownChange, shown_changes
from dinghuo.web.shared.event_words import Told, timeline
from dinghuo.web.shared.line_words import Amount, Note, columns_of, line_state, notes_of
from dinghuo.web.shared.order_stages import stages_of
from dinghuo.web.shared.order_words import Words, method_words, payment_of, progress_of, state_of
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.price_words import Rule, rules_of


@dataclass(frozen=True)
class ShownLine:
    """A line of the order with its quantities in words."""

    line: Any
    picture: str
    columns: Sequence[tuple[str, Amount]]
    notes: Sequence[Note]
    state: Note
    rules: Sequence[Rule]
    messages: int = 0
    own_code: str = ""
    discounts: Sequence[LineDiscount] = ()


@dataclass(frozen=True)
class NextStep:
    """The one thing the reader can do next: where it leads, its words, and the hint beside it."""

    kind: str
    href: str = ""
    words: str = ""


@dataclass(frozen=True)
class OrderPage:
    """All that the page shows."""

    order: Any
    lines: Sequence[ShownLine]
    state: Words
    progress: str
    payment: Words
    terms: str
    stages: Sequence[tuple[str, str]]
    next: NextStep
    told: Sequence[Told]
    messages: Sequence[tuple[Any, bool]]
    changes: Sequence[ShownChange]
    shipments: Sequence[Any]
    invoices: Sequence[Any]
    payments: Sequence[Any]
    may: dict[str, bool]
    papers: Sequence[tuple[str, str]]
    discounts: Sequence[OrderDiscount]

    @property
    def address(self) -> str:
        """Where the goods go, in one line."""
        return written_address(self.order.delivery_address)

    @property
    def answered(self) -> bool:
        """True once the seller has confirmed something: cancelling then asks it first."""
        return any(each.line.confirmed for each in self.lines)

    @property
    def line_choices(self) -> list[tuple[int, str]]:
        """The lines, for what a message is about."""
        return [
            (each.line.position, f"{each.line.position}  {translated(each.line.name, each.line.names)}")
            for each in self.lines
        ]

    @property
    def trail(self) -> list[tuple[str, str]]:
        """Where the page stands."""
        return [(reverse("buyer:orders"), _("Orders")), ("", self.order.number)]


def order_page(actor: Actor, number: str) -> OrderPage:
    """Everything about the order. A constant number of statements for any number of lines. Raises NotFound."""
    found = find_order(actor, number)
    if found.buyer_id != actor.organisation_id:
        # What the house sells is behind another door.
        raise NotFound(number)
    lines = list(found.lines.all())
    pictures = picture_addresses(actor, [line.variant_id for line in lines])
    codes = own_codes(actor, found.buyer_id, [line.variant_id for line in lines])
    sources = sources_of(actor, lines)
    discounts = discounts_of(actor, [found.id] if found.discount else [])
    messages = messages_of(actor, found)
    shipments = shipments_of(actor, found.id) if allows(actor, "fulfilment.see_shipments") else []
    sees_money = allows(actor, "billing.see_statements")
    allowed = _allowed(actor, found, lines)
    return OrderPage(
        order=found,
        lines=[
            _line(
                line,
                pictures.get(line.variant_id, ""),
                messages,
                codes.get(line.variant_id, ""),
                sources.get(line.id),
                discounts.get(line.id, ()),
            )
            for line in lines
        ],
        state=state_of(found, may_approve=allowed["approve"]),
        progress=progress_of(lines),
        payment=payment_of(found),
        terms=method_words(found.payment_method, found.payment_term_days),
        stages=stages_of(found),
        next=_next(found, shipments, allowed),
        told=timeline(timeline_of(actor, found.id), lines),
        messages=[(message, message.organisation_id == actor.organisation_id) for message in messages],
        changes=shown_changes(actor, changes_of(actor, found), found, lines),
        shipments=shipments,
        invoices=invoices_of(actor, found.id) if sees_money else [],
        payments=payments_of(actor, found.id) if sees_money else [],
        may=allowed,
        papers=_papers(shipments),
        discounts=by_promotion(discounts, [line.id for line in lines]),
    )


def _line(
    line: Any,
    picture: str,
    messages: Sequence[Any],
    own_code: str,
    sources: Sources | None,
    discounts: Sequence[LineDiscount],
) -> ShownLine:
    return ShownLine(
        line=line,
        picture=picture,
        columns=columns_of(line),
        notes=notes_of(line, sources),
        state=line_state(line),
        rules=rules_of(line.explanation),
        messages=sum(1 for message in messages if message.line_id == line.id),
        own_code=own_code,
        discounts=discounts,
    )


def _allowed(actor: Actor, order: Any, lines: Sequence[Any]) -> dict[str, bool]:
    own = order.buyer_id == actor.organisation_id
    pending = order.approval == "pending"
    open_units = any(line.counters.unshipped for line in lines)
    owed = order.payable > order.paid and order.state not in ("cancelled", "refused")
    return {
        "approve": own
        and pending
        and allows(actor, may.APPROVE, order.total)
        and order.placed_by_id != actor.person_id,
        "cancel": own and open_units and not order.cancel_requested and allows(actor, may.CANCEL),
        "change": own and open_units and not pending and allows(actor, may.CHANGE),
        "message": allows(actor, may.MESSAGE),
        "again": allows(actor, may.PLACE),
        "receive": own and allows(actor, "fulfilment.receive_shipment"),
        "pay": own and owed and allows(actor, "billing.report_payment"),
    }


def _papers(shipments: Sequence[Any]) -> list[tuple[str, str]]:
    papers = [("purchase-order", _("Purchase order"))]
    if shipments:
        papers.append(("delivery-note", _("Delivery note")))
    if any(shipment.receipts.all() for shipment in shipments):
        papers.append(("invoice", _("Invoice")))
    return papers


def _next(order: Any, shipments: Sequence[Any], allowed: dict[str, bool]) -> NextStep:
    underway = [each for each in shipments if each.state in ("in_transit", "partly_received")]
    if allowed["approve"]:
        return NextStep("approve")
    if underway and allowed["receive"]:
        words = (
            _("Receive goods")
            if len(underway) == 1
            else _("Receive %(count)s shipments") % {"count": len(underway)}
        )
        return NextStep("receive", reverse("buyer:receipt", args=[underway[0].number]), words)
    if allowed["pay"] and order.delivery_state == "received":
        return NextStep("pay", reverse("buyer:pay", args=[order.number]), _("Report a payment"))
    return NextStep("nothing")
