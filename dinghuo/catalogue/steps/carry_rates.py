"""Gives a product that is kept the tax rates of one that goes, for the time in which it has none of its own."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.catalogue.models import TaxRate
from dinghuo.catalogue.rules.tax_times import Span, left_of
from dinghuo.catalogue.states import TaxTarget
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.organisations.models import Market


def carry_rates(actor: Actor, merged_id: UUID, kept_id: UUID) -> int:
    """Carry over the rates that are kept for the product itself; where both have one for a region and time, the one of
    what is kept counts. Returns how many came over. One statement where there is none."""
    rates = TaxRate.objects.filter(market_id=actor.market_id, target=TaxTarget.PRODUCT.value)
    if not rates.filter(target_id=merged_id).exists():
        return 0
    # As whoever saves a rate: all rates of a market change one after the other.
    list(Market.objects.select_for_update(no_key=True).filter(id=actor.market_id).values_list("id"))
    theirs, mine = list(rates.filter(target_id=merged_id)), list(rates.filter(target_id=kept_id))
    rates.filter(target_id=merged_id).delete()
    carried = [_at(row, kept_id, span) for row in theirs for span in _free(row, mine)]
    TaxRate.objects.bulk_create(carried)
    return len(carried)


def _free(row: TaxRate, mine: Sequence[TaxRate]) -> list[Span]:
    """What of its time no rate of the same region takes."""
    free = [Span(row.valid.lower, row.valid.upper)]
    for other in mine:
        if other.region_code == row.region_code:
            taken = Span(other.valid.lower, other.valid.upper)
            free = [part for span in free for part in left_of(span, taken)]
    return free


def _at(row: TaxRate, product_id: UUID, span: Span) -> TaxRate:
    return TaxRate(
        id=new_id(),
        market_id=row.market_id,
        target=row.target,
        target_id=product_id,
        region_code=row.region_code,
        rate=row.rate,
        valid=(span.start, span.end),
        note=row.note,
    )
