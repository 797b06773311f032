"""Kits: ordered by one name, priced by their parts or as a whole, and sent, refused and returned part by part."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.catalogue.actions.save_kit import KitPricing, PartWanted, save_kit
from dinghuo.catalogue.models import Assortment, AssortmentItem, AssortmentReach, Offer
from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.foundation.errors import DinghuoError, Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock
from dinghuo.ordering.actions.fill_cart import fill_cart
from dinghuo.ordering.actions.place_cart import place_cart
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.place_orders import place_orders
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.errors import OutOfStock, PriceOnRequest
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.queries.cart import cart
from dinghuo.ordering.queries.shelf import Wanted, shelf, shelf_product
from dinghuo.ordering.rules.kits import Weighed, share_kit
from tests.makers import make_actor, make_goods, make_price, make_world

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def make_kit(
    world, pricing="whole", price="30", parts=((2, "10", "0.13"), (1, "20", "0.06")), stock=50, **offer
):
    """A kit of new articles: quantity, own price and tax rate of each."""
    made = [make_goods(world.supplier, price=each, tax_rate=rate, stock=stock) for _n, each, rate in parts]
    kit = make_goods(world.supplier, price=price, **offer)
    wanted = [PartWanted(part.sku, D(n)) for part, (n, *_rest) in zip(made, parts, strict=True)]
    save_kit(make_actor(world.supplier, ("catalogue.save_kit",)), kit.sku, KitPricing(pricing), wanted)
    return kit, made


def shopper(world):
    """A person of the buyer's who looks at goods and their prices."""
    return make_actor(world.buyer, ("catalogue.see_products", "pricing.see_prices"))


def on_page(world, kit):
    person = shopper(world)
    with acting(person):
        return shelf_product(person, world.storefront, world.buyer.id, kit.sku).shown


def asked(*wanted, **columns) -> OrderRequest:
    rows = [LineRequest(goods.sku, D(quantity), *rest) for goods, quantity, *rest in wanted]
    return OrderRequest(lines=rows, **{"payment_method": "credit", **columns})


def reserved(world, *variants) -> list[Decimal]:
    with acting(world.system):
        found = dict(Stock.objects.values_list("variant_id", "reserved"))
    return [found[variant.id] for variant in variants]


def test_a_kit_priced_as_a_whole_becomes_lines_whose_sums_are_its_price(world):
    kit, parts = make_kit(world)
    placement = place_order(world.purchaser(), asked((kit, 3)))
    lines = placement.lines
    assert [(line.sku, line.quantity) for line in lines] == [(parts[0].sku, 6), (parts[1].sku, 3)]
    # 90.00 by what the parts cost alone: 6 x 10 and 3 x 20.
    assert [line.total for line in lines] == [D("45.00"), D("45.00")]
    assert placement.group.total == D("90.00")
    assert [line.unit_price for line in lines] == [D("7.5"), D("15")]
    assert [line.tax for line in lines] == [D("5.18"), D("2.55")]
    assert {line.kit["sku"] for line in lines} == {kit.sku}
    assert len({line.kit["id"] for line in lines}) == 1
    assert lines[0].kit["quantity"] == "3"
    assert reserved(world, *parts) == [6, 3]


def test_a_kit_priced_by_its_parts_costs_what_they_cost_this_buyer_at_their_quantity(world):
    kit, parts = make_kit(world, "parts", price=None)
    make_price(world.supplier, parts[0], "8", min_quantity=6)
    placement = place_order(world.purchaser(), asked((kit, 3)))
    assert [line.total for line in placement.lines] == [D("48.00"), D("60.00")]
    item = on_page(world, kit)
    assert item.price.amount == D(40)
    assert item.stock.quantity == 22


def test_a_part_without_a_price_leaves_the_kit_on_request(world):
    kit, _parts = make_kit(world, "parts", price="99", parts=((1, "10", "0.13"), (1, None, "0.13")))
    with pytest.raises(PriceOnRequest):
        place_order(world.purchaser(), asked((kit, 1)))
    assert on_page(world, kit).price is None
    whole, _parts = make_kit(world, price=None)
    with pytest.raises(PriceOnRequest) as told:
        place_order(world.purchaser(), asked((whole, 1)))
    assert told.value.lines == [{"line": 1, "sku": whole.sku}]


