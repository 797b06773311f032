"""Markets with goods, straight into the tables: for tests of what stands above them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.models import Category, Offer, PackUnit, Product, Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock, Warehouse
from dinghuo.organisations.models import Market, Organisation, Storefront


def make_market() -> Actor:
    """A market of its own; returns its system actor."""
    actor = Actor.system(new_id())
    with acting(actor):
        Market.objects.create(
            id=actor.market_id,
            market_id=actor.market_id,
            key=actor.market_id.hex[-12:],
            name="A market",
            currency="CNY",
            languages=["zh-hans", "en"],
        )
    return actor


def make_organisation(actor: Actor, code: str, *parts: str) -> Organisation:
    """A company that takes these parts (supplier if none is named)."""
    with acting(actor):
        return Organisation.objects.create(
            market_id=actor.market_id, code=code, name=code, parts=list(parts or ["supplier"])
        )


def make_storefront(actor: Actor, owner: Organisation, key: str = "main") -> Storefront:
    """A storefront with nothing special."""
    with acting(actor):
        return Storefront.objects.create(
            market_id=actor.market_id,
            key=key,
            name=key,
            owner=owner,
            languages=["zh-hans"],
            currency="CNY",
            payment_methods=["credit"],
        )


def member_of(actor: Actor, organisation: Organisation, *grants: str, scope: str = "party") -> Actor:
    """Somebody of this organisation who holds these permissions."""
    return Actor(
        market_id=actor.market_id,
        organisation_id=organisation.id,
        person_id=new_id(),
        person_name="Li Na",
        organisation_name=organisation.name,
        grants=dict.fromkeys(grants),
        time_zone="Asia/Shanghai",
        scope=scope,
    )


def make_variants(
    actor: Actor,
    skus: Sequence[str],
    seller: Organisation | None = None,
    packs: Mapping[str, Decimal] | None = None,
) -> dict[str, Variant]:
    """Published variants in one category, base unit 瓶, with these packs; offered if a seller is named. By SKU."""
    market = {"market_id": actor.market_id}
    with acting(actor):
        category, _ = Category.objects.get_or_create(
            **market, key="all", defaults={"path": "all/", "name": "All"}
        )
        products = Product.objects.bulk_create(
            Product(
                **market,
                code=f"P-{sku}",
                name=f"Goods {sku}",
                category=category,
                base_unit="瓶",
                state="published",
            )
            for sku in skus
        )
        variants = Variant.objects.bulk_create(
            Variant(**market, product=product, sku=sku, name=product.name)
            for sku, product in zip(skus, products, strict=True)
        )
        units = {"瓶": Decimal(1), **(packs or {})}
        PackUnit.objects.bulk_create(
            PackUnit(**market, variant=variant, unit=unit, factor=factor)
            for variant in variants
            for unit, factor in units.items()
        )
        if seller:
            Offer.objects.bulk_create(Offer(**market, variant=variant, seller=seller) for variant in variants)
    return {variant.sku: variant for variant in variants}


def make_warehouse(actor: Actor, owner: Organisation, key: str = "main", priority: int = 0) -> Warehouse:
    """An open warehouse."""
    with acting(actor):
        return Warehouse.objects.create(
            market_id=actor.market_id, owner=owner, key=key, name=key, priority=priority
        )


def stock_of(actor: Actor, variant_id: UUID) -> list[tuple[str, Decimal, Decimal]]:
    """(lot, on hand, reserved) of a variant, by lot."""
    with acting(actor):
        rows = Stock.objects.filter(variant_id=variant_id).order_by("lot", "warehouse__priority")
        return list(rows.values_list("lot", "on_hand", "reserved"))
