"""Optional parts of kits: who orders chooses which come along; price, stock and lines follow."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.actions.save_kit import KitPricing, PartWanted, save_kit
from dinghuo.catalogue.models import Assortment, AssortmentItem, AssortmentReach
from dinghuo.foundation.errors import Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.fill_cart import fill_cart
from dinghuo.ordering.actions.place_cart import place_cart
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.errors import OutOfStock, PriceOnRequest
from dinghuo.ordering.queries.cart import cart
from dinghuo.ordering.queries.shelf import shelf_product
from dinghuo.ordering.rules.kits import as_asked
from proofs.replay import faults
from tests.makers import make_actor, make_goods, make_price, make_world

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture(params=["whole", "parts"])
def pricing(request):
    return request.param


def make_kit(world, pricing="whole", price="30", option_price="7", stock=50, option_stock=50):
    """A kit of two of one article and one of another, at 10 and 20; three of a third may come along."""
    made = [make_goods(world.supplier, price=each, tax_rate="0.13", stock=stock) for each in ("10", "20")]
    option = make_goods(world.supplier, price=option_price, tax_rate="0.06", stock=option_stock)
    kit = make_goods(world.supplier, price=price)
    wanted = [PartWanted(made[0].sku, D(2)), PartWanted(made[1].sku, D(1))]
    save(world, kit, pricing, [PartWanted(option.sku, D(3), optional=True), *wanted])
    return kit, made, option


def save(world, kit, pricing, parts):
    save_kit(make_actor(world.supplier, ("catalogue.save_kit",)), kit.sku, KitPricing(pricing), parts)


def asked(*lines, **columns) -> OrderRequest:
    return OrderRequest(lines=lines, **{"payment_method": "credit", **columns})


def page(world, kit, *options):
    person = make_actor(world.buyer, ("catalogue.see_products", "pricing.see_prices"))
    with acting(person):
        return shelf_product(person, world.storefront, world.buyer.id, kit.sku, options)


def test_without_options_the_kit_is_its_parts(world, pricing):
    kit, parts, _option = make_kit(world, pricing, option_stock=0)
    placement = place_order(world.purchaser(), asked(LineRequest(kit.sku, D(2))))
    assert [line.sku for line in placement.lines] == [part.sku for part in parts]
    assert placement.group.total == (D(60) if pricing == "whole" else D(80))


def test_an_option_is_a_line_of_its_own_at_what_it_costs_alone(world, pricing):
    kit, parts, option = make_kit(world, pricing)
    make_price(world.supplier, option, "6", min_quantity=6)
    wanted = LineRequest(kit.sku, D(2), options=[option.sku])
    placement = place_order(world.purchaser(), asked(wanted))
    told = {line.sku: line for line in placement.lines}
    assert [line.sku for line in placement.lines] == [parts[0].sku, parts[1].sku, option.sku]
    line = told[option.sku]
    assert (line.quantity, line.unit_price, line.total, line.tax_rate) == (6, 6, 36, D("0.06"))
    assert line.kit["optional"] is True
    assert "optional" not in told[parts[0].sku].kit
    own = D(60) if pricing == "whole" else D(80)
    assert placement.group.total == own + 36
    assert sum(each.total for each in placement.lines if each.sku != option.sku) == own
    [again] = as_asked(placement.lines)
    assert (again.sku, again.quantity, list(again.options)) == (kit.sku, 2, [option.sku])
    with acting(world.system):
        assert list(faults(placement.lines)) == []


def test_a_price_that_a_person_gives_is_for_all_that_comes(world, pricing):
    kit, _parts, option = make_kit(world, pricing)
    line = LineRequest(kit.sku, D(1), price=D("50.01"), options=[option.sku])
    request = OrderRequest(lines=[line], payment_method="transfer", buyer=world.buyer.code)
    placement = place_order(world.representative(), request)
    assert sum(line.total for line in placement.lines) == D("50.01")
    assert all(line.total for line in placement.lines)


def test_cart_preview_and_order_come_to_the_same(world, pricing):
    buyer, shop = world.purchaser(), world.storefront
    kit, parts, option = make_kit(world, pricing, price="33.33", option_price="6.67")
    wanted = [LineRequest(kit.sku, D(7), options=[option.sku]), LineRequest(parts[0].sku, D(4))]
    fill_cart(buyer, shop.id, wanted)
    preview = preview_order(buyer, asked(*wanted))
    with acting(buyer):
        seen = cart(buyer, shop.id, "CNY")
    assert not seen.faults
    assert seen.total == preview.total
    [row] = [row for row in seen.rows if row.parts]
    assert [(part.sku, part.quantity, part.optional) for part in row.parts] == [
        (parts[0].sku, 14, False),
        (parts[1].sku, 7, False),
        (option.sku, 21, True),
    ]
    # One kit costs what its row says for one, seven what it says for all.
    assert abs(row.price.amount * 7 - row.total) <= D("0.01")
    assert place_cart(buyer, shop.id, asked(), seen.total).group.total == seen.total


def test_a_cart_keeps_options_until_they_are_chosen_anew(world):
    buyer, shop = world.purchaser(), world.storefront
    kit, _parts, option = make_kit(world)

    def fill(options):
        fill_cart(buyer, shop.id, [LineRequest(kit.sku, D(2), options=options)])
        with acting(buyer):
            [row] = cart(buyer, shop.id, "CNY").rows
        return row.line.options

    assert fill([option.sku]) == [option.sku]
    assert fill(None) == [option.sku]
    assert fill([]) == []
    told = fill_cart(buyer, shop.id, [LineRequest(kit.sku, D(2), options=["NOPE"])])
    assert [each.sku for each in told.unknown] == ["NOPE"]


def test_who_fills_a_cart_is_told_which_choice_was_replaced(world):
    buyer, shop = world.purchaser(), world.storefront
    kit, parts, option = make_kit(world)

    def told(*choices):
        wanted = [LineRequest(kit.sku, D(2), options=choice) for choice in choices]
        found = fill_cart(buyer, shop.id, [*wanted, LineRequest(parts[0].sku, D(1))]).rechosen
        return [(each.goods.sku, each.quantity, each.options) for each in found]

    name = str(option.name)
    assert told([]) == []
    assert told([option.sku]) == [(kit.sku, 2, [name])]
    assert told([option.sku]) == told(None) == []
    assert told([]) == [(kit.sku, 2, [])]
    # Two choices at once become one line with the options of both.
    assert told([], [option.sku]) == [(kit.sku, 4, [name])]
    assert told(None, [option.sku]) == []


def test_stock_counts_only_what_comes(world):
    kit, _parts, option = make_kit(world, stock=10, option_stock=4)
    assert page(world, kit).shown.stock.quantity == 5
    assert page(world, kit, option.sku).shown.stock.quantity == 1
    with pytest.raises(OutOfStock) as told:
        place_order(world.purchaser(), asked(LineRequest(kit.sku, D(2), options=[option.sku])))
    assert [line["sku"] for line in told.value.lines] == [option.sku]
    assert told.value.instead == {"lines": [{"sku": kit.sku, "quantity": "1", "unit": "瓶"}]}
    buyer = world.purchaser()
    fill_cart(buyer, world.storefront.id, [LineRequest(kit.sku, D(2), options=[option.sku])])
    with acting(buyer):
        [row] = cart(buyer, world.storefront.id, "CNY").rows
    assert (row.fault.code, row.fault.repair) == ("out-of-stock", 1)


def test_the_page_prices_the_kit_as_it_is_chosen_and_each_option(world, pricing):
    kit, _parts, option = make_kit(world, pricing)
    own = D(30) if pricing == "whole" else D(40)
    assert page(world, kit).shown.price.amount == own
    found = page(world, kit, option.sku, "NOPE")
    assert found.shown.price.amount == own + 21
    [told] = found.options
    assert (told.part.sku, told.chosen, told.price.extended, told.stock.quantity) == (
        option.sku,
        True,
        21,
        50,
    )


def test_an_option_without_a_price_is_on_request(world, pricing):
    kit, _parts, option = make_kit(world, pricing, option_price=None)
    place_order(world.purchaser(), asked(LineRequest(kit.sku, D(1))))
    with pytest.raises(PriceOnRequest) as told:
        place_order(world.purchaser(), asked(LineRequest(kit.sku, D(1), options=[option.sku])))
    assert told.value.lines == [{"line": 1, "sku": option.sku}]
    assert page(world, kit, option.sku).shown.price is None
    buyer = world.purchaser()
    fill_cart(buyer, world.storefront.id, [LineRequest(kit.sku, D(1), options=[option.sku])])
    with acting(buyer):
        [row] = cart(buyer, world.storefront.id, "CNY").rows
    assert row.fault.code == "price-on-request"


def test_what_is_no_option_is_told_with_its_place(world):
    kit, parts, option = make_kit(world)
    lines = [
        LineRequest(kit.sku, D(1), options=["NOPE", option.sku]),
        LineRequest(option.sku, D(1), options=["X"]),
    ]
    with pytest.raises(Invalid) as told:
        place_order(world.purchaser(), asked(*lines))
    assert [(fault.path, fault.code) for fault in told.value.faults] == [
        ("lines.0.options", "unknown"),
        ("lines.1.options", "unknown"),
    ]
    buyer = world.purchaser()
    fill_cart(buyer, world.storefront.id, [LineRequest(kit.sku, D(1), options=[option.sku])])
    save(world, kit, "whole", [PartWanted(parts[0].sku, D(1))])
    with acting(buyer):
        [row] = cart(buyer, world.storefront.id, "CNY").rows
    assert row.fault.code == "options"


def test_an_option_that_isnt_shown_isnt_offered_and_the_kit_is(world):
    kit, _parts, option = make_kit(world)
    with acting(world.system):
        mine = {"market_id": world.market.id}
        denied = Assortment.objects.create(**mine, key="no", name="No", denies=True)
        AssortmentItem.objects.create(**mine, assortment=denied, kind="product", product_id=option.product_id)
        AssortmentReach.objects.create(**mine, assortment=denied, kind="everybody", key="everybody:")
    found = page(world, kit)
    assert found.options == []
    assert not found.shown.item.kit.options
    with pytest.raises(Invalid):
        place_order(world.purchaser(), asked(LineRequest(kit.sku, D(1), options=[option.sku])))


def test_two_choices_of_one_kit_are_lines_of_one_order(world):
    kit, _parts, option = make_kit(world)
    lines = [LineRequest(kit.sku, D(2)), LineRequest(kit.sku, D(1), options=[option.sku])]
    placement = place_order(world.purchaser(), asked(*lines))
    assert placement.group.total == D(60) + D(30) + D(21)
    assert len({line.kit["id"] for line in placement.lines}) == 2


def test_options_cost_no_statement_more(world, pricing):
    kit, _parts, option = make_kit(world, pricing)
    buyer, counts = world.purchaser(), []
    place_order(buyer, asked(LineRequest(kit.sku, D(1))))
    for options in ([], [option.sku]):
        with CaptureQueriesContext(connection) as statements:
            place_order(buyer, asked(LineRequest(kit.sku, D(1), options=options)))
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_one_part_at_least_always_comes(world):
    part, kit = make_goods(world.supplier), make_goods(world.supplier)
    with pytest.raises(Invalid) as told:
        save(world, kit, "whole", [PartWanted(part.sku, D(1), optional=True)])
    assert [(fault.path, fault.code) for fault in told.value.faults] == [("parts", "required")]
