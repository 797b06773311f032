"""The demo as it is loaded, with a month of trade instead of a year: whole, lawful, usable by those it names."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Count

from dinghuo.billing.models import Invoice, Payment
from dinghuo.catalogue.models import Image, KitPart, Merge, Product
from dinghuo.demo.load import load
from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.integration.models import Import
from dinghuo.integration.queries.actor_for_key import actor_for_key
from dinghuo.inventory.models import Consignment, StockDocument
from dinghuo.inventory.queries.consigned_statement import consigned_statement
from dinghuo.inventory.queries.differences import differences
from dinghuo.ordering.models import Order, OrderChange, OrderLine
from dinghuo.ordering.queries.rival_orders import rival_orders
from dinghuo.ordering.rules.counters import broken_laws
from dinghuo.ordering.rules.progress import delivery_state, order_state, payment_state
from dinghuo.ordering.states import Approval
from dinghuo.organisations.models import Market, Notification, Organisation, Registration
from proofs.replay import of_market
from tests.makers.keys import Program

DAYS = 30


@pytest.fixture
def accounts(live: None, tmp_path: Path) -> list[dict[str, str]]:
    """What is told of the demo once it is loaded, here for the first and only time."""
    file = tmp_path / "demo.json"
    said: list[str] = []
    load(said.append, file, days=DAYS)
    told = json.loads(file.read_text())
    assert set(told) == {"url", "accounts"}
    # Loaded again it is there already, with fresh keys.
    load(said.append, file, days=DAYS)
    assert [line for line in said if "already" in line] == [
        "The market huayuan is there already.",
        "The market yunzhan is there already.",
    ]
    assert actor_for_key(told["accounts"][0]["api_key"]) is None
    return json.loads(file.read_text())["accounts"]


def test_the_demo_is_whole_lawful_and_usable(accounts: list[dict[str, str]]) -> None:
    with gate():
        systems = {
            market.key: Actor.system(market.id)
            for market in Market.objects.filter(key__in=["huayuan", "yunzhan"])
        }
    for system in systems.values():
        with acting(system):
            assert differences(system) == []
            assert verify_ledger(system) == []
            _every_order_is_what_its_lines_say(system)
        assert list(of_market(system).wrong) == []
    with acting(systems["huayuan"]):
        _there_is_as_much_as_promised(systems["huayuan"])
        _there_is_work_for_everybody(systems["huayuan"])
    _accounts_are_as_the_api_says(accounts)
    _the_first_buyer_orders(accounts)


def _every_order_is_what_its_lines_say(system: Actor) -> None:
    for order in Order.objects.filter(market_id=system.market_id).prefetch_related("lines"):
        counters = [line.counters for line in order.lines.all()]
        assert not [law for each in counters for law in broken_laws(each)], order.number
        assert order.payment_state == payment_state(order.paid, order.payable), order.number
        assert order.delivery_state == delivery_state(counters), order.number
        assert order.state == order_state(counters, Approval(order.approval), order.payment_state), (
            order.number
        )
        assert order.total == sum(line.total for line in order.lines.all()), order.number


def _there_is_as_much_as_promised(system: Actor) -> None:
    market = {"market_id": system.market_id}
    parts = {
        part: Organisation.objects.filter(**market, parts__contains=[part]).count()
        for part in ("branch", "buyer")
    }
    assert Organisation.objects.filter(**market, parts__contains=["supplier"]).count() >= 6
    assert parts == {"branch": 2, "buyer": 40}
    products = Product.objects.filter(**market, state="published")
    kits = products.filter(variants__kits__isnull=False).count()
    assert (products.count() - kits, kits) == (3000, 2)
    pictured = Image.objects.filter(**market).values("product_id").distinct().count()
    assert pictured == products.count()
    files = {file for (file,) in Image.objects.filter(**market).values_list("file")}
    assert all((Path(settings.MEDIA_ROOT) / file).is_file() for file in files)


def _there_is_work_for_everybody(system: Actor) -> None:
    market = {"market_id": system.market_id}
    states = dict(Order.objects.filter(**market).values_list("state").annotate(Count("id")))
    expected = {"awaiting_approval", "submitted", "partly_confirmed", "confirmed", "completed", "cancelled"}
    assert expected <= set(states)
    assert Registration.objects.filter(**market, state="pending").exists()
    assert OrderChange.objects.filter(**market, state="proposed").count() >= 2
    assert Order.objects.filter(**market, cancel_requested=True).exists()
    assert Payment.objects.filter(**market, state="reported").exists()
    assert Invoice.objects.filter(**market, allocated=0).exists()
    assert Notification.objects.filter(**market, read_at=None).exists()
    assert Merge.objects.filter(**market).count() == 1
    _others_goods_lie_there(system)
    _goods_are_shared(system)
    assert KitPart.objects.filter(**market, optional=True).exists()
    sheets = Import.objects.filter(**market).order_by("number")
    told = [(sheet.kind, sheet.state, dict(sheet.counts)) for sheet in sheets]
    assert told[0][:2] == ("offers", "applied")
    assert told[0][2]["written_changed"] == 6
    assert told[1][:2] == ("offers", "previewed")
    assert told[1][2]["wrong"] == 5


def _others_goods_lie_there(system: Actor) -> None:
    kinds = StockDocument.objects.filter(market_id=system.market_id).exclude(keeper=None)
    assert set(kinds.values_list("kind", flat=True)) == {"transfer", "taking", "count"}
    agreement = Consignment.objects.get(market_id=system.market_id, state="active")
    statement = consigned_statement(system, agreement.number)
    sold, taken, lost = (
        sum(getattr(line.sums, name) for line in statement.lines) for name in ("sold", "taken", "lost")
    )
    assert (sold > 0, taken, lost) == (True, 12, 1)


def _goods_are_shared(system: Actor) -> None:
    lines = OrderLine.objects.filter(market_id=system.market_id)
    rules = [rule for rule in lines.values_list("sharing__rule", flat=True) if rule]
    assert sorted(rules) == ["gave", "hand", "proportional"]
    for seller in ("S001", "HYHN"):
        house = Organisation.objects.get(market_id=system.market_id, code=seller)
        asked = {line.variant_id for line in lines.filter(seller=house) if line.waiting}
        assert len(rival_orders(system, house.id, asked, 50)) >= 3, seller


def _accounts_are_as_the_api_says(accounts: list[dict[str, str]]) -> None:
    names = {"name", "market", "door", "organisation", "login", "password", "api_key"}
    assert all(set(account) == names for account in accounts)
    first = [account for account in accounts if account["market"] == "huayuan"]
    assert accounts[: len(first)] == first
    assert [(account["market"], account["door"]) for account in accounts[len(first) :]] == [
        ("yunzhan", "buyer"),
        ("yunzhan", "supplier"),
    ]
    assert [account["door"] for account in first].count("buyer") >= 3
    assert {"supplier", "buyer", "operator", "branch"} == {account["door"] for account in first}
    for account in accounts:
        actor = actor_for_key(account["api_key"])
        assert actor is not None, account["login"]
        assert account["door"] in actor.parts


def _the_first_buyer_orders(accounts: list[dict[str, str]]) -> None:
    buyer = Program(token=next(each["api_key"] for each in accounts if each["door"] == "buyer"))
    found = buyer.get("/products?in_stock=true&limit=50")["items"]
    lines = [{"sku": item["sku"], "quantity": item["minimum"]} for item in found[:3]]
    placed = buyer.post("/orders", {"lines": lines, "payment": {"method": "credit"}})
    assert placed.status == 201, placed.body
    assert {order["state"] for order in placed["orders"]} == {"submitted"}
    # Whoever sells is among the accounts, by its code.
    keys = {each["organisation"]: each["api_key"] for each in accounts}
    for order in placed["orders"]:
        seller = Program(token=keys[order["seller"]])
        answered = seller.post(f"/orders/{order['number']}/confirmation", {"lines": []})
        assert (answered.status, answered["state"]) == (200, "confirmed"), answered.body
