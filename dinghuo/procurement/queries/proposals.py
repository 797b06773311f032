"""The proposals of a house, and one of them with what has come of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from dinghuo.foundation.actor import Actor, allows, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.fulfilment.models import Shipment
from dinghuo.fulfilment.queries.shipments import shipments_of
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import VIEW
from dinghuo.procurement.models import Proposal, ProposalLine
from dinghuo.procurement.permissions import SEE
from dinghuo.procurement.states import ProposalState


@dataclass(frozen=True)
class ProposalPage:
    """A proposal with its lines; once ordered, with the order, its lines by variant, and what is on its way."""

    proposal: Proposal
    lines: Sequence[ProposalLine]
    order: Order | None = None
    order_lines: dict[UUID, OrderLine] = field(default_factory=dict)
    shipments: Sequence[Shipment] = ()


def proposals(
    actor: Actor, state: str = "", after: str | None = None, limit: int | None = None
) -> Page[Proposal]:
    """The actor's own (the operator's people: everybody's), newest first, each with its number of lines that order
    something (`line_count`). One statement."""
    require(actor, SEE)
    size = bounded(limit)
    rows = _mine(actor).annotate(line_count=Count("lines", filter=Q(lines__quantity__gt=0)))
    if state:
        rows = rows.filter(state=state)
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    return cut(list(rows.order_by("-id")[: size + 1]), size, lambda row: (row.id,))


def proposal(actor: Actor, number: str) -> ProposalPage:
    """One proposal. Raises NotFound for somebody else's. At most eight statements."""
    require(actor, SEE)
    found = _mine(actor).filter(number=number).first()
    if found is None:
        raise NotFound(number)
    rows = ProposalLine.objects.filter(market_id=actor.market_id, proposal=found)
    lines = list(rows.select_related("variant__product").order_by("position"))
    if found.state != ProposalState.ORDERED or not allows(actor, VIEW):
        return ProposalPage(found, lines)
    order = Order.objects.filter(market_id=actor.market_id, number=found.order_number).first()
    if order is None:
        return ProposalPage(found, lines)
    ordered = OrderLine.objects.filter(market_id=actor.market_id, order=order).order_by("position")
    by_variant = {line.variant_id: line for line in ordered}
    return ProposalPage(found, lines, order, by_variant, shipments_of(actor, order.id))


def open_proposals(actor: Actor) -> int:
    """How many wait to be ordered. One statement."""
    require(actor, SEE)
    return _mine(actor).filter(state=ProposalState.OPEN.value).count()


def proposal_of_order(actor: Actor, order_number: str) -> str:
    """The number of the proposal that became this order; empty where none did. One statement."""
    require(actor, SEE)
    found = _mine(actor).filter(order_number=order_number) if order_number else _mine(actor).none()
    return found.values_list("number", flat=True).first() or ""


def _mine(actor: Actor) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(market_id=actor.market_id).select_related("owner", "seller", "warehouse")
    return rows if actor.scope == "market" else rows.filter(owner_id=actor.organisation_id)
