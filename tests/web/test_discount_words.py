"""Which promotion gave what stands on an order's page at every door, and on its papers."""

from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.papers.queries.render_paper import render_paper
from dinghuo.promotions.models import Promotion
from dinghuo.promotions.permissions import PERMISSIONS
from tests.makers import make_actor
from tests.makers.promotions import make_promotion
from tests.papers.reading import missing
from tests.web.buyer.conftest import Store, make_store, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def sold(db) -> tuple[Store, str]:
    """Two articles ordered with a tenth off the lot, and five more with a code."""
    store = make_store()
    seller = make_actor(store.world.supplier, PERMISSIONS, "Chen Wei")
    make_promotion(seller, "SPRING", "10")
    make_promotion(seller, "EXTRA", "5", benefit="amount", word="EXTRA5", priority=-5)
    lines = [LineRequest(each.sku, Decimal(10)) for each in store.goods[:2]]
    actor = store.world.person(store.buyer, "buyer-admin")
    request = OrderRequest(lines=lines, payment_method="credit", codes=["EXTRA5"])
    return store, place_order(actor, request).orders[0].number


@pytest.mark.parametrize("door", ["buyer", "supplier", "operator"])
def test_every_door_names_the_promotions_and_what_they_gave(sold, door):
    store, number = sold
    if door == "buyer":
        browser, path = store.browser, f"/orders/{number}"
    else:
        house = store.world.supplier if door == "supplier" else store.world.operator
        browser, path = store.browser_of(f"{door}-admin", house), f"/{door}/orders/{number}"
    page = text(browser.get(path, follow=True))
    assert page.count("Promotion SPRING") == 3
    assert page.count("Promotion EXTRA") == 3
    assert "EXTRA5" in page
    # In all, and on each of the two lines.
    assert page.count("20<i>.00</i>") >= 1
    assert page.count("2<i>.50</i>") == 2


def test_the_purchase_order_names_them(sold):
    store, number = sold
    actor = store.world.person(store.buyer, "buyer-admin", language="en")
    with acting(actor):
        pdf = render_paper(actor, "purchase-order", number)
    assert missing(pdf, "PromotionSPRINGEXTRA5") == set()


def test_an_order_without_discount_says_nothing_of_it(sold):
    store, _number = sold
    with acting(store.world.system):
        Promotion.objects.filter(market_id=store.world.market_id).update(state="ended")
    number = store.place(3)
    assert "Promotion" not in text(store.browser.get(f"/orders/{number}", follow=True))
