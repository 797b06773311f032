"""Shipping, tracking and the pick list, as a browser without scripts sees them."""

from decimal import Decimal

from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.models import Shipment
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from tests.makers import make_goods
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import lines_of, text_of


def accepted(shop: Shop, *quantities: int) -> str:
    number = shop.place(*quantities)
    assert shop.send(f"orders/{number}/accept").status_code == 302
    return number


def shipped(shop: Shop) -> str:
    number = accepted(shop, 10)
    shop.send(f"orders/{number}/ship", **{"lines.1.quantity": "10"})
    with acting(shop.world.system):
        return Shipment.objects.get(market_id=shop.world.market_id, order_number=number).number


def test_the_lines_are_filled_in_with_what_can_leave(shop: Shop) -> None:
    number = accepted(shop, 10, 20)
    page = text_of(shop.ask(f"orders/{number}/ship"))
    assert 'value="10"' in page
    assert 'value="20"' in page


def test_a_broken_pack_is_proposed_in_loose_units(shop: Shop) -> None:
    crate = make_goods(shop.seller, stock=100, box=24)
    actor = shop.world.person(shop.world.buyer, "buyer-admin")
    row = LineRequest(crate.sku, Decimal("1.25"), "箱")
    number = place_order(actor, OrderRequest([row], "transfer")).orders[0].number
    page = text_of(shop.ask(f"orders/{number}"))
    assert 'value="30"' in page
    assert "= 1 箱 + 6 瓶" in page
    assert "1.25" not in page.split('id="answer"')[1].split("</form>")[0]
    assert shop.send(f"orders/{number}/accept").status_code == 302
    page = text_of(shop.ask(f"orders/{number}/ship"))
    assert 'value="30"' in page
    assert "= 1 箱 + 6 瓶" in page


def test_a_part_leaves_with_its_carrier(shop: Shop) -> None:
    number = accepted(shop, 10, 20)
    typed = {"lines.1.quantity": "4", "lines.2.quantity": "", "carrier": "顺丰速运", "tracking_number": "SF1"}
    answer = shop.send(f"orders/{number}/ship", **typed)
    assert answer.status_code == 302
    assert [line.shipped for line in lines_of(shop, number)] == [4, 0]
    page = text_of(shop.browser.get(answer["Location"]))
    assert "顺丰速运" in page
    assert "SF1" in page
    assert 'value="6"' in text_of(shop.ask(f"orders/{number}/ship"))


def test_too_much_is_said_beside_the_line_and_stays(shop: Shop) -> None:
    number = accepted(shop, 10)
    answer = shop.send(f"orders/{number}/ship", **{"lines.1.quantity": "11", "carrier": "My van"})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "can leave." in page
    assert 'value="11"' in page
    assert 'value="My van"' in page
    assert shop.send(f"orders/{number}/ship", **{"lines.1.quantity": ""}).status_code == 409


def test_news_of_the_carrier_are_added(shop: Shop) -> None:
    number = shipped(shop)
    typed = {"status": "out_for_delivery", "place": "Hangzhou", "at": "2026-01-02T10:00"}
    assert shop.send(f"shipments/{number}/tracking", **typed).status_code == 302
    page = text_of(shop.ask(f"shipments/{number}"))
    assert "Out for delivery" in page
    assert "Hangzhou" in page
    answer = shop.send(f"shipments/{number}/tracking", status="", place="Ningbo", at="never")
    assert answer.status_code == 422
    assert 'value="Ningbo"' in text_of(answer)


def test_what_is_lost_is_written_off_with_a_reason(shop: Shop) -> None:
    number = shipped(shop)
    assert shop.send(f"shipments/{number}/lost", reason="").status_code == 422
    assert shop.send(f"shipments/{number}/lost", reason="The lorry burnt").status_code == 302
    assert "Lost" in text_of(shop.ask(f"shipments/{number}"))


def test_the_list_finds_by_any_number(shop: Shop) -> None:
    number = shipped(shop)
    for query in ({"q": number}, {"need": "underway"}, {}):
        assert number in text_of(shop.ask("shipments", **query))
    assert "No shipment matches" in text_of(shop.ask("shipments", q="nothing"))


def test_the_pick_list_adds_up_by_article(shop: Shop) -> None:
    first, second = accepted(shop, 10, 5), accepted(shop, 7)
    page = text_of(shop.ask("pick-list"))
    assert first in page
    assert second in page
    assert "17" in page
    assert second not in text_of(shop.ask("pick-list", order=first))


def test_a_foreign_shipment_is_not_there(shop: Shop) -> None:
    number = shipped(shop)
    other = shop.world.organisation("Another seller", shop.door)
    role = "supplier-admin" if shop.door == "supplier" else "branch-manager"
    assert shop.browser_of(role, other).get(shop.path(f"shipments/{number}")).status_code == 404
