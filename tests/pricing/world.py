"""A market in which every level of prices has somebody, and price books that are written into its tables.

buyer belongs to parent, which belongs to top; is in the groups hotels and schools; has the level gold; is registered in
310106 (Jing'an, Shanghai). other is in chains only. The storefront shop is the seller's, other-shop its branch's.
A and B are articles by themselves; C1 and C2 are two variants of the style tee, of the brand acme, in wear/tops.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dinghuo.catalogue.models import Brand, Category, PackUnit, Product, Variant
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import CustomerGroup, CustomerGroupMember
from dinghuo.pricing.models import (
    ExchangeRate,
    Price,
    PriceList,
    PricePolicy,
    PriceRule,
    TaxExemption,
)
from dinghuo.pricing.queries.price_lines import PriceAnswer, PriceLine, PriceRequest, price_lines
from dinghuo.pricing.rules.book import Book, Buyer, Goods, ListRow, PriceRow, Question
from dinghuo.pricing.steps.note_rules import note_rules
from tests.makers.trade import make_organisation
from tests.pricing.conftest import BOX, Prices, make_prices

PALLET = Decimal(960)
BUYERS = {
    "buyer": Buyer(("parent", "top"), ("hotels", "schools"), "gold", "310106"),
    "other": Buyer((), ("chains",), None, ""),
    "parent": Buyer(("top",), (), None, ""),
}
GOODS = {
    "A": Goods("P-A", "all/", None, Decimal("0.13")),
    "B": Goods("P-B", "all/", None, Decimal("0.13")),
    "C1": Goods("tee", "wear/tops/", "acme", Decimal("0.09")),
    "C2": Goods("tee", "wear/tops/", "acme", Decimal("0.09")),
}
OWNERS = {"shop": "seller", "other-shop": "branch"}
FACTORS = {
    (sku, unit): factor for sku in GOODS for unit, factor in (("瓶", Decimal(1)), ("箱", BOX), ("托", PALLET))
}
#: The column by which a list of a kind names whom it is for.
COLUMN = {"manual": "buyer", "contract": "buyer", "customer": "buyer", "group": "group", "level": "level"}
ALWAYS = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass
class World:
    """The market, and its things by the names that books use."""

    prices: Prices
    named: dict[str, Any]


def make_world() -> World:
    """No price yet."""
    prices = make_prices()
    system = prices.system
    market = {"market_id": system.market_id}
    named: dict[str, Any] = {
        "seller": prices.seller,
        "other-seller": prices.other_seller,
        "buyer": prices.buyer,
        "other": prices.other_buyer,
        "gold": prices.gold,
        "silver": prices.silver,
        "shop": prices.storefront,
        "other-shop": prices.other_storefront,
        "branch": make_organisation(system, "branch", "branch"),
        "parent": make_organisation(system, "parent", "buyer"),
        "top": make_organisation(system, "top", "buyer"),
    }
    with acting(system):
        for child, parent in (("buyer", "parent"), ("parent", "top")):
            named[child].parent = named[parent]
            named[child].region_code = BUYERS[child].region
            named[child].save()
        prices.other_storefront.owner = named["branch"]
        prices.other_storefront.save()
        for key in ("hotels", "schools", "chains"):
            named[key] = CustomerGroup.objects.create(**market, key=key, name=key)
        for who, buyer in BUYERS.items():
            for key in buyer.groups:
                CustomerGroupMember.objects.create(**market, group=named[key], buyer=named[who])
        named |= _clothes(prices)
        Product.objects.filter(**market, code__startswith="P-").update(tax_rate=Decimal("0.13"))
    return World(prices, named)


def _clothes(prices: Prices) -> dict[str, Any]:
    market = {"market_id": prices.system.market_id}
    wear = Category.objects.create(**market, key="wear", path="wear/", name="Wear")
    tops = Category.objects.create(**market, key="tops", path="wear/tops/", name="Tops", parent=wear)
    acme = Brand.objects.create(**market, key="acme", name="Acme")
    tee = Product.objects.create(
        **market,
        code="tee",
        name="Tee",
        category=tops,
        brand=acme,
        base_unit="瓶",
        tax_rate=Decimal("0.09"),
        state="published",
    )
    for sku in ("C1", "C2"):
        variant = Variant.objects.create(**market, product=tee, sku=sku, name=sku)
        prices.variants[sku] = variant
        PackUnit.objects.bulk_create(
            PackUnit(**market, variant=variant, unit=unit, factor=factor)
            for unit, factor in (("瓶", Decimal(1)), ("箱", BOX), ("托", PALLET))
        )
    everything = Category.objects.get(**market, key="all")
    products = {f"P-{sku}": prices.variants[sku].product for sku in "AB"}
    return {"wear/": wear, "wear/tops/": tops, "all/": everything, "acme": acme, "tee": tee, **products}


def write_book(world: World, book: Book) -> None:
    """Put a book into the tables."""
    market = {"market_id": world.prices.system.market_id}
    lists = {row.key: _list(world, row) for row in book.lists}
    PriceList.objects.bulk_create(lists.values())
    plain = [row for row in book.prices if _is_plain(row)]
    Price.objects.bulk_create(
        Price(
            **market,
            list=lists[row.list],
            variant=world.prices.variants[row.variant],
            unit=row.unit,
            min_quantity=row.min_quantity,
            amount=row.amount,
            valid=DateTimeTZRange(row.start, row.end),
        )
        for row in plain
    )
    ruled = [row for row in book.prices if not _is_plain(row)]
    PriceRule.objects.bulk_create(_rule(world, lists, row) for row in ruled)
    for key in {row.list for row in ruled}:
        note_rules(world.prices.system, lists[key])
    PricePolicy.objects.bulk_create(
        PricePolicy(**market, seller=world.named[seller], lowest_from=lowest)
        for seller, lowest in book.lowest_from.items()
    )
    ExchangeRate.objects.bulk_create(
        ExchangeRate(**market, currency=one, quoted=other, day=day, rate=rate, source="test")
        for (one, other, day), rate in book.rates.items()
    )
    TaxExemption.objects.bulk_create(
        TaxExemption(
            **market,
            seller=world.named[row.seller],
            buyer=world.named[row.buyer],
            certificate="EX-1",
            valid=DateTimeTZRange(row.start, row.end),
            file="private/paper.pdf",
            made_by_name="test",
        )
        for row in book.exempt
    )


def _is_plain(row: PriceRow) -> bool:
    return row.target == "variant" and row.sums == "line" and row.formula is None and bool(row.unit)


def _list(world: World, row: ListRow) -> PriceList:
    columns: dict[str, Any] = {}
    if row.kind in COLUMN and row.whom:
        columns[COLUMN[row.kind]] = world.named[row.whom]
    elif row.whom and row.whom.isdigit():
        columns["region_code"] = row.whom
    elif row.whom:
        columns["branch"] = world.named[row.whom]
    return PriceList(
        market_id=world.prices.system.market_id,
        key=row.key,
        name=row.key,
        seller=world.named[row.seller],
        kind=row.kind,
        storefront=world.named[row.storefront] if row.storefront else None,
        currency=row.currency,
        order_type=row.order_type,
        priority=row.priority,
        converts=row.converts,
        tax_included=row.tax_included,
        valid=DateTimeTZRange(row.start, row.end) if row.start or row.end else None,
        state="active" if row.active else "withdrawn",
        **columns,
    )


def _rule(world: World, lists: dict[str, PriceList], row: PriceRow) -> PriceRule:
    formula = vars(row.formula) if row.formula else {}
    columns = {name: value for name, value in formula.items() if name != "base_list"}
    if row.formula:
        columns["base_list"] = lists[row.formula.base_list]
    if row.target == "variant":
        columns["variant"] = world.prices.variants[row.variant]
    elif row.target != "all":
        columns[row.target] = world.named[row.variant]
    return PriceRule(
        market_id=world.prices.system.market_id,
        list=lists[row.list],
        target=row.target,
        unit=row.unit,
        min_quantity=row.min_quantity,
        sums=row.sums,
        tier_group=row.tier_group,
        amount=row.amount,
        valid=DateTimeTZRange(row.start, row.end),
        **columns,
    )


def ask_book(world: World, questions: Sequence[Question]) -> dict[int, PriceAnswer]:
    """Ask the program all the questions, which share buyer, storefront, currency and instant, in one call. What else is
    in a question's basket is asked with it."""
    first = questions[0]
    lines = []
    for i, asked in enumerate(questions):
        lines.append(_line(world, i, asked.seller, asked.variant, asked.unit, asked.quantity, i))
        lines += [_line(world, (i, j), *beside, i) for j, beside in enumerate(asked.beside)]
    request = PriceRequest(
        buyer_id=world.named[first.buyer].id if first.buyer else None,
        currency=first.currency,
        at=first.at,
        lines=lines,
        storefront_id=world.named[first.storefront].id if first.storefront else None,
        order_type=first.order_type,
    )
    answers = price_lines(world.prices.system, request)
    return {key: answer for key, answer in answers.items() if isinstance(key, int)}


def _line(
    world: World, key: Any, seller: str, variant: str, unit: str, quantity: Decimal, basket: int
) -> PriceLine:
    return PriceLine(
        key, world.prices.variants[variant].id, world.named[seller].id, unit, quantity, basket=basket
    )
