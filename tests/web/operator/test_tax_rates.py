"""The operator says on a screen at which rate goods are taxed somewhere, and takes it back."""

import pytest

from dinghuo.catalogue.models import TaxRate
from dinghuo.foundation.tenancy import acting
from tests.makers import make_goods
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in

pytestmark = pytest.mark.django_db
PLACE = {"region_code_province": "46", "region_code_city": "4601", "region_code_district": ""}
TYPED = {"target": "product", "goods": "WATER", "rate": "6.5", "starts_on": "2026-01-01", "ends_on": ""}


@pytest.fixture
def world():
    world = World()
    make_goods(world.supplier, "WATER", price="10", stock=5)
    return world


@pytest.fixture
def operator(world):
    browser = browser_at(world)
    sign_in(browser, world.member(world.operator, "operator-admin", language="en").person.phone)
    return browser


def test_kept_and_taken_away(world, operator):
    assert "Every product is taxed at its own rate" in operator.get("/operator/tax-rates/").content.decode()
    page = operator.post("/operator/tax-rates/", TYPED | PLACE, follow=True).content.decode()
    assert "6.5" in page
    assert "海口市" in page
    assert "counts now" in page
    with acting(world.system):
        [row] = TaxRate.objects.filter(market_id=world.market.id)
    assert operator.post(f"/operator/tax-rates/{row.id}/removal").status_code == 302
    assert "Every product is taxed at its own rate" in operator.get("/operator/tax-rates/").content.decode()


def test_all_faults_are_told_beside_what_was_typed(operator):
    answer = operator.post("/operator/tax-rates/", {"target": "none", "rate": "x", "starts_on": "2026-13-01"})
    assert answer.status_code == 422
    page = answer.content.decode()
    for told in ("Choose one.", "This is no number.", "This is no day."):
        assert told in page
    late = operator.post("/operator/tax-rates/", TYPED | {"rate": "130", "goods": "none"}).content.decode()
    assert "There is no none." in late
    assert "less than 100" in late


def test_who_may_not_keep_rates_finds_no_such_page(world):
    browser = browser_at(world)
    sign_in(browser, world.member(world.buyer, "buyer-admin", language="en").person.phone)
    assert browser.get("/operator/tax-rates/").status_code in (302, 403, 404)
