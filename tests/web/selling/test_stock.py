"""The stock grid, as a browser without scripts sees it."""

import json
from decimal import Decimal

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.models import ReorderPoint, Stock
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of

ROLE = {"supplier": "supplier-admin", "branch": "branch-manager"}


def balances(shop: Shop) -> list[Stock]:
    with acting(shop.world.system):
        found = Stock.objects.filter(market_id=shop.world.market_id, owner=shop.seller)
        return list(found.select_related("warehouse", "variant").order_by("variant__sku"))


def row(stock: Stock, **typed: str) -> dict[str, str]:
    """A row of the grid as it is sent."""
    key = f"rows.{stock.id.hex}"
    packed = [stock.variant.sku, stock.warehouse.key, stock.lot, "100", "0"]
    fields = {"on_hand": "100", "point": "0"} | typed
    return {key: json.dumps(packed)} | {f"{key}.{name}": value for name, value in fields.items()}


def test_one_save_writes_what_was_changed(shop: Shop) -> None:
    first, second, third = balances(shop)
    typed = row(first, on_hand="80") | row(second) | row(third, point="150")
    assert shop.send("stock", **typed).status_code == 302
    assert [stock.on_hand for stock in balances(shop)] == [80, 100, 100]
    with acting(shop.world.system):
        point = ReorderPoint.objects.get(market_id=shop.world.market_id, variant=third.variant)
    assert point.quantity == Decimal(150)
    page = text_of(shop.ask("stock", low="1"))
    assert third.variant.sku in page
    assert first.variant.sku not in page
    assert "Low stock" in text_of(shop.ask())


def test_a_fault_keeps_everything_that_was_typed(shop: Shop) -> None:
    first, second, _third = balances(shop)
    answer = shop.send("stock", **(row(first, on_hand="none") | row(second, on_hand="70")))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "This is no number." in page
    assert 'value="none"' in page
    assert 'value="70"' in page
    assert [stock.on_hand for stock in balances(shop)] == [100, 100, 100]


def test_less_than_is_promised_is_refused(shop: Shop) -> None:
    shop.send(f"orders/{shop.place(60)}/accept")
    sku = shop.goods[0].sku
    stock = next(stock for stock in balances(shop) if stock.variant.sku == sku)
    answer = shop.send("stock", **row(stock, on_hand="50"))
    assert answer.status_code == 409
    assert 'value="50"' in text_of(answer)


def test_an_article_tells_what_happened_and_is_corrected(shop: Shop) -> None:
    sku = shop.goods[0].sku
    assert "Counted" in text_of(shop.ask(f"stock/{sku}"))
    assert shop.send(f"stock/{sku}/adjust", change="-3", why="Broken").status_code == 302
    page = text_of(shop.ask(f"stock/{sku}"))
    assert "Broken" in page
    answer = shop.send(f"stock/{sku}/adjust", change="-3", why="")
    assert answer.status_code == 422
    assert 'value="-3"' in text_of(answer)


def test_the_lot_that_is_named_is_corrected(shop: Shop) -> None:
    sku, seller = shop.goods[0].sku, shop.seller
    place = f"main-{seller.code}"
    count_stock(shop.world.person(seller, ROLE[shop.door]), [StockCount(sku, Decimal(30), place, "L1")])
    page = text_of(shop.ask(f"stock/{sku}"))
    assert f'value="{place}\tL1"' in page
    typed = {"balance": f"{place}\tL1", "change": "-4", "why": "Broken"}
    assert shop.send(f"stock/{sku}/adjust", **typed).status_code == 302
    lots = {stock.lot: stock.on_hand for stock in balances(shop) if stock.variant.sku == sku}
    assert lots == {"": 100, "L1": 26}


def test_another_article_is_counted(shop: Shop) -> None:
    answer = shop.send("stock/add", sku="nothing", on_hand="5")
    assert answer.status_code == 422
    assert "There is no article nothing." in text_of(answer)


def test_whoever_sells_but_keeps_no_stock_may_only_look(shop: Shop) -> None:
    sales = shop.browser_of(f"{shop.door}-sales")
    page = text_of(sales.get(shop.path("stock")))
    assert "Save this page" not in page
    first, *_others = balances(shop)
    assert sales.post(shop.path("stock"), row(first, on_hand="1")).status_code == 403


def test_foreign_stock_is_not_there(shop: Shop) -> None:
    other = shop.world.organisation("Another seller", shop.door)
    role = "supplier-admin" if shop.door == "supplier" else "branch-manager"
    stranger = shop.browser_of(role, other)
    assert shop.goods[0].sku not in text_of(stranger.get(shop.path("stock")))
    assert stranger.get(shop.path(f"stock/{shop.goods[0].sku}")).status_code == 404
