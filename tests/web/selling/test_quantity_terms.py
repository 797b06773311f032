"""A seller asks one customer for a least quantity on a screen; the customer's cart tells it, and mends it by a tap."""

from decimal import Decimal

from dinghuo.catalogue.models import QuantityTerm
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.organisations.queries.storefronts import home_storefront
from tests.web.gate.conftest import browser_at, sign_in
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of


def saved(shop: Shop, **more: str):
    typed = {"target": "variant", "goods": shop.goods[0].sku, "whom": "buyer", "named": shop.world.buyer.code}
    return shop.send("quantity-terms/save", **typed | {"minimum": "12"} | more)


def test_asked_on_a_screen_and_told_in_the_cart(shop: Shop) -> None:
    assert saved(shop, soft="1", fee="5", fee_tax="9").status_code == 302
    page = text_of(shop.ask("quantity-terms"))
    assert shop.goods[0].sku in page
    member = shop.world.member(shop.world.buyer, "buyer-admin")
    buyer = shop.world.acts(member)
    with acting(buyer):
        storefront = home_storefront(buyer)
    set_cart_line(buyer, storefront.id, shop.goods[0].sku, Decimal(3))
    browser = browser_at(shop.world)
    assert sign_in(browser, member.person.phone).status_code == 302
    cart = text_of(browser.get("/cart/"))
    assert "this line costs" in cart
    assert "Make it 12" in cart
    with acting(shop.world.system):
        [row] = QuantityTerm.objects.filter(market_id=shop.world.market_id)
    assert shop.send(f"quantity-terms/{row.id}/removal").status_code == 302
    assert "this line costs" not in text_of(browser.get("/cart/"))


def test_faults_stand_beside_their_fields(shop: Shop) -> None:
    answer = saved(shop, goods="none", fee="5")
    assert answer.status_code == 422
    assert "There is no none." in text_of(answer)
    assert "nothing to charge a fee for" in text_of(answer)
