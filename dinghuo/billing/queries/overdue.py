"""Says who owes what that should have been paid: the open and overdue amounts, pair by pair."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, DecimalField, F, Min, Q, Sum
from django.db.models.functions import Coalesce

from dinghuo.billing.models import Invoice
from dinghuo.foundation.actor import Actor, require
from dinghuo.organisations.queries.today import today

OPEN = F("total") - F("allocated")


@dataclass(frozen=True)
class Owed:
    """What a buyer owes a seller in a currency: open at all, and overdue, with the first day it was due."""

    seller_id: UUID
    seller_name: str
    seller_names: Mapping[str, str]
    buyer_id: UUID
    buyer_name: str
    buyer_names: Mapping[str, str]
    currency: str
    open: Decimal
    overdue: Decimal
    overdue_invoices: int
    since: date | None


def owed(actor: Actor, overdue_only: bool = False, day: date | None = None) -> list[Owed]:
    """Every pair of which the actor may see unpaid invoices, the largest overdue amount first. Raises
    NotAllowed.

    `day` (default: today in the market's zone) is the day on which it is asked.
    """
    require(actor, "billing.see_statements")
    late = Q(due_on__lt=day or today(actor))
    rows = (
        Invoice.objects.filter(market_id=actor.market_id, allocated__lt=F("total"))
        .values(
            *("seller_id", "seller__name", "seller__names", "buyer_id", "buyer__name", "buyer__names"),
            "currency",
        )
        .annotate(
            open=Sum(OPEN),
            overdue=Coalesce(Sum(OPEN, filter=late), Decimal(0), output_field=DecimalField()),
            overdue_invoices=Count("id", filter=late),
            since=Min("due_on", filter=late),
        )
    )
    if overdue_only:
        rows = rows.filter(overdue_invoices__gt=0)
    return [
        Owed(
            seller_id=row["seller_id"],
            seller_name=row["seller__name"],
            seller_names=row["seller__names"],
            buyer_id=row["buyer_id"],
            buyer_name=row["buyer__name"],
            buyer_names=row["buyer__names"],
            currency=row["currency"],
            open=row["open"],
            overdue=row["overdue"],
            overdue_invoices=row["overdue_invoices"],
            since=row["since"],
        )
        for row in rows.order_by("-overdue", "-open", "buyer_id", "seller_id")
    ]
