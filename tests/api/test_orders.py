"""Orders placed over the API: in one go or tried, for oneself or a customer; and every way they are refused."""

from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock
from dinghuo.ordering import permissions as ordering
from tests.makers import make_actor, make_goods, make_organisation, make_price, make_world
from tests.makers.days import ahead
from tests.makers.keys import Program


def stock_of(world, goods):
    with acting(world.system):
        stock = Stock.objects.get(variant=goods)
        return stock.on_hand, stock.reserved


def wanted(*lines, method="credit", **more):
    return {"lines": list(lines), "payment": {"method": method}, **more}


def test_one_order_per_seller(world, buyer):
    other = make_organisation(world.market.id, "supplier")
    water, tea = make_goods(world.supplier, price="1.42", stock=500, box=24), make_goods(other, stock=50)
    answer = buyer.post(
        "/orders",
        wanted(
            {"sku": water.sku, "quantity": 2, "unit": "箱", "requested_date": str(ahead(9))},
            {"sku": tea.sku, "quantity": "5.0"},
            reference="PO-1",
            note="Ring twice",
            delivery={"requested_date": str(ahead(32))},
        ),
    )
    assert answer.status == 201
    first, second = answer["orders"]
    assert {first["group"], second["group"]} == {answer["group"]}
    assert (first["buyer"], first["seller"], second["seller"]) == (
        world.buyer.code,
        world.supplier.code,
        other.code,
    )
    assert (first["buyer_name"], first["seller_name"]) == (world.buyer.name, world.supplier.name)
    assert (first["total"], second["total"], first["currency"]) == ("68.16", "50.00", "CNY")
    assert (first["state"], first["approval"], first["payment_state"]) == (
        "submitted",
        "not_needed",
        "unpaid",
    )
    assert (first["reference"], first["note"], first["version"], first["type"]) == (
        "PO-1",
        "Ring twice",
        1,
        "standard",
    )
    line = first["lines"][0]
    assert (line["line"], line["unit"], line["quantity"]) == (1, "箱", "2")
    assert (line["base_unit"], line["base_quantity"], line["unit_price"]) == ("瓶", "48", "34.08")
    assert (line["extended"], line["tax_rate"], line["requested_date"]) == ("68.16", "0.13", str(ahead(9)))
    assert (line["quantities"]["ordered"], line["quantities"]["pending"]) == ("48", "48")
    assert [event["kind"] for event in first["events"]] == ["order.placed"]
    assert buyer.get(f"/orders/{first['number']}").body == first
    assert stock_of(world, water) == (500, 48)


def test_a_dry_run_shows_all_and_keeps_nothing(world, buyer):
    water = make_goods(world.supplier, stock=10)
    answer = buyer.post("/orders", wanted({"sku": water.sku, "quantity": 3}, dry_run=True))
    assert answer.status == 200
    assert (answer["group"], answer["orders"][0]["number"], answer["orders"][0]["total"]) == (
        None,
        None,
        "30.00",
    )
    assert buyer.get("/orders")["items"] == []
    assert stock_of(world, water) == (10, 0)


def test_decimals_are_never_binary(world, buyer):
    water = make_goods(world.supplier, price="0.1", stock=500, minimum="0.1", multiple="0.1", decimals=1)
    answer = buyer.post(
        "/orders",
        f'{{"lines": [{{"sku": "{water.sku}", "quantity": 2.7}}], "payment": {{"method": "credit"}}}}',
    )
    assert answer.status == 201
    line = answer["orders"][0]["lines"][0]
    assert (line["quantity"], line["extended"]) == ("2.7", "0.27")


def test_prices_keep_six_decimals(world, buyer):
    screw = make_goods(world.supplier, price=None, stock=10_000)
    make_price(world.supplier, screw, "0.012345")
    answer = buyer.post("/orders", wanted({"sku": screw.sku, "quantity": 1000}))
    line = answer["orders"][0]["lines"][0]
    assert (line["unit_price"], line["extended"]) == ("0.012345", "12.35")


def test_every_fault_at_once(world, buyer):
    goods = make_goods(world.supplier, stock=100, minimum=12, multiple=12)
    answer = buyer.post(
        "/orders",
        wanted(
            {"sku": "NOPE", "quantity": 1},
            {"sku": goods.sku, "quantity": "-1"},
            {"sku": goods.sku, "quantity": "many"},
            {"sku": goods.sku, "quantity": 5},
            {"sku": goods.sku, "quantity": 13},
            {"sku": goods.sku, "quantity": 12, "unit": "pallet"},
            {"sku": goods.sku, "quantity": 12, "seller": "nobody"},
            {"sku": goods.sku, "quantity": 12, "colour": "red"},
            {"quantity": 12},
            method="barter",
            delivery={"address": "home", "requested_date": "2026-02-30"},
        ),
    )
    assert answer.status == 422
    assert answer.paths == {
        "lines.0.sku": "unknown",
        "lines.1.quantity": "negative",
        "lines.2.quantity": "decimal",
        "lines.3.quantity": "below-minimum",
        "lines.4.quantity": "no-multiple",
        "lines.5.unit": "unknown",
        "lines.6.seller": "unknown",
        "lines.7.colour": "unknown-field",
        "lines.8.sku": "required",
        "payment.method": "unknown",
        "delivery.address": "id",
        "delivery.requested_date": "date",
    }
    assert all(fault["message"] for fault in answer["errors"])
    assert stock_of(world, goods) == (100, 0)
    assert buyer.get("/orders")["items"] == []


