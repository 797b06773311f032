"""The operator's screens of assortments and customer groups: made, changed, refused, explained."""

import pytest
from django.test import Client

from dinghuo.catalogue.models import AssortmentReach
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.market.save_organisation import save_organisation
from dinghuo.organisations.models import Customer
from tests.makers import make_goods
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def operator(world: World) -> Client:
    browser = browser_at(world)
    sign_in(browser, world.member(world.operator, "operator-admin").person.phone)
    return browser


def set_of(*reaches: tuple[str, str, str], mode: str = "deny", **more: object) -> dict[str, object]:
    """What the form sends of a set with the article WATER."""
    return {
        "key": "local",
        "name": "Local goods",
        "mode": mode,
        "is_active": "1",
        "line_kind": ["product", ""],
        "line_key": ["WATER", ""],
        "reach_meant": [meant for meant, _kind, _key in reaches],
        "reach_kind": [kind for _meant, kind, _key in reaches],
        "reach_key": [key for _meant, _kind, key in reaches],
        **more,
    }


def test_goods_are_kept_to_a_region_and_the_page_says_why(world: World, operator: Client) -> None:
    make_goods(world.supplier, "WATER", stock=5)
    make_goods(world.supplier, "TEA", stock=5)
    with acting(world.system):
        for buyer in (world.buyer, world.other_buyer):
            Customer.objects.create(market_id=world.market_id, buyer=buyer, storefront=world.storefront)
    save_organisation(world.system, world.buyer.id, "Corner shop", region_code="440106")
    save_organisation(world.system, world.other_buyer.id, "Other shop", region_code="540102")
    given = set_of(("for", "everybody", ""), ("except", "region", "广东"))
    assert operator.post("/operator/assortments/new", given)["Location"] == "/operator/assortments/local/"
    page = operator.get("/operator/assortments/local/").content.decode()
    assert "Other shop" in page
    assert "Corner shop" not in page
    assert 'value="44"' in page
    assert "Local goods" in operator.get("/operator/assortments/").content.decode()
    hidden = operator.get("/operator/assortments/why?customer=OTH&sku=WATER").content.decode()
    assert "a set denies it" in hidden
    assert "Sees 1 article." in hidden
    seen = operator.get("/operator/assortments/why?customer=BUY&sku=WATER").content.decode()
    assert "The customer sees it." in seen
    assert "Sees 2 articles." in seen
    assert (
        "no article with this code"
        in operator.get("/operator/assortments/why?customer=BUY&sku=NOTHING").content.decode()
    )
    only = set_of(("for", "customer", "OTH"), mode="allow")
    operator.post("/operator/assortments/local/", only)
    assert (
        "in none of the sets that are meant"
        in operator.get("/operator/assortments/why?customer=OTH&sku=TEA").content.decode()
    )


def test_regions_are_chosen_by_name_and_stay_as_they_are(world: World, operator: Client) -> None:
    make_goods(world.supplier, "WATER", stock=5)
    chosen = {
        "region_0_meant": "except",
        "region_0_province": "44",
        "region_0_city": "4401",
        "region_1_meant": "for",
        "region_1_province": "33",
        # Of a province that was changed without scripts what was chosen below it falls away.
        "region_1_city": "4401",
        "region_2_province": "",
    }
    assert operator.post("/operator/assortments/new", set_of(**chosen)).status_code == 302
    page = operator.get("/operator/assortments/local/").content.decode()
    assert '<option value="4401" selected>广州市</option>' in page
    assert '<option value="33" selected>浙江省</option>' in page
    assert page.count('name="region_') == 4 * 4
    with acting(world.system):
        found = AssortmentReach.objects.filter(kind="region").order_by("region_code")
        assert list(found.values_list("region_code", "excepted")) == [("33", False), ("4401", True)]
    cleared = {**chosen, "region_0_province": ""}
    operator.post("/operator/assortments/local/", set_of(**cleared))
    with acting(world.system):
        assert AssortmentReach.objects.filter(kind="region").get().region_code == "33"
    refused = operator.post("/operator/assortments/local/", set_of(**chosen, name=""))
    assert refused.status_code == 422
    assert '<option value="4401" selected>' in refused.content.decode()


def test_what_is_typed_is_not_lost(world: World, operator: Client) -> None:
    make_goods(world.supplier, "WATER")
    given = set_of(("for", "region", "Atlantis"), ("except", "level", "none"), starts_on="soon")
    assert operator.post("/operator/assortments/new", given).status_code == 422
    refused = operator.post("/operator/assortments/new", {**given, "starts_on": ""})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert 'value="Atlantis"' in page
    assert 'value="WATER"' in page
    assert operator.get("/operator/assortments/local/").status_code == 404


def test_a_group_is_made_and_changed(world: World, operator: Client) -> None:
    given = {"key": "chains", "name": "Chains", "buyers": "BUY\nOTH"}
    made = operator.post("/operator/customer-groups/new", given)
    assert made["Location"] == "/operator/customer-groups/chains/"
    assert "Other shop" in operator.get("/operator/customer-groups/chains/").content.decode()
    assert operator.post("/operator/customer-groups/chains/", {**given, "buyers": "BUY X"}).status_code == 422
    operator.post("/operator/customer-groups/chains/", {**given, "buyers": "BUY"})
    assert "Other shop" not in operator.get("/operator/customer-groups/chains/").content.decode()
    assert "Chains" in operator.get("/operator/customer-groups/").content.decode()


def test_rows_propose_what_they_may_name(world, operator):
    make_goods(world.supplier, "WATER")

    def proposed(**row):
        return operator.get("/operator/assortments/choices", row).content.decode()

    assert 'value="WATER"' in proposed(line_kind="product", line_key="wat")
    assert f'value="{world.supplier.code}"' in proposed(line_kind="seller", line_key="")
    assert 'value="44"' in proposed(reach_kind="region", reach_key="广")
    assert 'value="4401"' in proposed(reach_kind="region", reach_key="44")
    assert proposed(reach_kind="nonsense", reach_key="x").strip() == ""
    page = operator.get("/operator/assortments/new").content.decode()
    assert 'list="line-choices-1"' in page


def test_a_company_is_registered_in_a_region(world, operator):
    place = f"/operator/organisations/{world.buyer.code}/"
    given = {"name": "Buyer", "region_code_province": "44", "region_code_city": "4401"}
    assert operator.post(f"{place}facts", given).status_code == 302
    assert '<option value="4401" selected>' in operator.get(place).content.decode()
