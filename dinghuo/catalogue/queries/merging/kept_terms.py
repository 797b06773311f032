"""What sellers ask of whom of an article that goes, beside what they ask of the one that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from dinghuo.catalogue.models import QuantityTerm
from dinghuo.catalogue.queries.merging.pair import Pair
from dinghuo.catalogue.queries.quantity_terms import TermLine, lines_of
from dinghuo.catalogue.states import TermTarget
from dinghuo.foundation.actor import Actor

ASKED = ("minimum", "multiple", "soft", "fee", "fee_tax_rate", "note")
Slot = tuple[str, UUID, UUID, UUID | None]


@dataclass(frozen=True, slots=True)
class KeptTerms:
    """`coming`: terms that what is kept has none of. `other`: those that say another thing than its own of the same
    customers and storefront, with that one: its own counts."""

    coming: Sequence[QuantityTerm]
    other: Sequence[tuple[QuantityTerm, QuantityTerm]]


def kept_terms(actor: Actor, pair: Pair, retires: bool) -> KeptTerms:
    """Of the article itself, and of its product where that goes with it. One statement."""
    theirs, mine = [], {}
    for row in _rows(actor, pair, retires).select_related("seller", "storefront").order_by("id"):
        if row.target_id in (pair.merged.id, pair.merged.product_id):
            theirs.append(row)
        else:
            mine[_slot(row)] = row
    coming = [row for row in theirs if _slot(row) not in mine]
    both = [(row, mine[_slot(row)]) for row in theirs if _slot(row) in mine]
    return KeptTerms(coming, [(one, own) for one, own in both if _asks(one) != _asks(own)])


def terms_of_merged(actor: Actor, pair: Pair, retires: bool) -> QuerySet[QuantityTerm]:
    """The terms that are of what goes."""
    return _rows(actor, pair, retires).filter(target_id__in=[pair.merged.id, pair.merged.product_id])


def told_terms(actor: Actor, found: KeptTerms) -> list[tuple[TermLine, TermLine]]:
    """The differing ones with what they name. Three statements at most; none where nothing differs."""
    lines = lines_of(actor, [row for both in found.other for row in both])
    return list(zip(lines[::2], lines[1::2], strict=True))


def _rows(actor: Actor, pair: Pair, retires: bool) -> QuerySet[QuantityTerm]:
    of = Q(target=TermTarget.VARIANT.value, target_id__in=[pair.merged.id, pair.kept.id])
    if retires and pair.merged.product_id != pair.kept.product_id:
        ids = [pair.merged.product_id, pair.kept.product_id]
        of |= Q(target=TermTarget.PRODUCT.value, target_id__in=ids)
    return QuantityTerm.objects.filter(of, market_id=actor.market_id)


def _slot(row: QuantityTerm) -> Slot:
    return row.target, row.seller_id, row.whom_id, row.storefront_id


def _asks(row: QuantityTerm) -> list[object]:
    return [getattr(row, name) for name in ASKED]
