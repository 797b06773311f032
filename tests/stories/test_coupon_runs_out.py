"""A coupon whose budget runs out under a hundred clients: exactly the budget is given, the rest are told in words."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.ordering.models import Order
from dinghuo.promotions.models import Coupon, PromotionFund, Redemption
from proofs.no_oversell import together
from proofs.shared.serving import Serving
from proofs.shared.wire import Answer, Wire
from tests.makers.staff import BUY, make_program
from tests.stories.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS, GIVEN = 100, 30
WISH = {
    "lines": [{"sku": "WATER", "quantity": "10"}],
    "payment": {"method": "transfer"},
    "codes": ["fifty"],
}


def test_exactly_the_budget_is_given_and_the_rest_are_told(scene, window):
    scene.goods("WATER", "农夫山泉 550ml", "10.00", stock=5000)
    desk = window(scene.seller.phone, DESKTOP)
    promise_fifty(desk)
    answers = everybody_at_once(make_program(scene.world.buyer, *BUY).token)
    told = Counter(f"{each.status} {each.kind}".strip() for each in answers)
    assert told == {"201": GIVEN, "409 coupon-refused": CLIENTS - GIVEN}
    refused = [each.body for each in answers if each.status == 409]
    # The program's person reads Chinese.
    assert {each["detail"] for each in refused} == {"FIFTY 已被领完，请不使用它直接下单。"}
    placed = [order for each in answers if each.status == 201 for order in each.body["orders"]]
    assert {(each["discount"], each["total"]) for each in placed} == {("50.00", "50.00")}
    look_into_the_books(scene)
    is_told_on_the_phone(window(scene.purchaser.phone, PHONE), placed[0]["number"])
    sees_what_it_cost(desk, placed[-1]["number"])


def promise_fifty(desk):
    """The supplier writes it on the screen, where only what this benefit needs is asked; starts it; makes its word."""
    desk.goto("/supplier/promotions/new")
    assert desk.get_by_label("Percent off").is_visible()
    desk.get_by_label("Benefit").select_option("amount")
    assert not desk.get_by_label("Every which piece").is_visible()
    desk.get_by_label("Amount off").fill("50")
    desk.get_by_label("From this amount on").first.fill("80")
    desk.get_by_label("Name", exact=True).fill("Fifty off")
    desk.get_by_label("Short name for lists and files").fill("fifty")
    desk.get_by_label("First day").fill(f"{now():%Y}-01-01")
    desk.get_by_label("Budget").fill(str(50 * GIVEN))
    desk.get_by_label("Only with a coupon code").check()
    desk.get_by_role("button", name="Save the promotion").click()
    desk.get_by_role("button", name="Start it").click()
    desk.get_by_label("One word for all").fill("FIFTY")
    desk.get_by_label("How many").fill("1000")
    desk.get_by_role("button", name="Make codes").click()
    desk.get_by_text("Codes made: 1.").wait_for()


def everybody_at_once(token: str) -> list[Answer]:
    """A hundred clients send the same wish to a web server at the same moment."""
    answers: list[Answer] = []
    with Serving() as serving:

        def order() -> None:
            wire = Wire(serving.port, token)
            answers.append(wire.call("POST", "/orders", WISH))
            wire.close()

        together([order] * CLIENTS)
    return answers


def look_into_the_books(scene):
    """Not a cent more than the budget, as many uses as orders, and what stands in the orders is what was given."""
    market_id = scene.world.market_id
    with acting(scene.world.system):
        orders = list(Order.objects.filter(market_id=market_id))
        assert (len(orders), sum(each.discount for each in orders)) == (GIVEN, 50 * GIVEN)
        fund = PromotionFund.objects.get(market_id=market_id)
        assert (fund.spent, fund.uses) == (fund.budget, GIVEN)
        assert Coupon.objects.get(market_id=market_id).uses == GIVEN
        kept = [each.kept for each in Redemption.objects.filter(market_id=market_id)]
        assert kept == [Decimal(50)] * GIVEN
        assert verify_books(scene.world.system) == []
    assert scene.books() == scene.moves() == {"WATER": (Decimal(5000), Decimal(10 * GIVEN))}


def is_told_on_the_phone(phone, number):
    """One more tries it: the cart says why it gives nothing and lets it be taken out; an order shows what it gave."""
    phone.goto("/goods/?view=pad")
    phone.locator(".stepper-number").fill("10")
    with phone.expect_response("**/cart/lines/"):
        phone.locator(".stepper-number").press("Enter")
    phone.goto("/cart/")
    phone.get_by_label("Coupon code").fill("fifty")
    phone.get_by_role("button", name="Use it").click()
    summary = phone.locator("#cart-summary")
    summary.get_by_text("FIFTY is used up: others were quicker. Order without it.").wait_for()
    summary.get_by_role("button", name="Take out").click()
    summary.get_by_text("FIFTY").wait_for(state="detached")
    phone.goto(f"/orders/{number}")
    assert amounts(phone.locator("main", has_text=number)) >= {"100.00", "50.00"}


def sees_what_it_cost(desk, number):
    """The supplier sees the budget given to the last cent, in how many orders, and the discount of one of them."""
    desk.goto("/supplier/promotions/fifty")
    page = desk.locator("main").inner_text()
    assert f"{50 * GIVEN:,}.00" in page
    assert "100 %" in page
    assert f"In {GIVEN} orders." in page
    desk.goto(f"/supplier/orders/{number}")
    assert amounts(desk.locator("main", has_text=number)) >= {"100.00", "50.00"}


def amounts(part):
    """The amounts a part of a page shows."""
    return set(re.findall(r"[\d,]+\.\d\d", part.inner_text()))
