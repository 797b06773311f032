"""Makes goods that are listed, priced and in stock."""

from datetime import UTC, datetime
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dinghuo.catalogue.models import Category, Code, Listing, Offer, PackUnit, Product, Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Movement, Stock, Warehouse
from dinghuo.organisations.models import Organisation
from dinghuo.pricing.models import Price, PriceList

ALWAYS = DateTimeTZRange(datetime(2000, 1, 1, tzinfo=UTC), None)


def make_goods(
    seller: Organisation,
    sku: str = "",
    price: str | None = "10",
    stock: str | int = 0,
    box: int | None = None,
    kind: str = "goods",
    tax_rate: str = "0.13",
    decimals: int = 0,
    **offer,
) -> Variant:
    """A published article with one offer, a base price (None: on request) and stock; `box` adds a pack of so many."""
    market_id = seller.market_id
    sku = sku or f"T{new_id().hex[-10:]}"
    with acting(Actor.system(market_id)):
        category, _ = Category.objects.get_or_create(
            market_id=market_id, key="all", defaults={"path": "all/", "name": "All"}
        )
        product = Product.objects.create(
            market_id=market_id,
            code=sku,
            name=f"Article {sku}",
            category=category,
            kind=kind,
            state="published",
            tax_rate=Decimal(tax_rate),
            base_unit="瓶",
        )
        variant = Variant.objects.create(market_id=market_id, product=product, sku=sku, name=product.name)
        PackUnit.objects.create(
            market_id=market_id,
            variant=variant,
            unit="瓶",
            factor=1,
            decimals=decimals,
            is_default=box is None,
        )
        if box:
            PackUnit.objects.create(
                market_id=market_id, variant=variant, unit="箱", factor=box, is_default=True
            )
        Code.objects.create(market_id=market_id, variant=variant, code=sku.upper(), kind="sku")
        Offer.objects.create(market_id=market_id, variant=variant, seller=seller, **offer)
        Listing.objects.create(
            market_id=market_id,
            variant=variant,
            product=product,
            category_path=category.path,
            listed=True,
            lead=True,
            sku=sku,
            sort_key=sku,
            name_text=f" {sku.lower()}",
            pinyin_text="",
            initials_text="",
        )
    if price is not None:
        make_price(seller, variant, price)
    if stock:
        make_stock(seller, variant, stock)
    return variant


def make_price(
    seller: Organisation, variant: Variant, amount: str, currency: str = "CNY", unit: str = "瓶", **columns
) -> Price:
    """A price on the seller's base list."""
    market_id = seller.market_id
    with acting(Actor.system(market_id)):
        price_list, _ = PriceList.objects.get_or_create(
            market_id=market_id,
            seller=seller,
            kind="base",
            currency=currency,
            defaults={"key": f"base-{seller.code}-{currency}", "name": "Base"},
        )
        return Price.objects.create(
            market_id=market_id,
            list=price_list,
            variant=variant,
            unit=unit,
            amount=Decimal(amount),
            **{"valid": ALWAYS, **columns},
        )


def make_stock(seller: Organisation, variant: Variant, quantity: str | int, key: str = "main") -> Stock:
    """Stock in one of the seller's warehouses, with the movement it came by."""
    market_id = seller.market_id
    with acting(Actor.system(market_id)):
        warehouse, _ = Warehouse.objects.get_or_create(
            market_id=market_id, owner=seller, key=f"{key}-{seller.code}", defaults={"name": key}
        )
        stock = Stock.objects.create(
            market_id=market_id,
            warehouse=warehouse,
            variant=variant,
            owner=seller,
            on_hand=Decimal(quantity),
        )
        Movement.objects.create(
            market_id=market_id,
            stock=stock,
            kind="counted",
            on_hand_delta=Decimal(quantity),
            person_name="test",
        )
        return stock
