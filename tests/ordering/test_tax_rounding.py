"""How tax is rounded: the tables in cases/taxes.yaml, and a seller's setting from cart to invoice."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.queries.cart import cart
from dinghuo.ordering.rules.amounts import LineAmounts, TaxedLine, line_amounts, rounded_together
from dinghuo.pricing.actions.taxes.save_tax_policy import save_tax_policy
from dinghuo.pricing.models import PriceList
from tests.makers import make_actor, make_goods, make_world

D = Decimal
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "taxes.yaml").read_text())


def taxed(told: dict[str, Any], currency: str) -> TaxedLine:
    number = {name: D(str(told.get(name, 0))) for name in ("price", "quantity", "less", "rate")}
    rate, included = number["rate"] / 100, told.get("tax") != "on top"
    amounts = line_amounts(number["price"], number["quantity"], number["less"], rate, included, currency)
    line = TaxedLine(amounts, rate, included)
    return TaxedLine(line.with_tax(D(str(told["stands"]))), rate, included) if "stands" in told else line


def reckoned(case: dict[str, Any], way: str) -> dict[str, Any]:
    currency = case.get("currency", "CNY")
    lines = [taxed(told, currency) for told in case["lines"]]
    standing = {i for i, told in enumerate(case["lines"]) if "stands" in told}
    found: list[LineAmounts] = [line.amounts for line in lines]
    if way == "order":
        found = rounded_together(lines, currency, standing)
    return {"taxes": [each.tax for each in found], "total": sum(each.total for each in found)}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_tables(case):
    expected = {
        "taxes": [D(str(tax)) for tax in case["expect"]["taxes"]],
        "total": D(str(case["expect"]["total"])),
    }
    for way in [case["rounded"]] if "rounded" in case else ["line", "order"]:
        assert reckoned(case, way) == expected


def rounding(world, way="order"):
    save_tax_policy(make_actor(world.supplier, ["pricing.save_taxes"]), way)


def net_goods(world, *prices):
    """Articles whose prices are without tax."""
    found = [make_goods(world.supplier, price=price, stock=500) for price in prices]
    with acting(world.system):
        PriceList.objects.filter(market_id=world.market.id).update(tax_included=False)
    return found


def of(*goods) -> OrderRequest:
    return OrderRequest([LineRequest(each.sku, D(1)) for each in goods], "transfer")


@pytest.mark.django_db
def test_cart_preview_and_order_round_as_the_seller_says():
    world = make_world()
    one, other = net_goods(world, "0.50", "0.50")
    buyer = world.purchaser()
    assert place_order(buyer, of(one, other)).orders[0].total == D("1.14")
    rounding(world)
    for each in (one, other):
        set_cart_line(buyer, world.storefront.id, each.sku, D(1))
    with acting(buyer):
        sheet = cart(buyer, world.storefront.id, "CNY")
    placed = place_order(buyer, of(one, other))
    order = placed.orders[0]
    assert (sheet.total, preview_order(buyer, of(one, other)).total) == (order.total, order.total)
    assert (order.total, order.tax, order.tax_rounding) == (D("1.13"), D("0.13"), "order")
    assert [line.tax for line in placed.lines] == [D("0.07"), D("0.06")]
    assert sum(line.total for line in placed.lines) == order.total
    rounding(world, "line")
    assert place_order(buyer, of(one, other)).orders[0].total == D("1.14")


@pytest.mark.django_db
def test_a_change_rounds_as_the_order_was_rounded_and_leaves_other_lines_alone():
    world = make_world()
    goods = net_goods(world, "0.50", "0.50", "0.50")
    rounding(world)
    buyer, seller = world.purchaser(), world.seller()
    number = place_order(buyer, of(*goods)).orders[0].number
    rounding(world, "line")
    change = propose_change(buyer, number, 1, [{"kind": "quantity", "line": 3, "quantity": "2"}], "more")
    accept_change(seller, change.id)
    with acting(world.system):
        order = Order.objects.get(number=number)
        lines = list(OrderLine.objects.filter(order=order).order_by("position"))
    # 2.00 in all, of which 13 % are 0.26; the first two keep theirs.
    assert [line.tax for line in lines] == [D("0.07"), D("0.07"), D("0.12")]
    assert (order.tax, order.total) == (D("0.26"), D("2.26"))
    assert sum(line.total for line in lines) == order.total


@pytest.mark.django_db
def test_faults_and_whose_setting_it_is():
    world = make_world()
    with pytest.raises(Invalid):
        rounding(world, "up")
    with pytest.raises(NotAllowed):
        save_tax_policy(world.purchaser(), "order")
    one, other = net_goods(world, "0.50", "0.50")
    # Another seller's setting is another's.
    save_tax_policy(make_actor(world.operator, ["pricing.save_taxes"]), "order", "")
    assert place_order(world.purchaser(), of(one, other)).orders[0].tax_rounding == "line"
    save_tax_policy(make_actor(world.operator, ["pricing.save_taxes"]), "order", world.supplier.code)
    assert place_order(world.purchaser(), of(one, other)).orders[0].tax_rounding == "order"
