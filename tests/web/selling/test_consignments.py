"""Consigned goods on a keeper's and an owner's pages: agreed, received, read; another's aren't there."""

from django.test import Client

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Consignment, Stock, StockDocument, Warehouse
from tests.makers.days import ahead
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of


def keepers_browser(shop: Shop) -> Client:
    """Somebody who runs the store of the other seller."""
    branch = shop.door == "supplier"
    house = shop.world.branch if branch else shop.world.supplier
    return shop.browser_of("branch-manager" if branch else "supplier-admin", house)


def door_of(shop: Shop) -> str:
    return "branch" if shop.door == "supplier" else "supplier"


def test_two_houses_agree_and_read_the_same(shop: Shop) -> None:
    with acting(shop.world.system):
        place = Warehouse.objects.filter(market_id=shop.world.market_id, owner=shop.seller)[0]
        sku = Stock.objects.filter(warehouse=place).values_list("variant__sku", flat=True)[0]
    other, door = keepers_browser(shop), door_of(shop)
    code = shop.world.branch.code if door == "branch" else shop.world.supplier.code
    assert "No goods lie with others yet" in text_of(shop.ask("consignments"))
    form = text_of(shop.ask("consignments/new"))
    assert "Propose it" in form
    assert code in form
    assert shop.world.buyer.code not in form
    wrong = shop.send("consignments/new", other="nobody", warehouse=place.key, goods="all", ships="keeper")
    assert wrong.status_code == 422
    assert "There is no other company nobody here" in text_of(wrong)
    terms = {"other": code, "warehouse": place.key, "valid_from": ahead(-2).isoformat(), "goods": "all"}
    assert shop.send("consignments/new", **terms, ships="keeper", may_take="1").status_code == 302
    with acting(shop.world.system):
        number = Consignment.objects.get(market_id=shop.world.market_id).number
    assert "Agree" in text_of(other.get(f"/{door}/consignments/{number}"))
    refused = other.post(f"/{door}/consignments/{number}/answer", {"answer": "no"})
    assert refused.status_code == 422
    assert other.post(f"/{door}/consignments/{number}/answer", {"answer": "yes"}).status_code == 302

    # The keeper receives goods of the other house.
    begun = shop.send("stock-documents/new/receipt", warehouse=place.key, owner=code, partner="Spring")
    assert begun.status_code == 302
    with acting(shop.world.system):
        paper = StockDocument.objects.filter(market_id=shop.world.market_id).order_by("-id")[0].number
    at = f"stock-documents/{paper}"
    assert shop.send(f"{at}/line", sku=sku, quantity="24", lot="L1", expires="2031-05-01").status_code == 302
    assert shop.send(f"{at}/submit").status_code == 302
    assert "Owner of the goods" in text_of(shop.ask(at))
    seen = other.get(f"/{door}/stock-documents/{paper}")
    assert "Kept by" in text_of(seen)
    assert other.post(f"/{door}/stock-documents/{paper}/cancel").status_code == 409
    for page in (shop.ask(f"consignments/{number}"), other.get(f"/{door}/consignments/{number}")):
        assert "L1" in text_of(page)
    mine = shop.ask(f"consignments/{number}/statement")
    theirs = other.get(f"/{door}/consignments/{number}/statement")
    assert paper in text_of(mine)
    assert paper in text_of(theirs)
    for kind, begins in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        file = other.get(f"/{door}/consignments/{number}/statement.{kind}")
        body = b"".join(file.streaming_content) if file.streaming else file.content
        assert body.startswith(begins)
    assert shop.send(f"consignments/{number}/end", why="Full").status_code == 302
    assert "Ended" in text_of(other.get(f"/{door}/consignments"))


def test_a_third_house_finds_nothing(shop: Shop) -> None:
    with acting(shop.world.system):
        place = Warehouse.objects.filter(market_id=shop.world.market_id, owner=shop.seller)[0]
    code = shop.world.branch.code if shop.door == "supplier" else shop.world.supplier.code
    terms = {"other": code, "warehouse": place.key, "valid_from": ahead(0).isoformat(), "goods": "all"}
    shop.send("consignments/new", **terms, ships="both")
    with acting(shop.world.system):
        number = Consignment.objects.get(market_id=shop.world.market_id).number
    third = shop.browser_of("supplier-admin", shop.world.organisation("Third", "supplier", code="THIRD"))
    for address in ("", "/statement", "/statement.csv", "/statement.pdf"):
        assert third.get(f"/supplier/consignments/{number}{address}").status_code == 404
    assert third.post(f"/supplier/consignments/{number}/answer", {"answer": "yes"}).status_code == 404
    assert number not in text_of(third.get("/supplier/consignments"))
