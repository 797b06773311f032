"""What can be promised: free stock that hasn't expired and isn't recalled, in warehouses that are open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from dinghuo.catalogue.models import Kit, KitPart, Offer
from dinghuo.catalogue.states import OfferState, ProductKind
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.models import CartHold, DisplayRule, SafetyStock, Stock
from dinghuo.inventory.queries.cart_holds import holds_goods
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.queries.free_balances import free_supply
from dinghuo.inventory.queries.life_needs import needs_of
from dinghuo.inventory.queries.today import today
from dinghuo.inventory.states import Shows

AVAILABLE = beside(__file__)


def available(
    actor: Actor,
    variant_ids: Iterable[UUID],
    seller_id: UUID | None = None,
    buyer_id: UUID | None = None,
) -> dict[tuple[UUID, UUID], Decimal]:
    """The available quantity in base units by (variant, seller), of one seller or of all. What has none is missing.

    For a buyer only what is fresh enough to go there. One statement, and two more where rules of freshness could
    concern the buyer.
    """
    return free_goods(actor, variant_ids, seller_id, buyer_id).quantities


@dataclass(frozen=True, slots=True)
class FreeGoods:
    """Available quantities, and whether anybody in the market has rules about what may be shown of them, and about how
    much a customer may order."""

    quantities: dict[tuple[UUID, UUID], Decimal]
    has_displays: bool
    rations: bool


def free_goods(
    actor: Actor,
    variant_ids: Iterable[UUID],
    seller_id: UUID | None = None,
    buyer_id: UUID | None = None,
) -> FreeGoods:
    """The same for who shows it to a buyer: a market without rules needn't be asked for them."""
    values = {
        "market": actor.market_id,
        "variants": list(variant_ids),
        "seller": seller_id,
        "buyer": buyer_id,
        "today": today(actor),
        "now": now(),
    }
    rows = fetch(AVAILABLE, values)
    goods = [row for row in rows if row[0] is not None]
    has_displays, rations = next((row[-2:] for row in rows if row[0] is None), (False, False))
    free = {(variant_id, owner_id): quantity for variant_id, owner_id, quantity, *_rest in goods}
    if buyer_id is None or not any(row[3] for row in goods):
        return FreeGoods(free, has_displays, rations)
    needs = needs_of(actor, {(owner_id, buyer_id, variant_id) for variant_id, owner_id in free})
    supply = free_supply(actor, {(variant_id, owner_id) for owner_id, _buyer, variant_id in needs})
    for (owner_id, _buyer, variant_id), need in needs.items():
        free[variant_id, owner_id] = supply.free(variant_id, owner_id, need, buyer_id=buyer_id)
    return FreeGoods(free, has_displays, rations)


def in_stock(actor: Actor, storefront_id: UUID, buyer_id: UUID | None = None) -> Exists | Q:
    """A condition for catalogue lists: somebody who says so to the buyer has some of the row's `variant_id`; of a kit,
    enough of each part for one (as ordering/rules/kits.py: available_kits reckons).

    Who hides its stock isn't found by it. Four statements, and two more where anybody hides it.
    """
    hidden = _hiding(actor, storefront_id, buyer_id)
    free = beyond_cart_holds(actor, free_stock(actor), buyer_id)
    if hidden:
        free = free.exclude(owner_id__in=hidden)
    stock = Exists(unkept_stock(actor, free.filter(variant_id=OuterRef("variant_id"))))
    kits = Kit.objects.filter(market_id=actor.market_id)
    if not kits.exists():
        return stock
    is_kit = Exists(kits.filter(variant_id=OuterRef("variant_id")))
    return (stock & ~is_kit) | (is_kit & _enough_parts(actor, free, hidden))


def _hiding(actor: Actor, storefront_id: UUID, buyer_id: UUID | None) -> list[UUID]:
    sellers = DisplayRule.objects.filter(market_id=actor.market_id, shows=Shows.HIDDEN)
    if not sellers.exists():
        return []
    owners = Stock.objects.filter(market_id=actor.market_id).values_list("owner_id", flat=True).distinct()
    asks = {(owner_id, storefront_id, buyer_id) for owner_id in owners}
    displays = Displays(actor, asks)
    return [ask[0] for ask in asks if displays.of(*ask).shows == Shows.HIDDEN]


def _enough_parts(actor: Actor, free: QuerySet[Stock], hidden: Sequence[UUID]) -> Exists:
    """Some seller of the row's kit has enough of each of its parts; services aren't counted."""
    there = free.filter(variant_id=OuterRef("part_id"), owner_id=OuterRef(OuterRef("seller_id")))
    sums = there.order_by().values("variant_id").annotate(free=Sum("unheld"))
    parts = KitPart.objects.filter(market_id=actor.market_id, kit_id=OuterRef("variant_id"), optional=False)
    goods = parts.filter(part__product__kind=ProductKind.GOODS.value)
    short = goods.annotate(free=Subquery(sums.values("free"))).filter(
        Q(free=None) | Q(free__lt=F("quantity"))
    )
    offers = Offer.objects.filter(
        ~Exists(short),
        market_id=actor.market_id,
        variant_id=OuterRef("variant_id"),
        state=OfferState.ACTIVE.value,
    )
    return Exists(offers.exclude(seller_id__in=hidden))


def unkept_stock(actor: Actor, stock: QuerySet[Stock]) -> QuerySet[Any]:
    """The warehouses in which more of an article is free than is kept back: what available.sql counts."""
    kept = SafetyStock.objects.filter(
        market_id=actor.market_id,
        owner_id=OuterRef("owner_id"),
        variant_id=OuterRef("variant_id"),
        warehouse_id=OuterRef("warehouse_id"),
    )
    if not SafetyStock.objects.filter(market_id=actor.market_id).exists():
        return stock
    there = stock.values("variant_id", "owner_id", "warehouse_id").annotate(
        there=Sum("unheld"),
        kept=Coalesce(Subquery(kept.values("quantity")), Decimal(0)),
    )
    return there.filter(there__gt=F("kept"))


def beyond_cart_holds(actor: Actor, stock: QuerySet[Stock], buyer_id: UUID | None) -> QuerySet[Stock]:
    """The balances of which something is left for the buyer beside what others hold at the checkout (`unheld`)."""
    free = F("on_hand") - F("reserved")
    if not holds_goods(actor):
        return stock.annotate(unheld=free)
    others = (
        CartHold.objects.filter(market_id=actor.market_id, stock_id=OuterRef("id"), expires_at__gt=now())
        .exclude(buyer_id=buyer_id)
        .order_by()
        .values("stock_id")
        .annotate(held=Sum("quantity"))
    )
    number = DecimalField(max_digits=18, decimal_places=6)
    held = Coalesce(Subquery(others.values("held"), output_field=number), Decimal(0))
    return stock.annotate(unheld=free - held).filter(unheld__gt=0)


def free_stock(actor: Actor) -> QuerySet[Stock]:
    """The balances that can be promised from; the same as free_balances.sql sees."""
    fresh = Q(expires=None) | Q(expires__gte=today(actor))
    return Stock.objects.filter(
        fresh,
        market_id=actor.market_id,
        on_hand__gt=F("reserved"),
        recalled=False,
        warehouse__is_active=True,
    )