def test_what_the_domain_would_do_for_stand_ins_is_not_done(world, buyer):
    goods = make_goods(world.supplier, stock=100)
    answer = buyer.post("/orders", wanted({"sku": goods.sku, "quantity": 5}, note=7))
    assert answer.paths == {"note": "text"}
    assert stock_of(world, goods) == (100, 0)


def test_a_fault_does_not_hide_that_it_is_not_allowed(world):
    program = Program(make_actor(world.buyer, [ordering.VIEW]))
    assert program.post("/orders", wanted({"sku": "X", "quantity": "x"})).status == 403


def test_refused_for_stock(world, buyer):
    water, tea = make_goods(world.supplier, stock=3), make_goods(world.supplier, stock=100)
    answer = buyer.post("/orders", wanted({"sku": tea.sku, "quantity": 5}, {"sku": water.sku, "quantity": 5}))
    assert (answer.status, answer["type"]) == (409, "out-of-stock")
    assert [(line["line"], line["sku"], line["available"]) for line in answer["lines"]] == [
        (2, water.sku, "3")
    ]
    assert answer["instead"]["lines"][0]["quantity"] == "3"
    assert stock_of(world, tea) == (100, 0)


def test_refused_for_credit(db):
    world = make_world(limit="20")
    water = make_goods(world.supplier, stock=100)
    answer = Program(world.purchaser()).post("/orders", wanted({"sku": water.sku, "quantity": 5}))
    assert (answer.status, answer["type"]) == (409, "credit-exceeded")
    assert answer["instead"]
    assert stock_of(world, water) == (100, 0)


def test_refused_for_want_of_a_price(world, buyer):
    water = make_goods(world.supplier, price=None, stock=100)
    answer = buyer.post("/orders", wanted({"sku": water.sku, "quantity": 5}))
    assert (answer.status, answer["type"]) == (409, "price-on-request")
    assert answer["lines"] == [{"line": 1, "sku": water.sku}]


def test_refused_for_the_way_of_paying(world, buyer):
    water = make_goods(world.supplier, stock=100)
    answer = buyer.post("/orders", wanted({"sku": water.sku, "quantity": 5}, method="online"))
    assert (answer.status, answer["type"]) == (409, "payment-method-unavailable")
    assert answer["instead"]["methods"] == ["credit", "transfer", "prepaid"]


def test_a_representative_orders_for_a_customer_at_an_approved_price(world):
    water = make_goods(world.supplier, stock=100)
    house = Program(world.representative())
    answer = house.post(
        "/orders",
        wanted({"sku": water.sku, "quantity": 5, "price": "7.50"}, buyer=world.buyer.code, method="transfer"),
    )
    assert answer.status == 201
    order = answer["orders"][0]
    assert (order["buyer"], order["total"]) == (world.buyer.code, "37.50")
    assert (order["lines"][0]["unit_price"], order["lines"][0]["list_price"]) == ("7.50", "10.00")


def test_a_price_of_ones_own_needs_the_grant(world, buyer):
    water = make_goods(world.supplier, stock=100)
    answer = buyer.post("/orders", wanted({"sku": water.sku, "quantity": 5, "price": "0.01"}))
    assert (answer.status, answer["permission"]) == (403, ordering.OVERRIDE_PRICE)


def test_an_address_of_ones_own(world, buyer):
    from dinghuo.organisations.models import Address

    with acting(world.system):
        address = Address.objects.create(
            market_id=world.market.id, organisation=world.buyer, contact="Li Na", street="1 Nanjing Road"
        )
    water = make_goods(world.supplier, stock=100)
    assert buyer.get("/me")["addresses"][0]["id"] == str(address.id)
    answer = buyer.post(
        "/orders", wanted({"sku": water.sku, "quantity": 1}, delivery={"address": str(address.id)})
    )
    assert answer["orders"][0]["delivery"]["address"]["street"] == "1 Nanjing Road"
    foreign = buyer.post(
        "/orders", wanted({"sku": "NOPE", "quantity": 1}, delivery={"address": str(new_id())})
    )
    assert foreign.paths == {"delivery.address": "unknown", "lines.0.sku": "unknown"}


def test_a_customer_that_is_not_there(world):
    program = Program(world.representative())
    answer = program.post("/orders", wanted({"sku": "WATER", "quantity": 1}, buyer="nobody"))
    assert (answer.status, answer.paths) == (422, {"buyer": "unknown"})


def test_a_customer_of_another_house(world):
    other = make_organisation(world.market.id, "branch")
    grants = [ordering.PLACE_FOR_CUSTOMER, ordering.VIEW]
    answer = Program(make_actor(other, grants)).post(
        "/orders", wanted({"sku": "WATER", "quantity": 1}, buyer=world.buyer.code)
    )
    assert (answer.status, answer.paths) == (422, {"buyer": "unknown"})
