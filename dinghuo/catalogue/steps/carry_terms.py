"""Gives an article that is kept what sellers ask of whom of the one that goes, where it has no such term of its own."""

from dinghuo.catalogue.models import QuantityTerm
from dinghuo.catalogue.queries.merging.kept_terms import ASKED, kept_terms, terms_of_merged
from dinghuo.catalogue.queries.merging.pair import Pair
from dinghuo.catalogue.states import TermTarget
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id


def carry_terms(actor: Actor, pair: Pair, retires: bool) -> tuple[int, int]:
    """Carry them over; where both say something of the same customers and storefront, what is kept stays as it is.
    Returns how many came over, and how many differed. One statement where there is none, two more where there are."""
    found = kept_terms(actor, pair, retires)
    if not (found.coming or found.other):
        return 0, 0
    made = [_at(row, pair) for row in found.coming]
    # Somebody may save the same term at this moment: then that one counts.
    QuantityTerm.objects.bulk_create(made, ignore_conflicts=True)
    terms_of_merged(actor, pair, retires).delete()
    return len(made), len(found.other)


def _at(row: QuantityTerm, pair: Pair) -> QuantityTerm:
    of_variant = row.target == TermTarget.VARIANT.value
    return QuantityTerm(
        id=new_id(),
        market_id=row.market_id,
        seller_id=row.seller_id,
        target=row.target,
        target_id=pair.kept.id if of_variant else pair.kept.product_id,
        whom=row.whom,
        whom_id=row.whom_id,
        storefront_id=row.storefront_id,
        **{name: getattr(row, name) for name in ASKED},
    )
