"""The supplier's door opens to suppliers alone and shows each what it may use."""

import pytest

from tests.web.gate.conftest import browser_at
from tests.web.selling.conftest import Shop, make_shop
from tests.web.selling.test_orders import text_of


@pytest.fixture
def supplier(db: None) -> Shop:
    """A supplier's administrator at work."""
    return make_shop("supplier")


@pytest.mark.parametrize(
    "address",
    ["", "orders", "shipments", "pick-list", "stock", "prices", "goods", "money", "money/payments", "team"],
)
def test_every_place_opens(supplier: Shop, address: str) -> None:
    assert supplier.ask(address).status_code == 200


def test_guests_are_asked_to_sign_in(supplier: Shop) -> None:
    answer = browser_at(supplier.world).get("/supplier/orders")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in")


def test_each_sees_the_places_of_its_roles(supplier: Shop) -> None:
    page = text_of(supplier.browser_of("supplier-warehouse").get("/supplier/"))
    assert "/supplier/stock" in page
    assert "/supplier/money" not in page
    assert "/supplier/prices" not in page
    assert "/supplier/customers" not in text_of(supplier.ask())
