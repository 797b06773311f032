"""The main job as programs do it: an order from catalogue to payment, counted to the last unit at the end."""

import pytest

from dinghuo.finance.models import CreditLine
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Movement, Stock
from tests.makers import make_goods, make_price, make_world
from tests.makers.days import ahead
from tests.makers.staff import make_staff


@pytest.fixture
def world(db):
    return make_world(limit="1000")


def test_an_order_from_catalogue_to_payment(world, drain):
    staff = make_staff(world)
    water = make_goods(world.supplier, "WATER", price="1.50", stock=480, box=24)
    make_price(world.supplier, water, "1.25", min_quantity=240)
    tea = make_goods(world.supplier, "TEA", price="10", stock=20, backorder_allowed=True)
    cups = make_goods(world.supplier, "CUPS", price="2.40", stock=100)

    # The buyer looks, and asks what it would cost.
    found = staff.buyer.get("/products?in_stock=true&limit=2")
    assert [item["sku"] for item in found["items"]] == ["CUPS", "TEA"]
    (last,) = staff.buyer.get(f"/products?in_stock=true&limit=2&after={found['next']}")["items"]
    assert (last["sku"], last["price"], last["available"]) == (
        "WATER",
        {"amount": "1.50", "currency": "CNY", "unit": "瓶"},
        "480",
    )
    assert [(pack["unit"], pack["factor"]) for pack in last["packs"]] == [("箱", "24")]
    check = staff.buyer.post("/price-checks", {"lines": [{"sku": "WATER", "quantity": 2, "unit": "箱"}]})
    (line,) = check["lines"]
    assert (line["amount"], line["extended"]) == ("36.00", "72.00")
    assert (line["next_tier"]["min_quantity"], line["next_tier"]["amount"]) == ("10", "30.00")
    assert [(rule["amount"], rule["outcome"]) for rule in line["explanation"]] == [
        ("30", "lost"),
        ("36", "won"),
    ]

    # It orders above its own limit; its approver agrees.
    placed = staff.buyer.post(
        "/orders",
        {
            "lines": [
                {"sku": "WATER", "quantity": "2", "unit": "箱"},
                {"sku": "TEA", "quantity": "10"},
                {"sku": "CUPS", "quantity": "10"},
            ],
            "payment": {"method": "credit"},
            "reference": "PO-7",
        },
        Idempotency_Key="po-7",
    )
    assert placed.status == 201
    (order,) = placed["orders"]
    number = order["number"]
    assert (order["total"], order["state"], order["approval"]) == ("196.00", "awaiting_approval", "pending")
    assert books(world) == {"WATER": (480, 48), "TEA": (20, 10), "CUPS": (100, 10)}
    assert credit(world) == (196, 0, 0)
    assert staff.approver.post(f"/orders/{number}/approval", {"note": "Fine"})["state"] == "submitted"

    # The seller accepts some, puts some on back-order, refuses some.
    confirmed = staff.seller.post(
        f"/orders/{number}/confirmation",
        {
            "lines": [
                {"line": 1, "accept": "48", "promised_date": str(ahead(9))},
                {"line": 2, "accept": "6", "backorder": "4", "promised_date": str(ahead(32))},
                {"line": 3, "accept": "8", "refuse": "2", "reason": "Two are broken"},
            ]
        },
    )
    assert (confirmed.status, confirmed["state"]) == (200, "partly_confirmed")
    assert books(world) == {"WATER": (480, 48), "TEA": (20, 6), "CUPS": (100, 8)}
    assert credit(world) == (pytest.approx(191.20), 0, 0)
    staff.seller.post(f"/orders/{number}/messages", {"text": "The tea comes before Christmas", "line": 2})
    assert [message["line"] for message in staff.buyer.get(f"/orders/{number}/messages")["items"]] == [2]

    # What is there leaves, and is followed on its way.
    first = staff.seller.post(
        f"/orders/{number}/shipments",
        {
            "lines": [
                {"line": 1, "quantity": "48", "lot": "L1", "expires": "2027-05-01"},
                {"line": 2, "quantity": 6},
            ],
            "carrier": "SF Express",
            "tracking_number": "SF1",
        },
    )
    assert (first.status, first["state"]) == (201, "in_transit")
    second = staff.seller.post(f"/orders/{number}/shipments")
    assert [(line["line"], line["quantity"]) for line in second["lines"]] == [(3, "8")]
    news = {"at": now().isoformat(), "place": "Shanghai", "status": "in_transit", "text": "On its way"}
    assert (
        staff.seller.post(f"/shipments/{first['number']}/tracking", news)["tracking"][0]["place"]
        == "Shanghai"
    )
    assert books(world) == {"WATER": (432, 0), "TEA": (14, 0), "CUPS": (92, 0)}
    assert credit(world) == (40, pytest.approx(151.20), 0)

    # The buyer inspects: one bottle is broken. What is accepted is invoiced.
    received = staff.buyer.post(
        f"/shipments/{first['number']}/receipt",
        {
            "lines": [
                {"line": 1, "accepted": "47", "rejected": "1", "reason": "Broken"},
                {"line": 2, "accepted": 6},
            ]
        },
    )
    assert (received.status, received["delivery_state"]) == (200, "partly_received")
    staff.buyer.post(f"/shipments/{second['number']}/receipt")
    drain()
    invoices = staff.buyer.get(f"/orders/{number}/invoices")["items"]
    assert [invoice["total"] for invoice in invoices] == ["130.50", "19.20"]
    assert credit(world) == (40, 0, pytest.approx(149.70))

    # The tea that was missing comes, too.
    staff.seller.post(f"/orders/{number}/confirmation", {"lines": [{"line": 2, "accept": "4"}]})
    rest = staff.seller.post(f"/orders/{number}/shipments")
    staff.buyer.post(f"/shipments/{rest['number']}/receipt")
    drain()
    owed = staff.buyer.get(f"/orders/{number}")
    assert (owed["state"], owed["delivery_state"], owed["payable"]) == ("confirmed", "received", "189.70")

    # It pays in two parts; the operator's finance finds the money.
    paid = staff.buyer.post(
        f"/orders/{number}/payments",
        {"amount": "100.00", "currency": "CNY", "method": "transfer", "reference": "B-1"},
    )
    assert (paid.status, paid["state"]) == (201, "reported")
    assert staff.buyer.get(f"/orders/{number}")["payment_state"] == "unpaid"
    claimed = staff.operator.post(f"/payments/{paid['number']}/claim")
    assert (claimed["state"], claimed["allocations"][0]) == (
        "received",
        {"invoice": invoices[0]["number"], "amount": "100.00"},
    )
    assert staff.buyer.get(f"/orders/{number}")["payment_state"] == "partly_paid"
    found = staff.operator.post(
        f"/orders/{number}/payments",
        {"amount": "89.70", "currency": "CNY", "method": "transfer", "reference": "B-2"},
    )
    assert (found.status, found["state"]) == (201, "received")
    drain()

    assert_done(world, staff, number, {"WATER": water, "TEA": tea, "CUPS": cups})


