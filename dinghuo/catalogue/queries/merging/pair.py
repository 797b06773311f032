"""Two articles that may be one: what they are, and what speaks against merging them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from dinghuo.catalogue.models import AssortmentItem, Kit, KitPart, Merge, Offer, PackUnit, Product, Variant
from dinghuo.catalogue.states import OfferState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.quantity import plain


@dataclass(frozen=True)
class Packed:
    """A unit of an article."""

    factor: Decimal
    decimals: int


@dataclass(frozen=True)
class Pair:
    """The article that is kept and the one that goes, each with its units, its sellers' offers and its product."""

    kept: Variant
    merged: Variant
    kept_packs: Mapping[str, Packed]
    merged_packs: Mapping[str, Packed]
    kept_offers: Mapping[UUID, Offer]
    merged_offers: Mapping[UUID, Offer]

    @property
    def new_units(self) -> Sequence[str]:
        """Units that only the one that goes has."""
        return [unit for unit in self.merged_packs if unit not in self.kept_packs]

    @property
    def coming(self) -> Sequence[Offer]:
        """Offers of sellers that don't offer what is kept: they come over."""
        return [offer for seller, offer in self.merged_offers.items() if seller not in self.kept_offers]

    @property
    def doubled(self) -> Sequence[Offer]:
        """Offers of sellers that offer both: what they say of the one that is kept stays."""
        return [offer for seller, offer in self.merged_offers.items() if seller in self.kept_offers]


def pair_of(actor: Actor, kept: str, merged: str) -> Pair:
    """The two articles by SKU. Raises NotFound for either. Five statements."""
    rows = Variant.objects.filter(
        market_id=actor.market_id, sku__in=[sku.replace("\0", "") for sku in (kept, merged)]
    )
    found = {row.sku: row for row in rows.select_related("product__category", "product__brand")}
    for sku in (kept, merged):
        if sku not in found:
            raise NotFound(sku)
    return Pair(
        found[kept],
        found[merged],
        _packs(actor, found[kept]),
        _packs(actor, found[merged]),
        _offers(actor, found[kept]),
        _offers(actor, found[merged]),
    )


def _packs(actor: Actor, variant: Variant) -> dict[str, Packed]:
    rows = PackUnit.objects.filter(market_id=actor.market_id, variant=variant).order_by("factor", "unit")
    return {row.unit: Packed(row.factor, row.decimals) for row in rows}


def _offers(actor: Actor, variant: Variant) -> dict[UUID, Offer]:
    rows = Offer.objects.filter(
        market_id=actor.market_id, variant=variant, state=OfferState.ACTIVE.value
    ).select_related("seller")
    return {row.seller_id: row for row in rows.order_by("position", "id")}


def obstacles(actor: Actor, pair: Pair) -> list[str]:
    """Why the two can't be merged, in words; empty where nothing speaks against it. Three statements."""
    kept, merged = pair.kept, pair.merged
    if kept.id == merged.id:
        return [_("Name two articles, not one twice.")]
    told = []
    gone = Merge.objects.filter(Q(merged=kept) | Q(merged=merged), market_id=actor.market_id)
    for sku, other in gone.values_list("merged__sku", "kept__sku"):
        told.append(_("%(sku)s was merged into %(kept)s already.") % {"sku": sku, "kept": other})
    if not kept.is_active or kept.product.state != "published":
        told.append(_("%(sku)s isn’t on sale: keep the one that is.") % {"sku": kept.sku})
    if kept.product.kind != merged.product.kind:
        told.append(_("One is goods, the other a service."))
    if kept.product.base_unit != merged.product.base_unit:
        told.append(
            _("%(kept)s counts in %(unit)s, %(merged)s in %(other)s.")
            % {
                "kept": kept.sku,
                "unit": kept.product.base_unit,
                "merged": merged.sku,
                "other": merged.product.base_unit,
            }
        )
    told += _packed_otherwise(pair)
    kits = Kit.objects.filter(market_id=actor.market_id, variant_id__in=[kept.id, merged.id])
    for sku in kits.values_list("variant__sku", flat=True):
        told.append(_("%(sku)s is a kit: kits aren’t merged.") % {"sku": sku})
    both = KitPart.objects.filter(market_id=actor.market_id, part=merged, kit__parts__part=kept)
    for sku in both.values_list("kit__sku", flat=True).distinct():
        told.append(_("The kit %(sku)s is made of both.") % {"sku": sku})
    return told


def _packed_otherwise(pair: Pair) -> list[str]:
    told = []
    for unit, mine in pair.kept_packs.items():
        other = pair.merged_packs.get(unit)
        if other and other.factor != mine.factor:
            told.append(
                _("%(unit)s is %(kept)s of the one and %(merged)s of the other: it would mean two things.")
                % {"unit": unit, "kept": plain(mine.factor), "merged": plain(other.factor)}
            )
        elif other and other.decimals > mine.decimals:
            told.append(
                _("%(sku)s is divided further than %(kept)s.")
                % {"sku": pair.merged.sku, "kept": pair.kept.sku}
            )
    return told


def retires_product(actor: Actor, pair: Pair) -> bool:
    """Whether the product of the one that goes has no other article: then it goes with it. One statement."""
    siblings = Variant.objects.filter(
        market_id=actor.market_id, product_id=pair.merged.product_id, is_active=True
    )
    return pair.merged.product_id != pair.kept.product_id and not siblings.exclude(id=pair.merged.id).exists()


def naming_sets(actor: Actor, product: Product) -> Sequence[str]:
    """The names of assortments that name the product itself: nobody can tell whether they mean the other too."""
    rows = AssortmentItem.objects.filter(market_id=actor.market_id, product=product)
    return list(rows.order_by("assortment__name").values_list("assortment__name", flat=True).distinct())
