"""The seller's list of orders and the page of one, as a browser without scripts sees them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import Order, OrderLine
from tests.makers.days import ahead
from tests.web.selling.conftest import Shop


def text_of(answer) -> str:
    return answer.content.decode()


def order_of(shop: Shop, number: str) -> Order:
    with acting(shop.world.system):
        return Order.objects.get(market_id=shop.world.market_id, number=number)


def lines_of(shop: Shop, number: str) -> list[OrderLine]:
    with acting(shop.world.system):
        return list(OrderLine.objects.filter(market_id=shop.world.market_id, order__number=number))


def test_the_list_shows_what_waits_with_its_count(shop: Shop) -> None:
    number = shop.place(10)
    page = text_of(shop.ask("orders", need="answer"))
    assert number in page
    assert "Corner shop" in page
    assert "24 h left" in page
    assert number not in text_of(shop.ask("orders", need="ship"))


def test_an_empty_list_says_what_will_be_there(shop: Shop) -> None:
    assert "No orders yet" in text_of(shop.ask("orders"))
    assert "No order matches" in text_of(shop.ask("orders", q="nothing"))


def test_the_list_is_found_by_the_buyers_number_and_saved_as_a_file(shop: Shop) -> None:
    number = shop.place(10)
    assert number in text_of(shop.ask("orders", q="PO-7"))
    assert number in b"".join(shop.ask("orders.csv").streaming_content).decode()
    assert b"".join(shop.ask("orders.xlsx").streaming_content).startswith(b"PK")
    assert shop.ask("orders.exe").status_code == 404


def test_everything_is_accepted_by_one_press(shop: Shop) -> None:
    number = shop.place(10, 20)
    page = text_of(shop.ask(f"orders/{number}"))
    assert "Accept everything" in page
    assert shop.send(f"orders/{number}/accept").status_code == 302
    assert order_of(shop, number).state == "confirmed"
    assert "Ship goods" in text_of(shop.ask(f"orders/{number}"))


def test_lines_are_accepted_put_off_and_refused_in_one_answer(shop: Shop) -> None:
    number = shop.place(100, 20, 30)
    typed = {
        "lines.1.accept": "80",
        "lines.1.later": "20",
        "lines.1.date": str(ahead(11)),
        "lines.2.refuse": "20",
        "lines.2.reason": "Not made any more",
        "lines.3.accept": "３０",
    }
    assert shop.send(f"orders/{number}/answer", **typed).status_code == 302
    first, second, third = lines_of(shop, number)
    assert (first.allocated, first.backordered, str(first.promised_date)) == (80, 20, str(ahead(11)))
    assert (second.refused, second.answer_reason) == (20, "Not made any more")
    assert third.allocated == 30
    page = text_of(shop.ask(f"orders/{number}"))
    assert "Not made any more" in page
    assert re.search(r"line 1: 20\s瓶 on \d", page)


def test_a_fault_stands_beside_its_field_and_what_was_typed_stays(shop: Shop) -> None:
    number = shop.place(10, 20)
    typed = {
        "lines.1.accept": "many",
        "lines.1.date": "soon",
        "lines.2.accept": "12",
        "lines.2.refuse": "-1",
    }
    answer = shop.send(f"orders/{number}/answer", **typed)
    assert answer.status_code == 422
    page = text_of(answer)
    for told in ("This is no number.", "This is no day.", "less than zero", 'value="many"', 'value="12"'):
        assert told in page
    answer = shop.send(f"orders/{number}/answer", **{"lines.1.refuse": "3", "lines.1.accept": "7"})
    assert answer.status_code == 422
    assert 'href="#f-lines-1-reason"' in text_of(answer)
    answer = shop.send(f"orders/{number}/answer", **{"lines.1.accept": "11"})
    assert answer.status_code == 422
    assert 'href="#f-lines-1-accept"' in text_of(answer)
    assert order_of(shop, number).state == "submitted"


def test_an_empty_answer_is_asked_again(shop: Shop) -> None:
    number = shop.place(10)
    assert shop.send(f"orders/{number}/answer").status_code == 409


def test_many_are_accepted_at_once_and_those_that_cannot_be_are_named(shop: Shop) -> None:
    first, second = shop.place(10), shop.place(20)
    answer = shop.browser.post(shop.path("orders/accept"), {"chosen": [first, second, "SO-2000-000001"]})
    assert "SO-2000-000001" in text_of(shop.browser.get(answer["Location"]))
    assert {order_of(shop, number).state for number in (first, second)} == {"confirmed"}


def test_the_two_sides_write_to_each_other(shop: Shop) -> None:
    number = shop.place(10)
    assert shop.send(f"orders/{number}/messages", text="It comes on Monday.", line="1").status_code == 302
    assert "It comes on Monday." in text_of(shop.ask(f"orders/{number}"))
    assert shop.send(f"orders/{number}/messages", text=" ").status_code == 422


def test_the_rest_is_cancelled_with_a_reason(shop: Shop) -> None:
    number = shop.place(10)
    assert shop.send(f"orders/{number}/cancel", reason="").status_code == 422
    assert shop.send(f"orders/{number}/cancel", reason="The factory is closed").status_code == 302
    assert order_of(shop, number).state == "cancelled"
    assert "The factory is closed" in text_of(shop.ask(f"orders/{number}"))


def test_another_quantity_and_day_are_proposed(shop: Shop) -> None:
    number = shop.place(10, 20)
    assert "Propose a change" in text_of(shop.ask(f"orders/{number}/change"))
    version = str(order_of(shop, number).version)
    typed = {"quantity.1": "8", "quantity.2": "20", "date.2": str(ahead(11)), "base_version": version}
    answer = shop.send(f"orders/{number}/change", **typed, reason="")
    assert answer.status_code == 422
    assert 'value="8"' in text_of(answer)
    assert shop.send(f"orders/{number}/change", **typed, reason="Short of bottles").status_code == 302
    page = text_of(shop.ask(f"orders/{number}"))
    assert "You proposed a change" in page
    assert "Short of bottles" in page


@pytest.mark.parametrize("address", ["", "/ship", "/change"])
def test_a_foreign_order_is_not_there(shop: Shop, address: str) -> None:
    number = shop.place(10)
    other = shop.world.organisation("Another seller", shop.door)
    role = "supplier-admin" if shop.door == "supplier" else "branch-manager"
    stranger = shop.browser_of(role, other)
    assert stranger.get(shop.path(f"orders/{number}{address}")).status_code == 404
    assert stranger.post(shop.path(f"orders/{number}/accept")).status_code in (302, 404)
    assert order_of(shop, number).state == "submitted"


def test_others_may_not_come_in(shop: Shop) -> None:
    number = shop.place(10)
    buyer = shop.browser_of("buyer-admin", shop.world.buyer)
    assert buyer.get(shop.path(f"orders/{number}")).status_code == 403
    clerk = shop.browser_of(f"{shop.door}-warehouse")
    assert clerk.get(shop.path(f"orders/{number}")).status_code == 200
    assert clerk.post(shop.path(f"orders/{number}/accept")).status_code == 403


def test_more_orders_and_lines_take_no_more_statements(shop: Shop) -> None:
    def statements(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert shop.ask(address).status_code == 200
        return len(caught)

    one = shop.place(1)
    statements(f"orders/{one}")
    before = [statements(address) for address in ("", "orders", f"orders/{one}")]
    three = shop.place(1, 1, 1)
    shop.place(2)
    assert [statements(address) for address in ("", "orders", f"orders/{three}")] == before
