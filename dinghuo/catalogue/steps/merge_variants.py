"""Makes two articles one: what the catalogue knows of the one that goes is the other's from now on."""

from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef

from dinghuo.catalogue.models import (
    CustomerCode,
    KitPart,
    Merge,
    Offer,
    PackUnit,
    Product,
    ProductLink,
    Variant,
)
from dinghuo.catalogue.queries.merging.pair import Pair, retires_product
from dinghuo.catalogue.states import LinkKind, OfferState, ProductState
from dinghuo.catalogue.steps.carry_rates import carry_rates
from dinghuo.catalogue.steps.carry_terms import carry_terms
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.foundation.actor import Actor


def lock_products(actor: Actor, skus: tuple[str, str]) -> None:
    """Let nobody else change the products of these articles, in the order in which everybody locks them."""
    rows = Product.objects.filter(
        Exists(
            Variant.objects.filter(market_id=actor.market_id, product_id=OuterRef("id"), sku__in=list(skus))
        ),
        market_id=actor.market_id,
    )
    list(rows.select_for_update(no_key=True).order_by("id").values_list("id"))


def merge_variants(actor: Actor, pair: Pair, merge: Merge) -> dict[str, int]:
    """Carry over offers, units, barcode, kits, customers' codes, quantities asked, links and tax rates; retire the
    article and, where it was its product's only one, the product. The products are locked. A constant number of
    statements. Returns how many of each.
    """
    told = {
        "units": _carry_units(actor, pair),
        "offers": _carry_offers(actor, pair),
        "kits": KitPart.objects.filter(market_id=actor.market_id, part=pair.merged).update(part=pair.kept),
        "codes": _carry_codes(actor, pair),
    }
    retires = retires_product(actor, pair)
    told["quantity_terms"], told["terms_left"] = carry_terms(actor, pair, retires)
    Variant.objects.filter(market_id=actor.market_id, id=pair.merged.id).update(is_active=False)
    if retires:
        told["links"] = _retire(actor, pair.merged.product_id, pair.kept.product_id)
        told["tax_rates"] = carry_rates(actor, pair.merged.product_id, pair.kept.product_id)
    # What was merged into the one that goes is found where that went.
    Merge.objects.filter(market_id=actor.market_id, kept=pair.merged).update(kept=pair.kept)
    merge.save(force_insert=True)
    refresh_listings(actor, {pair.kept.product_id, pair.merged.product_id})
    return told


def _carry_units(actor: Actor, pair: Pair) -> int:
    """Units in which only the one that goes is ordered, and barcodes that the other lacks."""
    mine = PackUnit.objects.filter(market_id=actor.market_id, variant=pair.kept)
    theirs = PackUnit.objects.filter(market_id=actor.market_id, variant=pair.merged)
    coded = {row.unit: row.gtin for row in theirs if row.gtin}
    for row in mine.filter(gtin="", unit__in=list(coded)):
        row.gtin = coded[row.unit]
        row.save(update_fields=["gtin"])
    new = [
        PackUnit(
            market_id=actor.market_id,
            variant=pair.kept,
            unit=row.unit,
            factor=row.factor,
            gtin=row.gtin,
            decimals=row.decimals,
            weight_grams=row.weight_grams,
            volume_cubic_cm=row.volume_cubic_cm,
        )
        for row in theirs.filter(unit__in=pair.new_units)
    ]
    PackUnit.objects.bulk_create(new)
    if pair.merged.gtin and not pair.kept.gtin:
        variants = Variant.objects.filter(market_id=actor.market_id)
        variants.filter(id=pair.merged.id).update(gtin="")
        variants.filter(id=pair.kept.id).update(gtin=pair.merged.gtin)
    return len(new)


def _carry_offers(actor: Actor, pair: Pair) -> int:
    mine = Offer.objects.filter(market_id=actor.market_id, variant=pair.kept)
    theirs = Offer.objects.filter(market_id=actor.market_id, variant=pair.merged)
    coming = [offer.seller_id for offer in pair.coming]
    # An offer that its seller ended makes room for the one that comes.
    mine.filter(seller_id__in=coming).delete()
    last = mine.aggregate(last=Max("position"))["last"]
    moved = theirs.filter(seller_id__in=coming).update(
        variant=pair.kept, position=F("position") + (0 if last is None else last + 1)
    )
    theirs.update(state=OfferState.WITHDRAWN.value)
    return moved


def _carry_codes(actor: Actor, pair: Pair) -> int:
    """What customers call the one that goes, where they have no word for the other."""
    mine = CustomerCode.objects.filter(
        market_id=actor.market_id, variant=pair.kept, buyer_id=OuterRef("buyer_id")
    )
    theirs = CustomerCode.objects.filter(~Exists(mine), market_id=actor.market_id, variant=pair.merged)
    return theirs.update(variant=pair.kept)


def _retire(actor: Actor, product_id: UUID, successor_id: UUID) -> int:
    """Withdraw a product, let the other follow it, and give that the links from and to it."""
    links = ProductLink.objects.filter(market_id=actor.market_id)
    known = set(links.filter(product_id=successor_id).values_list("kind", "other_id"))
    carried = [
        ProductLink(
            market_id=actor.market_id,
            product_id=successor_id,
            kind=row.kind,
            other_id=row.other_id,
            rank=100 + row.rank,
        )
        for row in links.filter(product_id=product_id).exclude(other_id=successor_id)
        if (row.kind, row.other_id) not in known
    ]
    ProductLink.objects.bulk_create(carried)
    same = links.filter(other_id=successor_id, product_id=OuterRef("product_id"), kind=OuterRef("kind"))
    pointing = links.filter(~Exists(same), other_id=product_id).exclude(product_id=successor_id)
    moved = pointing.update(other_id=successor_id)
    links.filter(product_id=successor_id, other_id=product_id).delete()
    links.filter(product_id=product_id).delete()
    ProductLink.objects.create(
        market_id=actor.market_id,
        product_id=product_id,
        kind=LinkKind.SUCCESSOR.value,
        other_id=successor_id,
        rank=0,
    )
    Product.objects.filter(market_id=actor.market_id, id=product_id).update(
        state=ProductState.WITHDRAWN.value
    )
    return len(carried) + moved
