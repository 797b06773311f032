"""A seller keeps goods back on a screen, and sees what that leaves to promise."""

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import SafetyStock, Warehouse
from tests.makers import make_goods
from tests.web.buyer.conftest import store as store
from tests.web.buyer.conftest import text


def test_it_is_set_explained_and_taken_away(store):
    make_goods(store.world.supplier, "WATER", price="1", stock=30)
    with acting(store.world.system):
        key = Warehouse.objects.get(owner=store.world.supplier).key
    seller = store.browser_of("supplier-admin", store.world.supplier)
    assert "Nothing is kept back" in text(seller.get("/supplier/safety-stock"))
    typed = {"sku": "WATER", "warehouse": key, "quantity": "10", "for_urgent": "1"}
    assert seller.post("/supplier/safety-stock", typed).status_code == 302
    assert "may take it" in text(seller.get("/supplier/safety-stock"))
    article = text(seller.get("/supplier/stock/WATER"))
    assert "Available to promise" in article
    assert '<span class="quantity">20<span>' in article.partition("Available to promise")[2]
    assert "20" in text(store.browser.get("/goods/WATER/"))
    wrong = text(seller.post("/supplier/safety-stock", typed | {"sku": "NONE"}))
    assert "There is no article NONE." in wrong
    assert seller.post("/supplier/safety-stock", typed | {"quantity": "0"}).status_code == 302
    with acting(store.world.system):
        assert not SafetyStock.objects.exists()
