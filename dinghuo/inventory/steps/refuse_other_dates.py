"""Says that a count gives a lot another expiry date than it has."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid
from dinghuo.inventory.models import Lot, Stock, StockDocument, StockDocumentLine
from dinghuo.inventory.steps.refuse_outcomes import other_date


def refuse_other_dates(actor: Actor, document: StockDocument, lines: Sequence[StockDocumentLine]) -> None:
    """Raise Invalid for every lot that is dated otherwise, wherever its goods lie. Two statements, none where no line
    tells a date."""
    dated = [line for line in lines if line.lot and line.expires]
    if not dated:
        return
    of = {
        "market_id": actor.market_id,
        "owner_id": document.owner_id,
        "variant_id__in": {line.variant_id for line in dated},
        "lot__in": {line.lot for line in dated},
        "expires__isnull": False,
    }
    columns = ("variant_id", "lot", "expires")
    # Balances from before there were lots know their date themselves.
    rows = chain(
        Lot.objects.filter(**of).values_list(*columns), Stock.objects.filter(**of).values_list(*columns)
    )
    known: dict[tuple[UUID, str], set[date]] = {}
    for variant_id, lot, expires in rows:
        known.setdefault((variant_id, lot), set()).add(expires)
    faults = [
        other_date(line, min(days))
        for line in dated
        if (days := known.get((line.variant_id, line.lot))) and line.expires not in days
    ]
    if faults:
        raise Invalid(faults)
