"""Makes two articles one: one is kept with everybody's terms, the other isn't sold any more and leads to it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from dinghuo.catalogue.errors import NotOneThing
from dinghuo.catalogue.events import VariantsMerged
from dinghuo.catalogue.models import Merge
from dinghuo.catalogue.permissions import MERGE_GOODS
from dinghuo.catalogue.queries.merging.pair import Pair, obstacles, pair_of
from dinghuo.catalogue.steps.merge_variants import lock_products, merge_variants
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.steps.carry_stock import carry_stock
from dinghuo.inventory.steps.carry_supplies import carry_supplies
from dinghuo.ordering.models import CartLine, Order
from dinghuo.ordering.states import ENDED
from dinghuo.ordering.steps.carry_quotas import carry_quotas
from dinghuo.pricing.steps.carry_prices import carry_prices

MOST = 300


@dataclass(frozen=True)
class Merged:
    """What was merged into what, and what came over: numbers of rows, and `stock` in base units."""

    kept: str
    merged: str
    counts: dict[str, int]
    stock: Decimal
    unit: str


def merge_goods(actor: Actor, kept: str, merged: str, why: str = "") -> Merged:
    """Merge the second article into the first (SKUs): its sellers' offers, their prices, what is free of its stock and
    of what is on its way, units, customers' codes, quantities asked, quotas, kits, carts and links are the first's from
    now on. Orders stay as
    they were placed, with what they hold and are promised.

    It can't be undone: both sellers' terms stand beside each other from then on. Merged already into the same article,
    only what has become free since is carried over. Raises NotFound, Invalid, NotOneThing with all that speaks against
    it.
    """
    require(actor, MERGE_GOODS)
    if len(why) > MOST or "\0" in why:
        raise Invalid([Fault("why", "too-long", _("At most %(most)s characters.") % {"most": MOST})])
    with acting(actor):
        lock_products(actor, (kept, merged))
        pair = pair_of(actor, kept, merged)
        done = Merge.objects.filter(market_id=actor.market_id, merged=pair.merged, kept=pair.kept).first()
        if done:
            stock = _carry(actor, pair, done)
            _carry_supplies(actor, pair)
            return Merged(kept, merged, {}, stock, pair.kept.product.base_unit)
        if against := obstacles(actor, pair):
            raise NotOneThing(" ".join(against))
        merge = Merge(
            id=new_id(),
            market_id=actor.market_id,
            kept=pair.kept,
            merged=pair.merged,
            why=why.strip(),
            merged_by=actor.person_name,
        )
        counts = merge_variants(actor, pair, merge)
        counts["prices"] = carry_prices(actor, pair.merged.id, pair.kept.id)
        counts["carts"] = _carry_carts(actor, pair)
        counts["quotas"], counts["quotas_left"] = carry_quotas(actor, pair.merged.id, pair.kept.id)
        stock = _carry(actor, pair, merge)
        counts["supplies"] = _carry_supplies(actor, pair)
        merge.told = {**counts, "stock": plain(stock)}
        merge.save(update_fields=["told"])
        sellers = [offer.seller_id for offer in (*pair.coming, *pair.doubled)]
        data = {
            "kept": kept,
            "kept_id": str(pair.kept.id),
            "merged": merged,
            "name": pair.kept.name,
            "names": pair.kept.names,
            **merge.told,
        }
        record(actor, VariantsMerged(pair.kept.product_id, pair.kept.product.code, sellers, data), why)
        return Merged(kept, merged, counts, stock, pair.kept.product.base_unit)


def _carry(actor: Actor, pair: Pair, merge: Merge) -> Decimal:
    told = _("%(merged)s is %(kept)s.") % {"merged": pair.merged.sku, "kept": pair.kept.sku}
    document = Document("merge", merge.id, pair.merged.sku[:40])
    return carry_stock(actor, pair.merged.id, pair.kept.id, document, told)


def _carry_supplies(actor: Actor, pair: Pair) -> int:
    """What is on its way and promised to nobody; goods that were bought come as they were bought."""
    bought = Order.objects.filter(
        market_id=actor.market_id, lines__variant=pair.merged, lines__market_id=actor.market_id
    )
    staying = set(bought.exclude(state__in=ENDED).values_list("buyer_id", "number"))
    return carry_supplies(actor, pair.merged.id, pair.kept.id, staying)


def _carry_carts(actor: Actor, pair: Pair) -> int:
    """Lines of carts mean what is kept; where a cart has that already, the line stays and is told to be replaced."""
    same = CartLine.objects.filter(
        market_id=actor.market_id,
        cart_id=OuterRef("cart_id"),
        seller_id=OuterRef("seller_id"),
        unit=OuterRef("unit"),
        variant=pair.kept,
    )
    lines = CartLine.objects.filter(~Exists(same), market_id=actor.market_id, variant=pair.merged)
    return lines.update(variant=pair.kept)
