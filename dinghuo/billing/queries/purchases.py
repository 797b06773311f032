"""What buyers have bought in a time: accepted and invoiced goods, without freight and fees."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Sum

from dinghuo.billing.models import Invoice
from dinghuo.foundation.actor import Actor
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.states import OrganisationStatus, Part


def purchases(
    actor: Actor, since: datetime, currency: str, buyers: Iterable[UUID] | None = None
) -> dict[UUID, Decimal]:
    """Of each active buyer (or of these), what was invoiced since an instant in a currency, tax included; or zero.

    An invoice is what a receipt accepted, so what was rejected or is on its way doesn't count. Two statements.
    """
    rows = Invoice.objects.filter(market_id=actor.market_id, currency=currency, issued_at__gte=since)
    known = Organisation.objects.filter(
        market_id=actor.market_id, parts__contains=[Part.BUYER], status=OrganisationStatus.ACTIVE
    )
    if buyers is not None:
        wanted = list(buyers)
        rows, known = rows.filter(buyer_id__in=wanted), known.filter(id__in=wanted)
    sums = rows.values("buyer_id").annotate(goods=Sum(F("total") - F("freight") - F("fee")))
    found = {row["buyer_id"]: row["goods"] for row in sums.order_by()}
    return {buyer: found.get(buyer, Decimal(0)) for buyer in known.values_list("id", flat=True)}
