"""Finds payments: of an order, one by number, and lists: those to claim."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from dinghuo.billing.models import Allocation, Payment
from dinghuo.billing.states import PaymentState
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor

PERMISSION = "billing.see_statements"


def payments_of(actor: Actor, order_id: UUID) -> list[Payment]:
    """The payments for an order the actor may see, oldest first, with the invoices they paid. Raises
    NotAllowed.
    """
    require(actor, PERMISSION)
    return list(_rows(actor).filter(order_id=order_id).order_by("id"))


def payment(actor: Actor, number: str) -> Payment:
    """One payment with the invoices it paid. Raises NotAllowed, NotFound."""
    require(actor, PERMISSION)
    found = _rows(actor).filter(number=number).select_related("order", "buyer", "seller").first()
    if found is None:
        raise NotFound(number)
    return found


def payments(
    actor: Actor,
    state: str = "",
    side: str = "",
    search: str = "",
    after: str | None = None,
    limit: int | None = None,
) -> Page[Payment]:
    """The payments the actor takes part in (the operator: all), newest first; "reported" are those to claim.

    `side` is "buyer" or "seller"; `search` looks for a payment's, order's or bank's reference. Raises
    NotAllowed.
    """
    require(actor, PERMISSION)
    rows = matching_payments(_rows(actor), actor, state, side, search).select_related("buyer", "seller")
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    return cut(list(rows.order_by("-id")[: size + 1]), size, lambda row: (row.id,))


def matching_payments(
    rows: QuerySet[Payment], actor: Actor, state: str = "", side: str = "", search: str = ""
) -> QuerySet[Payment]:
    """Those of these payments that a filter leaves, as `payments` has them."""
    if state in list(PaymentState):
        rows = rows.filter(state=state)
    if side in ("buyer", "seller"):
        rows = rows.filter(**{f"{side}_id": actor.organisation_id})
    if text := search.strip():
        rows = rows.filter(number=text) | rows.filter(order_number=text) | rows.filter(reference=text)
    return rows


def count_to_claim(actor: Actor, at_most: int = 1000) -> int:
    """How many reported payments wait to be claimed by the actor's house (the operator: by anybody)."""
    require(actor, PERMISSION)
    rows = Payment.objects.filter(market_id=actor.market_id, state=PaymentState.REPORTED)
    if actor.scope != "market":
        rows = rows.filter(seller_id=actor.organisation_id)
    return rows.values("id")[:at_most].count()


def _rows(actor: Actor) -> QuerySet[Payment]:
    return Payment.objects.filter(market_id=actor.market_id).prefetch_related(
        Prefetch("allocations", Allocation.objects.select_related("invoice").order_by("id"))
    )
