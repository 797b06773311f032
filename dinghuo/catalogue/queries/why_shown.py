"""Says why a buyer sees an article in a storefront, or why not: each set that counts, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, Value

from dinghuo.catalogue.models import Assortment, ShelfRow, Variant
from dinghuo.catalogue.permissions import SAVE_ASSORTMENT
from dinghuo.catalogue.queries.assortment import GoodsSet, range_of, shown_rows
from dinghuo.catalogue.queries.assortments import held_by
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.fields import translated


@dataclass(frozen=True, slots=True)
class SetSays:
    """A set that counts for the buyer. `holds`: the article is in it; None where no article was asked about."""

    key: str
    name: str
    denies: bool
    of_place: bool
    of_buyer: bool
    holds: bool | None


@dataclass(frozen=True, slots=True)
class WhyShown:
    """The sets that count, and the answer about an article: "shown", or why not: "unknown" (no such code), "unlisted"
    (not published, not active, or nobody offers it), "denied", "not-here" (in none of the place's sets), "not-theirs"
    (in none of the buyer's), "no-offer" (each seller is left out by some set). Empty without an article."""

    sets: Sequence[SetSays]
    answer: str = ""
    name: str = ""


def why_shown(actor: Actor, storefront_id: UUID, buyer_id: UUID | None, sku: str = "") -> WhyShown:
    """Explain what a storefront shows to a buyer, and whether and why this article is part of it. Five statements."""
    require(actor, SAVE_ASSORTMENT)
    shown = range_of(actor, storefront_id, buyer_id)
    names = dict.fromkeys((each.key for each in shown.sets), "")
    rows = Assortment.objects.filter(market_id=actor.market_id, key__in=list(names))
    names |= {row.key: translated(row.name, row.names) for row in rows}
    if not sku:
        return WhyShown([_says(each, names, None) for each in shown.sets])
    sku = sku.replace("\0", "")
    variant = Variant.objects.filter(market_id=actor.market_id, sku=sku).first()
    name = translated(variant.name, variant.names) if variant else ""
    held = _held(actor, shown.sets, sku)
    if held is None:
        answer = "unlisted" if variant else "unknown"
        return WhyShown([_says(each, names, None) for each in shown.sets], answer, name)
    says = [_says(each, names, holds) for each, holds in zip(shown.sets, held, strict=True)]
    if shown_rows(actor, shown).filter(sku=sku).exists():
        return WhyShown(says, "shown", name)
    return WhyShown(says, _why_not(shown.sets, held), name)


def _says(each: GoodsSet, names: dict[str, str], holds: bool | None) -> SetSays:
    return SetSays(each.key, names[each.key], each.denies, each.of_place, each.of_buyer, holds)


def _held(actor: Actor, sets: Sequence[GoodsSet], sku: str) -> list[bool] | None:
    """Whether each set holds the article; None if it isn't listed. One statement."""
    columns = {}
    for place, each in enumerate(sets):
        condition = None if each.is_empty else held_by(actor, each)
        columns[f"set_{place}"] = (
            ExpressionWrapper(condition, BooleanField())
            if condition
            else Value(condition is not None, BooleanField())
        )
    rows = ShelfRow.objects.filter(Q(market_id=actor.market_id, sku=sku)).annotate(**columns)
    found = rows.values_list("variant_id", *columns).first()
    return None if found is None else [bool(holds) for holds in found[1:]]


def _why_not(sets: Sequence[GoodsSet], held: Sequence[bool]) -> str:
    both = list(zip(sets, held, strict=True))
    if any(each.denies and holds and not each.seller_ids for each, holds in both):
        return "denied"
    for attached, answer in (("of_place", "not-here"), ("of_buyer", "not-theirs")):
        allowing = [holds for each, holds in both if not each.denies and getattr(each, attached)]
        if allowing and not any(allowing):
            return answer
    return "no-offer"
