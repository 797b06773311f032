"""What a buyer does with an order: decide, cancel, write, change, order again, receive, pay."""

import re

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.models import CartLine, Order, OrderChange
from tests.web.buyer.conftest import Store, text, value_of


def order_of(store: Store, number: str) -> Order:
    """The order as it is now."""
    with acting(store.world.system):
        return Order.objects.get(market_id=store.world.market_id, number=number)


def waiting(store: Store) -> str:
    """The number of an order that waits for approval."""
    purchaser = store.browser_of("buyer-purchaser", limit="10")
    store.put(5, browser=purchaser)
    page = text(purchaser.get("/checkout/"))
    address = re.search(r'name="delivery.address" value="([^"]+)" checked', page)[1]
    answer = purchaser.post("/checkout/", {"delivery.address": address, "payment.method": "credit"})
    return answer["Location"].split("/")[2]


def test_an_approver_approves_in_two_taps(store):
    number = waiting(store)
    approver = store.browser_of("buyer-approver")
    page = text(approver.get("/approvals/"))
    assert number in page
    assert f'action="/orders/{number}/approval/"' in page
    answer = approver.post(f"/orders/{number}/approval/", {"decision": "approve", "from": "approvals"})
    assert answer["Location"] == "/approvals/"
    assert order_of(store, number).approval == "approved"
    assert "Nothing waits for approval" in text(approver.get("/approvals/"))


def test_each_line_says_its_price(store):
    page = text(store.browser.get(f"/orders/{store.place(5)}/"))
    assert "Price on request" not in page
    [line] = re.findall(r'<tr id="line-1">.*?</tr>', page, re.DOTALL)
    assert "/瓶" in line


def test_a_refusal_needs_a_reason_and_then_ends_the_order(store):
    number = waiting(store)
    approver = store.browser_of("buyer-approver")
    answer = approver.post(f"/orders/{number}/approval/", {"decision": "refuse", "reason": " "})
    assert answer.status_code == 422
    assert "Say why" in text(answer)
    approver.post(f"/orders/{number}/approval/", {"decision": "refuse", "reason": "Too much"})
    assert order_of(store, number).state == "cancelled"


def test_an_order_is_cancelled_with_a_reason(store):
    number = store.place(5)
    answer = store.browser.post(f"/orders/{number}/cancellation/", {"reason": ""})
    assert answer.status_code == 422
    store.browser.post(f"/orders/{number}/cancellation/", {"reason": "Ordered twice"})
    assert order_of(store, number).state == "cancelled"


def test_a_confirmed_order_is_asked_back(store):
    number = store.place(5)
    confirm_order(store.world.person(store.world.supplier, "supplier-admin"), number)
    store.browser.post(f"/orders/{number}/cancellation/", {"reason": "Closed"})
    page = text(store.browser.get(f"/orders/{number}/"))
    assert "You asked for a change" in page
    assert "Cancellation asked for" in page


def test_a_message_is_kept_and_an_empty_one_is_not(store):
    number = store.place(5, 6)
    assert store.browser.post(f"/orders/{number}/messages/", {"text": " "}).status_code == 422
    store.browser.post(f"/orders/{number}/messages/", {"text": "Is it fresh?", "line": "2"})
    page = text(store.browser.get(f"/orders/{number}/"))
    assert "Is it fresh?" in page
    assert "1 message" in page


def test_the_sellers_change_is_accepted(store):
    number = store.place(5)
    seller = store.world.person(store.world.supplier, "supplier-admin")
    change = propose_change(
        seller,
        number,
        order_of(store, number).version,
        [{"kind": "quantity", "line": 1, "quantity": "3"}],
        "Short",
    )
    page = text(store.browser.get(f"/orders/{number}/"))
    assert "asks for a change" in page
    assert "instead of" in page
    store.browser.post(f"/changes/{change.id}/answer/", {"decision": "accept"})
    assert order_of(store, number).total == 30
    page = text(store.browser.get(f"/orders/{number}/"))
    assert "instead of" not in page
    assert "to 3" in page
    stranger = store.browser_of(organisation=store.world.other_buyer)
    assert stranger.post(f"/changes/{change.id}/answer/", {"decision": "accept"}).status_code == 404