def assert_done(world, staff, number, goods):
    """Everything adds up: the order, the stock, the credit, the ledger and the timeline."""
    order = staff.seller.get(f"/orders/{number}")
    assert (order["state"], order["payment_state"], order["paid"]) == ("completed", "paid", "189.70")
    units = {line["sku"]: line["quantities"] for line in order["lines"]}
    told = ("ordered", "confirmed", "refused", "shipped", "received", "accepted", "rejected", "invoiced")
    assert {sku: tuple(units[sku][name] for name in told) for sku in units} == {
        "WATER": ("48", "48", "0", "48", "48", "47", "1", "47"),
        "TEA": ("10", "10", "0", "10", "10", "10", "0", "10"),
        "CUPS": ("10", "8", "2", "8", "8", "8", "0", "8"),
    }
    assert books(world) == {"WATER": (432, 0), "TEA": (10, 0), "CUPS": (92, 0)}
    assert credit(world) == (0, 0, 0)
    with acting(world.system):
        for stock in Stock.objects.all():
            moves = Movement.objects.filter(stock=stock).values_list("on_hand_delta", "reserved_delta")
            assert (sum(each[0] for each in moves), sum(each[1] for each in moves)) == (
                stock.on_hand,
                stock.reserved,
            )
    balance = staff.seller.get("/ledger/trial-balance")
    assert [(total["debit"], total["credit"]) for total in balance["totals"]] == [
        (total["debit"], total["debit"]) for total in balance["totals"]
    ]
    accounts = {account["kind"]: account["balance"] for account in balance["accounts"]}
    assert (accounts["bank"], accounts["receivable"]) == ("189.70", "0.00")
    (statement,) = staff.buyer.get("/statements")["items"]
    assert (statement["charges"], statement["payments"], statement["closing"]) == ("189.70", "189.70", "0.00")
    assert [event["kind"] for event in order["events"]] == [
        "order.placed",
        "order.approved",
        "order.confirmed",
        "order.message_sent",
        "order.shipped",
        "order.shipped",
        "tracking.added",
        "shipment.received",
        "shipment.received",
        "invoice.issued",
        "invoice.issued",
        "order.confirmed",
        "order.shipped",
        "shipment.received",
        "invoice.issued",
        "payment.reported",
        "payment.received",
        "payment.received",
    ]
    assert all(event["actor"] and event["at"].endswith("Z") for event in order["events"])


def books(world):
    """On hand and reserved of every article."""
    with acting(world.system):
        stocks = Stock.objects.filter(market_id=world.market.id).select_related("variant")
        return {stock.variant.sku: (stock.on_hand, stock.reserved) for stock in stocks}


def credit(world):
    """What is used of the credit line: ordered, shipped, invoiced."""
    with acting(world.system):
        line = CreditLine.objects.get(id=world.credit.id)
        return float(line.ordered), float(line.shipped), float(line.invoiced)
