"""Finds invoices: of an order, one by number, and lists: unpaid, overdue."""

from uuid import UUID

from django.db.models import F, Prefetch, QuerySet

from dinghuo.billing.models import Allocation, Invoice, InvoiceLine
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.organisations.queries.today import today

PERMISSION = "billing.see_statements"


def invoices_of(actor: Actor, order_id: UUID) -> list[Invoice]:
    """The invoices of an order the actor may see, oldest first, with lines and what paid them. Raises
    NotAllowed.
    """
    require(actor, PERMISSION)
    return list(_whole(actor).filter(order_id=order_id).order_by("id"))


def invoice(actor: Actor, number: str) -> Invoice:
    """One invoice with lines, allocations and parties. Raises NotAllowed, NotFound."""
    require(actor, PERMISSION)
    found = _whole(actor).filter(number=number).first()
    if found is None:
        raise NotFound(number)
    return found


def invoices(
    actor: Actor,
    need: str = "",
    side: str = "",
    search: str = "",
    buyer_id: UUID | None = None,
    seller_id: UUID | None = None,
    after: str | None = None,
    limit: int | None = None,
) -> Page[Invoice]:
    """The invoices the actor takes part in (the operator: all), newest first.

    `need` is "pay" (something is open) or "overdue" (and should have been paid before today); `side`
    "buyer" or "seller". `search` looks for an invoice's or order's number. Raises NotAllowed.
    """
    require(actor, PERMISSION)
    rows = matching_invoices(actor, need, side, search).select_related("buyer", "seller")
    if buyer_id:
        rows = rows.filter(buyer_id=buyer_id)
    if seller_id:
        rows = rows.filter(seller_id=seller_id)
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    return cut(list(rows.order_by("-id")[: size + 1]), size, lambda row: (row.id,))


def matching_invoices(actor: Actor, need: str = "", side: str = "", search: str = "") -> QuerySet[Invoice]:
    """The invoices of a filter, as `invoices` has them."""
    rows = Invoice.objects.filter(market_id=actor.market_id)
    if need in ("pay", "overdue"):
        rows = rows.filter(allocated__lt=F("total"))
    if need == "overdue":
        rows = rows.filter(due_on__lt=today(actor))
    if side in ("buyer", "seller"):
        rows = rows.filter(**{f"{side}_id": actor.organisation_id})
    if text := search.strip():
        rows = rows.filter(number=text) | rows.filter(order_number=text)
    return rows


def _whole(actor: Actor) -> QuerySet[Invoice]:
    rows = Invoice.objects.filter(market_id=actor.market_id).select_related("order", "buyer", "seller")
    return rows.prefetch_related(
        Prefetch("lines", InvoiceLine.objects.select_related("order_line").order_by("position")),
        Prefetch("allocations", Allocation.objects.select_related("payment").order_by("id")),
    )
