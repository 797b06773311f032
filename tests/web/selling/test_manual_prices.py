"""A price is given by hand on screens, waits where it is below the floor, and is agreed to by somebody else."""

from datetime import timedelta

from dinghuo.foundation.clock import today
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.models import ManualPrice, PriceList
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of

ADMIN = {"supplier": "supplier-admin", "branch": "branch-manager"}


def typed(shop: Shop, amount: str) -> dict[str, str]:
    until = (today("Asia/Shanghai") + timedelta(days=9)).isoformat()
    base = {"buyer": shop.world.buyer.code, "sku": shop.goods[0].sku, "amount": amount}
    return base | {"min_quantity": "1", "until": until, "why": "A new shop"}


def known(shop: Shop) -> None:
    """The seller keeps a list for the buyer: it is one of its customers."""
    listed = {"key": "vip", "name": "VIP", "kind": "customer", "buyer": shop.world.buyer.code}
    assert shop.send("price-lists/new", **listed, currency="CNY", state="active").status_code == 302


def given(shop: Shop) -> ManualPrice:
    with acting(shop.world.system):
        return ManualPrice.objects.filter(market_id=shop.world.market_id).order_by("-number")[0]


def test_given_below_the_floor_and_agreed_to_by_another(shop: Shop) -> None:
    known(shop)
    assert shop.send("manual-prices/floor", of_list="90", margin="").status_code == 302
    assert shop.send("manual-prices/new", **typed(shop, "0.5")).status_code == 302
    price = given(shop)
    assert price.state == "waiting"
    page = text_of(shop.ask(f"manual-prices/{price.number}"))
    assert "You asked for it yourself" in page
    assert "Let it count" not in page
    other = shop.browser_of(ADMIN[shop.door])
    assert "Let it count" in text_of(other.get(shop.path(f"manual-prices/{price.number}")))
    assert price.number in text_of(other.get(shop.path("manual-prices"), {"state": "waiting"}))
    assert other.post(shop.path(f"manual-prices/{price.number}/approval")).status_code == 302
    assert given(shop).state == "approved"
    again = other.post(shop.path(f"manual-prices/{price.number}/refusal"), {"reason": "No"})
    assert again.status_code == 409
    with acting(shop.world.system):
        assert PriceList.objects.filter(market_id=shop.world.market_id, kind="manual").count() == 1


def test_faults_stand_beside_their_fields(shop: Shop) -> None:
    answer = shop.send("manual-prices/new", **typed(shop, "-1") | {"buyer": "nobody", "why": ""})
    assert answer.status_code == 422
    answer = shop.send("manual-prices/floor", of_list="190")
    assert answer.status_code == 422
    assert "at most 100" in text_of(answer)
