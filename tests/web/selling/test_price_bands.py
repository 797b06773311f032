"""A seller sets a band on a screen; a price outside comes back with what would be inside; what falls out is listed."""

from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.models import PriceList
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of


def a_list_below(shop: Shop) -> str:
    """A customer's list below the seller's own, 90 to 110 per cent; returns the upper one's key."""
    with acting(shop.world.system):
        base = PriceList.objects.get(market_id=shop.world.market_id, seller=shop.seller)
    made = {"key": "low", "name": "Branch", "kind": "customer", "buyer": shop.world.buyer.code}
    made |= {"currency": "CNY", "tax_included": "1" if base.tax_included else "", "state": "active"}
    assert shop.send("price-lists/new", **made).status_code == 302
    band = {"bands.0.category": "", "bands.0.least": "90", "bands.0.most": "110", "bands.1.least": ""}
    assert shop.send("price-lists/low/band", parent=base.key, **band).status_code == 302
    return base.key


def put(shop: Shop, key: str, amount: str):
    typed = {"list": key, "amount": amount, "unit": "瓶", "min_quantity": "1", "meant": "1"}
    return shop.send(f"prices/{shop.goods[0].sku}/put", **typed)


def test_a_price_outside_comes_back_and_what_falls_out_is_listed(shop: Shop) -> None:
    base = a_list_below(shop)
    assert "All prices are inside." in text_of(shop.ask("price-lists/low/"))
    answer = put(shop, "low", "20")
    assert answer.status_code == 422
    assert "11.00" in text_of(answer)
    assert put(shop, "low", "11").status_code == 302
    assert put(shop, base, "8").status_code == 302
    page = text_of(shop.ask("price-lists/low/"))
    assert shop.goods[0].sku in page
    assert "They are sold at these prices until somebody changes them." in page
    assert "Branch" in text_of(shop.ask(f"price-lists/{base}/"))
    assert 'value="110"' in text_of(shop.ask("price-lists/low/band"))


def test_faults_stand_beside_the_row_that_was_typed(shop: Shop) -> None:
    base = a_list_below(shop)
    typed = {"bands.0.least": "", "bands.0.most": "", "bands.1.least": "120", "bands.1.most": "110"}
    answer = shop.send("price-lists/low/band", parent=base, **typed)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "The most is less than the least." in page
    assert 'value="120"' in page
    none = {"bands.0.least": "", "bands.0.most": ""}
    assert shop.send("price-lists/low/band", parent="", **none).status_code == 302
    assert "its prices are free" in text_of(shop.ask("price-lists/low/"))