def test_a_change_is_asked_for_line_by_line(store):
    number = store.place(5, 6)
    page = store.browser.get(f"/orders/{number}/changes/")
    typed = {
        "base_version": value_of(page, "base_version"),
        "quantity.1": "4",
        "quantity.2": "0",
        "reason": "Less",
    }
    assert store.browser.post(f"/orders/{number}/changes/", typed)["Location"] == f"/orders/{number}/"
    with acting(store.world.system):
        change = OrderChange.objects.get(market_id=store.world.market_id)
    assert change.actions == [{"kind": "quantity", "line": 1, "quantity": "4"}, {"kind": "remove", "line": 2}]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"quantity.1": "4", "reason": ""}, "Say why"),
        ({"quantity.1": "5", "quantity.2": "6", "reason": "x"}, "Say what to change."),
        ({"quantity.1": "many", "reason": "x"}, "This is no quantity."),
    ],
)
def test_a_change_with_a_fault_comes_back(store, typed, words):
    number = store.place(5, 6)
    answer = store.browser.post(f"/orders/{number}/changes/", {"quantity.2": "6", **typed})
    assert answer.status_code == 422
    assert words in text(answer)
    assert value_of(answer, "quantity.1") in (typed["quantity.1"], "")


def test_an_order_is_put_into_the_cart_again(store):
    number = store.place(5, 6)
    assert store.browser.post(f"/orders/{number}/again/")["Location"] == "/cart/"
    with acting(store.world.system):
        rows = CartLine.objects.filter(market_id=store.world.market_id).order_by("id")
        assert [row.quantity for row in rows] == [5, 6]


def test_all_of_a_shipment_is_accepted_with_one_tap(store):
    number, shipment = store.shipped(5, 6)
    assert f'href="/shipments/{shipment}/receipt/"' in text(store.browser.get(f"/orders/{number}/"))
    store.browser.post(f"/shipments/{shipment}/receipt/", {"all": "1"})
    assert order_of(store, number).delivery_state == "received"


def test_what_is_rejected_needs_a_reason_and_keeps_what_was_typed(store):
    number, shipment = store.shipped(5, 6)
    typed = {"accepted.1": "3", "rejected.1": "2", "accepted.2": "6"}
    answer = store.browser.post(f"/shipments/{shipment}/receipt/", typed)
    assert answer.status_code == 422
    assert "Say what is wrong with it." in text(answer)
    assert value_of(answer, "accepted.1") == "3"
    store.browser.post(f"/shipments/{shipment}/receipt/", typed | {"reason.1": "Damaged"})
    page = text(store.browser.get(f"/orders/{number}/"))
    assert "Received 11 of 11 瓶, 2 rejected" in page


def test_more_than_is_on_its_way_cannot_be_received(store):
    _number, shipment = store.shipped(5)
    answer = store.browser.post(f"/shipments/{shipment}/receipt/", {"accepted.1": "9"})
    assert answer.status_code == 422
    assert "has only 5 瓶 on its way" in text(answer)


def test_a_payment_is_reported(store):
    number = store.place(5)
    page = store.browser.get(f"/orders/{number}/payments/")
    assert value_of(page, "amount") == "50.00"
    answer = store.browser.post(
        f"/orders/{number}/payments/", {"amount": "five", "method": "transfer", "reference": "TT-1"}
    )
    assert answer.status_code == 422
    assert value_of(answer, "reference") == "TT-1"
    store.browser.post(
        f"/orders/{number}/payments/", {"amount": "50.00", "method": "transfer", "reference": "TT-1"}
    )
    assert "Reported" in text(store.browser.get(f"/orders/{number}/"))


def test_the_list_is_saved_as_a_file(store):
    store.place(5)
    answer = store.browser.get("/orders/export.csv?q=PO-7")
    assert answer["Content-Type"].startswith("text/csv")
    assert b"".join(answer.streaming_content).decode("utf-8-sig").count("SO-") == 1
    assert store.browser.get("/orders/export.pdf").status_code == 404
