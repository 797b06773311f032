"""The small second market beside the main one: another operator, one supplier, one buyer, a few office articles."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from dinghuo.catalogue.actions.load_products import load_products
from dinghuo.catalogue.models import Category
from dinghuo.catalogue.rules.rows import OfferRow, PackRow, ProductRow, VariantRow
from dinghuo.catalogue.states import ProductState
from dinghuo.demo.companies.company import Place
from dinghuo.demo.companies.found import Company, found
from dinghuo.demo.companies.people import BUYER, OPERATOR, SUPPLIER, Staff
from dinghuo.demo.drawings import Paint
from dinghuo.demo.drawings.paint import HUES, PAPER, darker
from dinghuo.demo.goods.food import CASE
from dinghuo.demo.goods.gtin import case_gtin, gtin13
from dinghuo.demo.goods.shelves import read
from dinghuo.demo.ids import Ids
from dinghuo.demo.shelf.pictures import Pictures
from dinghuo.demo.words import Words
from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.models import Warehouse
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.organisations.actions.market.create_market import create_market
from dinghuo.organisations.models import Customer, Storefront
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.pricing.actions.load_prices import load_prices
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.rules.rows import PriceInput

CURRENCY = "CNY"


def open_second_market(password: str, at: datetime, ids: Ids) -> Actor:
    """Make the second market and place a few orders in it; returns its system actor. `password` is a hash."""
    data = read("office")
    actor = Actor.system(new_id(), name="demo")
    _create(actor, data)
    operator, supplier, buyer = _companies(actor, data, password, at, ids)
    with acting(actor):
        storefront_id = Storefront.objects.values_list("id", flat=True).get(market_id=actor.market_id)
        customer = {
            "buyer_id": buyer.id,
            "storefront_id": storefront_id,
            "payment_term_days": data["buyer"]["term"],
        }
        write_rows(Customer, [{"market_id": actor.market_id, **customer}])
        skus = _stock_up(actor, data, supplier, at)
    credit = Decimal(data["buyer"]["credit"])
    save_credit_line(actor, buyer.id, CURRENCY, credit, data["buyer"]["term"], creditor_id=operator.id)
    _trade(actor, supplier, buyer, skus)
    return actor


def _create(actor: Actor, data: Mapping[str, Any]) -> None:
    market, operator = data["market"], Words(*data["operator"]["name"])
    name = Words(*market["name"])
    create_market(
        actor,
        key=market["key"],
        name=name.chinese,
        names=name.translations,
        currency=CURRENCY,
        operator_name=operator.chinese,
        operator_names=operator.translations,
        operator_code=data["operator"]["code"],
        accent=market["accent"],
    )


def _companies(actor: Actor, data: Mapping[str, Any], password: str, at: datetime, ids: Ids) -> list[Company]:
    staff = Staff("people of the second market", "+8617002")
    with acting(actor):
        operator_id = operator_of(actor.market_id).id
    place = Place(*data["buyer"]["place"])
    companies = [
        Company(
            operator_id,
            data["operator"]["code"],
            Words(*data["operator"]["name"]),
            ("operator",),
            place,
            list(staff.of(data["operator"]["code"], OPERATOR)),
            is_there=True,
        )
    ]
    for part, posts in (("supplier", SUPPLIER), ("buyer", BUYER)):
        told = data[part]
        humans = list(staff.of(told["code"], posts))
        companies.append(
            Company(ids.at(at), told["code"], Words(*told["name"]), (part,), Place(*told["place"]), humans)
        )
    found(actor, companies, password, at, ids)
    return companies


def _stock_up(actor: Actor, data: Mapping[str, Any], supplier: Company, at: datetime) -> list[str]:
    market = {"market_id": actor.market_id}
    pictures = Pictures()
    for position, (key, words) in enumerate(data["category"].items()):
        name = Words(*words)
        row = {"key": key, "path": f"{key}/", "name": name.chinese, "names": name.translations}
        write_rows(Category, [{**market, **row, "position": position}])
    articles = [(key, *article) for key in data["category"] for article in data["articles"][key]]
    load_products(actor, [_product(supplier, pictures, *article) for article in articles])
    named = Words("基础价", "Base prices")
    base = {
        "key": "base",
        "name": named.chinese,
        "names": named.translations,
        "kind": "base",
        "currency": CURRENCY,
    }
    write_rows(PriceList, [{**market, **base, "seller_id": supplier.id}])
    skus = [article[1] for article in articles]
    load_prices(
        actor,
        "base",
        (PriceInput(article[1], Decimal(str(article[6])), valid_from=at) for article in articles),
    )
    write_rows(Warehouse, [{**market, "owner_id": supplier.id, "key": "w001-1", "name": "深圳仓"}])
    count_stock(supplier["admin"].actor, [StockCount(sku, Decimal(1200)) for sku in skus], "期初盘点")
    return skus


def _product(
    supplier: Company,
    pictures: Pictures,
    category: str,
    code: str,
    chinese: str,
    english: str,
    unit: str,
    case: int,
    yuan: float,
    shape: str,
    hue: str,
) -> ProductRow:
    words, gtin, colour = Words(chinese, english), gtin13(900_000_000 + int(code[1:])), HUES[hue]
    paint = Paint(colour, darker(colour), PAPER, darker(colour, 0.15), "seal")
    variant = VariantRow(
        sku=code,
        gtin=gtin,
        packs=[PackRow(CASE, Decimal(case), case_gtin(gtin))],
        offers=[OfferRow(supplier.id, backorder_allowed=True)],
    )
    return ProductRow(
        code=code,
        name=words.chinese,
        names=words.translations,
        category=category,
        base_unit=unit,
        variants=[variant],
        tax_rate=Decimal("0.13"),
        state=ProductState.PUBLISHED,
        images=[pictures.file(shape, paint)],
    )


def _trade(actor: Actor, supplier: Company, buyer: Company, skus: list[str]) -> None:
    with acting(actor):
        orders, sells, stores = buyer["admin"].actor, supplier["sales"].actor, supplier["store"].actor
    placed = []
    for start in range(0, len(skus), 4):
        lines = [LineRequest(sku, Decimal(6)) for sku in skus[start : start + 4]]
        placed += place_order(orders, OrderRequest(lines=lines, payment_method="credit")).orders
    for order in placed[:2]:
        confirm_order(sells, order.number)
    ship_order(stores, placed[0].number, carrier="速达物流", tracking_number="SD20260001")
