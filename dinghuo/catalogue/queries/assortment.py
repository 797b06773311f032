"""What a storefront shows, as conditions on the shelf: one definition for lists, search, orders and everything else."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from dinghuo.catalogue.models import AssortmentItem, Offer
from dinghuo.catalogue.rules.search_text import after_prefix
from dinghuo.catalogue.states import OfferState
from dinghuo.foundation.actor import Actor


@dataclass(frozen=True)
class Range:
    """What a storefront shows: paths of categories, brands and products (all empty: everything), and whose offers
    count (none named: everybody's)."""

    paths: list[str] = field(default_factory=list)
    brand_ids: list[UUID] = field(default_factory=list)
    product_ids: list[UUID] = field(default_factory=list)
    seller_ids: list[UUID] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """True if it shows everything that is offered."""
        return not (self.paths or self.brand_ids or self.product_ids or self.seller_ids)

    def condition(self, actor: Actor) -> Q:
        """The condition on shelf rows."""
        goods = Q()
        for path in self.paths:
            goods |= below(path)
        if self.brand_ids:
            goods |= Q(brand_id__in=self.brand_ids)
        if self.product_ids:
            goods |= Q(product_id__in=self.product_ids)
        if self.seller_ids:
            goods &= Q(Exists(self._offers(actor)))
        return goods

    def _offers(self, actor: Actor) -> QuerySet[Offer]:
        return Offer.objects.filter(
            market_id=actor.market_id,
            variant_id=OuterRef("variant_id"),
            seller_id__in=self.seller_ids,
            state=OfferState.ACTIVE.value,
        )


def below(path: str) -> Q:
    """The rows of a category and of all its descendants, as a range of the index."""
    return Q(category_path__gte=path, category_path__lt=after_prefix(path))


def range_of(actor: Actor, storefront_id: UUID | None) -> Range:
    """The range of a storefront; everything without one, or where it has no assortment. One statement."""
    shown = Range()
    if storefront_id is None:
        return shown
    items = AssortmentItem.objects.filter(
        market_id=actor.market_id,
        assortment__market_id=actor.market_id,
        assortment__storefront_id=storefront_id,
    )
    for path, *ids in items.values_list("category__path", "brand_id", "product_id", "seller_id"):
        if path is not None:
            shown.paths.append(path)
        for found, kept in zip(ids, (shown.brand_ids, shown.product_ids, shown.seller_ids), strict=True):
            if found is not None:
                kept.append(found)
    return shown
