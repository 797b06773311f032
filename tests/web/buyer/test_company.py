"""The company's own pages: details, addresses, people and their limits."""

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Address, Membership, MembershipGrant, Organisation
from tests.web.buyer.conftest import Store, text, value_of

ADDRESS = {
    "region_code_province": "32",
    "region_code_city": "3201",
    "region_code_district": "320106",
    "street": "人民路 12 号",
    "contact": "Wang",
    "phone": "+8613900000000",
}


def addresses(store: Store) -> list[Address]:
    """The buyer's addresses, oldest first."""
    with acting(store.world.system):
        return list(Address.objects.filter(organisation=store.buyer).order_by("id"))


def test_details_are_saved_and_faults_come_back(store):
    answer = store.browser.post("/company/", {"name": "", "tax_number": "91310000"})
    assert answer.status_code == 422
    assert value_of(answer, "tax_number") == "91310000"
    store.browser.post("/company/", {"name": "Corner shop 2", "tax_number": "91310000"})
    with acting(store.world.system):
        assert Organisation.objects.get(id=store.buyer.id).name == "Corner shop 2"


def test_an_address_is_added_changed_and_taken_away(store):
    answer = store.browser.post("/company/addresses/new/", {**ADDRESS, "street": ""})
    assert answer.status_code == 422
    assert value_of(answer, "contact") == "Wang"
    assert 'value="320106" selected' in text(answer)
    store.browser.post("/company/addresses/new/", {**ADDRESS, "is_default": "1", "next": "/checkout/"})
    first, second = addresses(store)
    assert (first.is_default, second.is_default) == (False, True)
    store.browser.post(f"/company/addresses/{second.id}/", {**ADDRESS, "label": "Shop 3"})
    assert addresses(store)[1].label == "Shop 3"
    store.browser.post(f"/company/addresses/{second.id}/deletion/")
    assert [each.id for each in addresses(store)] == [first.id]


def test_without_scripts_the_cities_of_a_province_can_be_looked_at(store):
    page = text(store.browser.post("/company/addresses/new/", {"region_code_province": "32", "look": "1"}))
    assert "南京市" in page
    assert len(addresses(store)) == 1


def test_addresses_of_others_are_not_there(store):
    with acting(store.world.system):
        foreign = Address.objects.get(organisation=store.world.other_buyer)
    assert store.browser.get(f"/company/addresses/{foreign.id}/").status_code == 404
    assert store.browser.post(f"/company/addresses/{foreign.id}/", ADDRESS).status_code == 404
    assert store.browser.post(f"/company/addresses/{foreign.id}/deletion/").status_code == 404


def test_a_persons_limit_and_roles_are_set(store):
    member = store.world.member(store.buyer, "buyer-purchaser", name="Zhang San")
    page = store.browser.get(f"/company/team/{member.id}/")
    assert "20000" in value_of(page, "order_limit")
    answer = store.browser.post(
        f"/company/team/{member.id}/", {"roles": "buyer-purchaser", "order_limit": "lots"}
    )
    assert answer.status_code == 422
    store.browser.post(f"/company/team/{member.id}/", {"roles": "buyer-purchaser", "order_limit": "5000"})
    with acting(store.world.system):
        grant = MembershipGrant.objects.get(membership=member)
    assert (grant.permission, grant.limit) == ("ordering.place_order", 5000)
    assert "5,000" in text(store.browser.get("/company/team/"))


def test_somebody_is_suspended(store):
    member = store.world.member(store.buyer, "buyer-purchaser", name="Zhang San")
    store.browser.post(f"/company/team/{member.id}/", {"status": "suspended"})
    with acting(store.world.system):
        assert Membership.objects.get(id=member.id).status == "suspended"


def test_somebody_is_let_in(store):
    answer = store.browser.post("/company/team/new/", {"name": "Zhao Wu", "roles": "buyer-approver"})
    assert answer.status_code == 422
    assert value_of(answer, "name") == "Zhao Wu"
    typed = {"name": "Zhao Wu", "email": "zhao@example.com", "roles": "buyer-approver"}
    store.browser.post("/company/team/new/", typed)
    assert "Zhao Wu" in text(store.browser.get("/company/team/"))


def test_who_may_not_manage_people_only_looks(store):
    purchaser = store.browser_of("buyer-purchaser")
    assert purchaser.get("/company/").status_code == 200
    assert purchaser.get("/company/team/").status_code == 403
    assert purchaser.post("/company/", {"name": "Mine"}).status_code == 403
