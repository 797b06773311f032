"""The operator's screens of goods that are one thing, and of what is linked to products."""

import pytest

from dinghuo.catalogue.models import Merge, OfferProposal, ProductLink
from dinghuo.foundation.tenancy import acting
from tests.makers import make_goods, make_organisation
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = World()
    make_goods(world.supplier, "WATER", price="10", stock=5)
    make_goods(make_organisation(world.market.id, "supplier"), "AQUA", price="9", stock=7, box=12)
    return world


@pytest.fixture
def operator(world):
    browser = browser_at(world)
    sign_in(browser, world.member(world.operator, "operator-admin", language="en").person.phone)
    return browser


def test_two_are_looked_at_and_merged(world, operator):
    page = operator.get("/operator/merges/preview?kept=WATER&merged=AQUA").content.decode()
    assert "Merge them" in page
    assert "can’t be undone" in page
    answer = operator.post("/operator/merges/new", {"kept": "WATER", "merged": "AQUA"}, follow=True)
    assert "AQUA" in answer.content.decode()
    with acting(world.system):
        assert Merge.objects.get(merged__sku="AQUA").told["stock"] == "7"
    again = operator.get("/operator/merges/preview?kept=WATER&merged=AQUA").content.decode()
    assert "was merged into WATER already" in again
    refused = operator.post("/operator/merges/new", {"kept": "AQUA", "merged": "WATER"})
    assert refused.status_code == 409


def test_one_that_is_not_there_is_told(operator):
    answer = operator.get("/operator/merges/preview?kept=WATER&merged=NOPE", follow=True)
    assert "There is no article NOPE." in answer.content.decode()


def test_a_proposed_offer_is_declined_with_a_reason_only(world, operator):
    with acting(world.system):
        water = Merge._meta.get_field("kept").related_model.objects.get(sku="AQUA")
        made = OfferProposal.objects.create(
            market_id=world.market.id, seller=world.supplier, variant=water, sku="MINE", gtin="6901234567892"
        )
    assert "MINE" in operator.get("/operator/merges/").content.decode()
    address = f"/operator/merges/offers/{made.id}/refusal"
    assert operator.post(address, {"reason": ""}).status_code == 422
    assert operator.post(address, {"reason": "Another size"}).status_code == 302
    assert operator.post(f"/operator/merges/offers/{made.id}/acceptance").status_code == 409


def test_the_operator_links_anybodys_products(world, operator):
    assert operator.get("/operator/product-links/").status_code == 200
    missing = operator.get("/operator/product-links/find?product=NOPE", follow=True)
    assert "There is no product NOPE." in missing.content.decode()
    address = "/operator/product-links/WATER/"
    refused = operator.post(address, {"substitute": "AQUA, NOPE"})
    assert refused.status_code == 422
    assert "AQUA, NOPE" in refused.content.decode()
    assert operator.post(address, {"substitute": "AQUA"}).status_code == 302
    with acting(world.system):
        assert ProductLink.objects.get(kind="substitute").other.code == "AQUA"
    assert "AQUA" in operator.get("/operator/product-links/?q=wat").content.decode()
