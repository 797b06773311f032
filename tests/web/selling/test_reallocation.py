"""The seller gives goods that an order holds to another one, on the page that says where they lie."""

from dinghuo.catalogue.models import Offer
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import OrderLine
from tests.makers import make_goods
from tests.web.buyer.conftest import store as store
from tests.web.buyer.conftest import text


def test_it_is_given_with_a_reason_and_what_cannot_be_is_said(store):
    store.goods = [make_goods(store.world.supplier, "WATER", price="1", stock=20)]
    with acting(store.world.system):
        Offer.objects.update(backorder_allowed=True)
    first, second = store.place(20), store.place(15)
    seller = store.browser_of("supplier-admin", store.world.supplier)
    assert "Give it to another order" in text(seller.get(f"/supplier/orders/{first}/routing"))
    page = text(seller.get(f"/supplier/orders/{first}/routing"))
    # Who waits for it is there to choose, with how much.
    assert f'value="{second}"' in page
    assert "15" in page
    address = f"/supplier/orders/{first}/reallocation/1"
    wrong = text(seller.post(address, {"to": "SO-NONE", "quantity": "5", "why": ""}))
    assert "No other order SO-NONE of yours waits for this article." in wrong
    assert "Say why, so that others understand." in wrong
    typed = {"to": second, "quantity": "8", "why": "The hospital needs it"}
    assert seller.post(address, typed).status_code == 302
    with acting(store.world.system):
        held = dict(OrderLine.objects.values_list("order__number", "held"))
    assert held == {first: 12, second: 8}
    assert "The hospital needs it" in text(store.browser.get(f"/orders/{second}/"))
