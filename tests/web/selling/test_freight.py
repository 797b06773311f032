"""A seller says on a screen what sending costs; the customer's cart, checkout and order tell it, and what lacks."""

from decimal import Decimal

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.models import FreightTerm
from dinghuo.organisations.models import CustomerGroup, CustomerGroupMember, OrderMinimum
from dinghuo.organisations.queries.storefronts import home_storefront
from tests.web.gate.conftest import browser_at, sign_in
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of

TYPED = {"whom": "all", "amount": "12", "free_from": "5,000", "tax_rate": "9", "note": "By truck."}


def term_of(shop: Shop) -> FreightTerm:
    with acting(shop.world.system):
        return FreightTerm.objects.get(market_id=shop.world.market_id)


def buyer_with_a_cart(shop: Shop):
    member = shop.world.member(shop.world.buyer, "buyer-admin")
    buyer = shop.world.acts(member)
    with acting(buyer):
        storefront = home_storefront(buyer)
    set_cart_line(buyer, storefront.id, shop.goods[0].sku, Decimal(3))
    browser = browser_at(shop.world)
    assert sign_in(browser, member.person.phone).status_code == 302
    return browser


def test_said_on_a_screen_and_told_in_the_cart(shop: Shop) -> None:
    assert "Sending costs nothing" in text_of(shop.ask("freight"))
    assert shop.send("freight/save", **TYPED).status_code == 302
    row = term_of(shop)
    assert (row.seller_id, row.amount, row.free_from, row.tax_rate) == (
        shop.seller.id,
        12,
        5000,
        Decimal("0.09"),
    )
    page = text_of(shop.ask("freight", change=str(row.id)))
    assert "All customers" in page
    assert "By truck." in page
    browser = buyer_with_a_cart(shop)
    cart = text_of(browser.get("/cart/"))
    assert "more for free freight; it saves ¥12.00" in cart
    assert "A flat amount." in cart
    assert shop.send(f"freight/{row.id}/removal").status_code == 302
    assert "free freight" not in text_of(browser.get("/cart/"))


def test_by_weight_to_a_province_in_days(shop: Shop) -> None:
    weights = {"first_grams": "5", "step_grams": "0.5", "step_amount": "1.5"}
    answer = shop.send("freight/save", **TYPED | weights, region_code_province="65", starts_on="2026-01-01")
    assert answer.status_code == 302
    row = term_of(shop)
    assert (row.region_code, row.first_grams, row.step_grams) == ("65", 5000, 500)
    page = text_of(shop.ask("freight"))
    assert "up to 5 kg, each 0.5 kg more:" in page


def test_faults_stand_beside_their_fields(shop: Shop) -> None:
    wrong = {"amount": "", "named": "x", "whom": "all", "tax_rate": "900", "ends_on": "never"}
    answer = shop.send("freight/save", **wrong)
    assert answer.status_code == 422
    assert "Enter the amount, 0 for none." in text_of(answer)
    assert "This is no day." in text_of(answer)
    answer = shop.send("freight/save", **TYPED | {"first_grams": "2", "named": "x", "tax_rate": "900"})
    assert answer.status_code == 422
    for told in (
        "All are meant: name none.",
        "Say for how much more weight",
        "Enter the tax rate as a share",
    ):
        assert told in text_of(answer)


def test_a_group_is_asked_for_an_amount_of_a_category_and_told_so(shop: Shop) -> None:
    with acting(shop.world.system):
        market = {"market_id": shop.world.market_id}
        group = CustomerGroup.objects.create(**market, key="chains", name="Chains")
        CustomerGroupMember.objects.create(**market, group=group, buyer=shop.world.buyer)
    asked = {"whom": "group", "named": "chains", "target": "category", "goods": "all", "threshold": "900"}
    assert shop.send("small-orders/save", **asked, fee="7").status_code == 302
    page = text_of(shop.ask("small-orders"))
    assert "Chains" in page
    with acting(shop.world.system):
        row = OrderMinimum.objects.get(market_id=shop.world.market_id)
    assert (row.seller_id, row.target, row.group_id) == (shop.seller.id, "category", group.id)
    cart = text_of(buyer_with_a_cart(shop).get("/cart/"))
    assert "All: " in cart
    assert "or a fee of" in cart
    answer = shop.send("small-orders/save", **asked | {"goods": "", "named": "none"})
    assert answer.status_code == 422
    assert "Say which one." in text_of(answer)