def test_a_price_that_a_person_gives_is_shared_out(world):
    kit, _parts = make_kit(world, "parts", price=None)
    wanted = OrderRequest(
        lines=[LineRequest(kit.sku, D(1), price=D("10.01"))],
        payment_method="transfer",
        buyer=world.buyer.code,
    )
    placement = place_order(world.representative(), wanted)
    assert sorted(line.total for line in placement.lines) == [D("5.00"), D("5.01")]


def test_what_lacks_is_the_part_and_what_is_possible_the_kit(world):
    kit, parts = make_kit(world, stock=5)
    with pytest.raises(OutOfStock) as told:
        place_order(world.purchaser(), asked((kit, 3)))
    assert [(line["line"], line["sku"], line["available"]) for line in told.value.lines] == [
        (1, parts[0].sku, "5")
    ]
    assert told.value.instead == {"lines": [{"sku": kit.sku, "quantity": "2", "unit": "瓶"}]}
    assert reserved(world, *parts) == [0, 0]


def test_the_last_part_goes_to_whom_comes_first(world):
    kit, parts = make_kit(world, stock=2)
    buyer = world.purchaser()
    first, second = place_orders(buyer, [asked((kit, 1)), asked((kit, 1))])
    assert len(first.orders) == 1
    assert isinstance(second, OutOfStock)
    assert reserved(world, *parts) == [2, 1]


def test_two_at_once_for_the_last_part_are_one_order(live, two_at_once):
    world = make_world()
    kit, parts = make_kit(world, stock=2)

    def order() -> str:
        try:
            return place_order(world.purchaser(), asked((kit, 1))).group.number
        except DinghuoError as refusal:
            return type(refusal).__name__

    outcomes = two_at_once(order, order)
    assert "OutOfStock" in outcomes
    assert len(set(outcomes)) == 2
    assert reserved(world, *parts) == [2, 1]


def test_a_preview_tells_what_placing_does_and_so_does_the_cart(world):
    buyer, shop = world.purchaser(), world.storefront
    kit, parts = make_kit(world, price="33.33", parts=((3, "7", "0.13"), (1, "5", "0.06"), (1, None, "0")))
    other, _parts = make_kit(world, "parts", price=None)
    wanted = [LineRequest(kit.sku, D(7)), LineRequest(other.sku, D(2)), LineRequest(parts[0].sku, D(4))]
    fill_cart(buyer, shop.id, wanted)
    preview = preview_order(buyer, OrderRequest(lines=wanted, payment_method="credit"))
    with acting(buyer):
        seen = cart(buyer, shop.id, "CNY")
    assert not seen.faults
    assert seen.total == preview.total == D("233.31") + D(80) + D(28)
    assert place_cart(buyer, shop.id, asked(), seen.total).group.total == seen.total


def test_a_cart_tells_how_many_kits_there_are_beside_what_else_is_in_it(world):
    buyer, shop = world.purchaser(), world.storefront
    kit, parts = make_kit(world, stock=9)
    fill_cart(buyer, shop.id, [LineRequest(kit.sku, D(4)), LineRequest(parts[0].sku, D(3))])
    with acting(buyer):
        row = next(row for row in cart(buyer, shop.id, "CNY").rows if row.parts)
    assert row.fault.code == "out-of-stock"
    assert row.fault.repair == 3
    assert [part.quantity for part in row.parts] == [8, 4]


def test_minimum_and_step_of_the_kit_count_not_those_of_its_parts(world):
    kit, parts = make_kit(world, minimum=2, multiple=2)
    with acting(world.system):
        Offer.objects.filter(variant=parts[0]).update(minimum=100)
    with pytest.raises(Invalid) as told:
        place_order(world.purchaser(), asked((kit, 3)))
    assert [fault.code for fault in told.value.faults] == ["no-multiple"]
    assert len(place_order(world.purchaser(), asked((kit, 2))).lines) == 2


