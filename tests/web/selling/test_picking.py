"""Picking, as a scanner without scripts meets it."""

from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.models import Picking
from dinghuo.inventory.models import Picked
from dinghuo.ordering.models import Order
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of


def begun(shop: Shop, *quantities: int) -> tuple[str, str]:
    """An accepted order of these quantities, and the address of its picking."""
    number = shop.place(*quantities)
    assert shop.send(f"orders/{number}/accept").status_code == 302
    assert number in text_of(shop.ask("pick-list", order=number))
    assert shop.send("picking", order=f" {number.lower()} ").status_code == 302
    with acting(shop.world.system):
        return (
            number,
            f"picking/{Picking.objects.get(market_id=shop.world.market_id, order_number=number).number}",
        )


def ready(shop: Shop) -> int:
    with acting(shop.world.system):
        rows = Picked.objects.filter(market_id=shop.world.market_id).values_list("quantity", flat=True)
        return int(sum(rows))


def test_an_order_is_picked_and_sent(shop: Shop) -> None:
    number, at = begun(shop, 3, 1)
    first, second, third = (each.sku for each in shop.goods)
    assert "autofocus" in text_of(shop.ask(at))
    assert shop.send(f"{at}/scan", code=first, quantity="2").status_code == 302
    assert "1 to go" in text_of(shop.ask(at))
    wrong = shop.send(f"{at}/scan", code=third)
    assert wrong.status_code == 409
    assert "Put it back" in text_of(wrong)
    assert third in text_of(wrong)
    many = shop.send(f"{at}/scan", code=first, quantity="2")
    assert many.status_code == 409
    assert shop.send(f"{at}/scan", code="nothing").status_code == 422
    assert shop.send(f"{at}/scan", code=first, quantity="-1").status_code == 422
    assert shop.send(f"{at}/scan", code=second).status_code == 302
    assert ready(shop) == 3
    assert shop.send(f"{at}/back", goods="2\t\t").status_code == 302
    assert shop.send(f"{at}/back", goods="2\t\t").status_code == 404
    assert shop.send(f"{at}/back", goods="x").status_code == 404
    assert ready(shop) == 2
    page = text_of(shop.ask(at))
    assert "the rest stays to be picked" in page
    assert shop.send(f"{at}/shipment", carrier="SF").status_code == 302
    assert "Shipped" in text_of(shop.ask(at))
    with acting(shop.world.system):
        lines = Order.objects.get(number=number, market_id=shop.world.market_id).lines.order_by("position")
        assert [int(line.shipped) for line in lines] == [2, 0]
    assert shop.send(f"{at}/scan", code=first).status_code == 409


def test_who_else_picks_is_said(shop: Shop) -> None:
    number, at = begun(shop, 3)
    with acting(shop.world.system):
        Picking.objects.filter(market_id=shop.world.market_id).update(person_id=None, person_name="Lin Xia")
    taken = shop.send("picking", order=number)
    assert taken.status_code == 409
    assert "Lin Xia" in text_of(taken)
    assert shop.send("picking", order=number, take_over="1").status_code == 302
    assert shop.send(f"{at}/end").status_code == 302
    assert "Given up" in text_of(shop.ask(at))
    unknown = shop.send("picking", order="SO-1")
    assert unknown.status_code == 422
    assert "SO-1" in text_of(unknown)