def test_who_may_not_see_a_part_doesnt_see_the_kit(world):
    kit, parts = make_kit(world)
    buyer, shop = shopper(world), world.storefront

    def seen() -> tuple[bool, bool]:
        with acting(buyer):
            listed = shelf(buyer, shop, world.buyer.id, Wanted(search=kit.sku)).items
            return bool(listed), kit.sku in find_goods(buyer, shop.id, [kit.sku])

    assert seen() == (True, True)
    with acting(world.system):
        mine = {"market_id": world.market.id}
        denied = Assortment.objects.create(**mine, key="no", name="No", denies=True)
        AssortmentItem.objects.create(
            **mine, assortment=denied, kind="product", product_id=parts[1].product_id
        )
        AssortmentReach.objects.create(**mine, assortment=denied, kind="everybody", key="everybody:")
    assert seen() == (False, False)


def test_kits_cost_one_statement_more_and_their_number_none(world):
    plain_goods = [make_goods(world.supplier, price="2", stock=90) for _ in range(4)]
    kits = [make_kit(world)[0] for _ in range(4)]
    buyer = world.purchaser()
    place_order(buyer, asked(*[(each, 1) for each in plain_goods]))
    counts = []
    for wanted in (plain_goods, kits[:1], kits):
        with CaptureQueriesContext(connection) as statements:
            place_order(buyer, asked(*[(each, 1) for each in wanted]))
        counts.append(len(statements))
    assert counts[1] == counts[2] == counts[0] + 1


def test_lines_keep_the_parts_they_were_ordered_with(world):
    kit, parts = make_kit(world)
    place_order(world.purchaser(), asked((kit, 1)))
    save_kit(make_actor(world.supplier, ("catalogue.save_kit",)), kit.sku, KitPricing.WHOLE, [])
    with acting(world.system):
        kept = list(OrderLine.objects.filter(kit__sku=kit.sku).values_list("sku", flat=True))
    assert sorted(kept) == sorted(part.sku for part in parts)
    # And the article is one like any other again, with no stock of its own.
    with pytest.raises(OutOfStock):
        place_order(world.purchaser(), asked((kit, 1)))


PARTS = st.lists(
    st.builds(
        Weighed,
        st.decimals("0.001", "5000", places=3),
        st.none() | st.decimals("0", "9000", places=4),
        st.sampled_from([D(0), D("0.06"), D("0.13")]),
    ),
    min_size=1,
    max_size=12,
)


@given(st.decimals("0.01", "1000000", places=2), PARTS, st.booleans())
def test_shares_are_the_price_to_the_cent(extended, parts, tax_included):
    shares = share_kit(extended, parts, tax_included, "CNY")
    assert sum(each.extended for each in shares) == extended
    assert all(each.extended >= 0 and each.tax >= 0 for each in shares)
    for share, part in zip(shares, parts, strict=True):
        rate = part.tax_rate / (1 + part.tax_rate) if tax_included else part.tax_rate
        assert abs(share.tax - share.extended * rate) <= D("0.005")
        assert share.total == share.extended + (0 if tax_included else share.tax)


def test_the_filter_for_what_is_in_stock_counts_parts(world):
    part, other = make_goods(world.supplier, "P1", stock=5), make_goods(world.supplier, "P2", stock=1)
    kit = make_goods(world.supplier, "KIT", stock=3)
    made = [PartWanted(part.sku, Decimal(5)), PartWanted(other.sku, Decimal(1))]
    save_kit(make_actor(world.supplier, ("catalogue.save_kit",)), kit.sku, KitPricing.WHOLE, made)
    buyer = shopper(world)

    def found():
        with acting(buyer):
            page = shelf(buyer, world.storefront, world.buyer.id, Wanted(), in_stock_only=True)
            return {row.item.sku for row in page.items}

    assert found() == {"P1", "P2", "KIT"}
    with acting(world.system):
        Stock.objects.filter(variant=part).update(reserved=1)
    assert found() == {"P1", "P2"}
