"""What an actor may see of companies, people and roles; pages; visits."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.actions.storefronts.save_customer import save_customer
from dinghuo.organisations.actions.storefronts.save_storefront import save_storefront
from dinghuo.organisations.models import Market, Person, Session
from dinghuo.organisations.queries.organisations import find_organisation, market, organisation, organisations
from dinghuo.organisations.queries.people import member, members
from dinghuo.organisations.queries.roles import roles
from dinghuo.organisations.queries.visitor import guest
from dinghuo.organisations.queries.visits import visit
from tests.organisations.world import World


def names(page) -> list[str]:
    return [row.name for row in page.items]


def test_the_operator_sees_all_companies_in_pages(world: World) -> None:
    actor = world.person(world.operator, "operator-trade")
    with acting(actor):
        first = organisations(actor, limit=3)
        rest = organisations(actor, limit=3, after=first.next)
        assert names(first) == ["Corner shop", "East branch", "Other shop"]
        assert names(rest) == ["Spring water", "Test house"]
        assert rest.next is None
        assert names(organisations(actor, search="shop corner")) == ["Corner shop"]
        assert names(organisations(actor, search="sup")) == ["Spring water"]
        assert names(organisations(actor, part="branch")) == ["East branch"]
        assert names(organisations(actor, status="blocked")) == []
        with pytest.raises(Invalid):
            organisations(actor, after="made up")


def test_others_see_their_own_and_a_branch_its_customers(world: World) -> None:
    manager = world.person(world.branch, "branch-manager")
    buyer = world.person(world.buyer, "buyer-admin")
    shop = save_storefront(
        world.system,
        key="east",
        name="East",
        owner_id=world.branch.id,
        currency="CNY",
        languages=["en"],
        payment_methods=["credit"],
    )
    save_customer(world.system, world.buyer.id, shop.id)
    with acting(manager):
        assert names(organisations(manager)) == ["Corner shop", "East branch"]
        assert find_organisation(manager, "BUY").id == world.buyer.id
        with pytest.raises(NotFound):
            find_organisation(manager, "OTH")
        # A customer's people are its own business.
        assert world.buyer.id not in {row.organisation_id for row in members(manager).items}
    with acting(buyer):
        assert organisation(buyer, world.buyer.id).code == "BUY"
        with pytest.raises(NotFound):
            organisation(buyer, world.supplier.id)
        with pytest.raises(NotAllowed):
            organisations(buyer)


def test_people_are_seen_by_those_who_manage_them(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin", name="Bo")
    world.member(world.buyer, "buyer-finance", name="Ai")
    foreign = world.member(world.other_buyer, name="Cy")
    with acting(admin):
        page = members(admin, limit=1)
        assert [row.person.name for row in page.items] == ["Ai"]
        assert [row.person.name for row in members(admin, after=page.next).items] == ["Bo"]
        assert [held.role.key for held in page.items[0].held_roles.all()] == ["buyer-finance"]
        with pytest.raises(NotFound):
            member(admin, foreign.id)
        with pytest.raises(NotFound):
            members(admin, world.other_buyer.id)
    operator = world.person(world.operator, "operator-admin")
    with acting(operator):
        assert member(operator, foreign.id).person.name == "Cy"
    purchaser = world.person(world.buyer, "buyer-purchaser")
    with acting(purchaser), pytest.raises(NotAllowed):
        members(purchaser)


def test_as_many_statements_for_many_people_as_for_one(world: World, django_assert_num_queries) -> None:
    admin = world.person(world.operator, "operator-admin")
    for _number in range(3):
        world.member(world.buyer, "buyer-finance", "buyer-purchaser")
    with acting(admin), django_assert_num_queries(3):
        for row in members(admin).items:
            assert [held.role.key for held in row.held_roles.all()]
            assert list(row.own_grants.all()) == []


def test_roles_are_shown_by_door(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    with acting(admin):
        found = roles(admin, ["buyer"])
        assert {row.door for row in found} == {"buyer"}
        assert found[0].key == "buyer-purchaser"
        assert any(grant.limit for grant in found[0].grants.all())
        assert len(roles(admin)) > len(found)


def test_a_market_is_its_own(world: World) -> None:
    with acting(world.system):
        assert market(world.market_id).name == "Test market"
        with pytest.raises(NotFound):
            market(World().market_id)


def test_the_gate_reads_little_and_writes_nothing(world: World) -> None:
    world.person(world.buyer)
    with gate():
        assert Person.objects.filter(market_id=world.market_id).exists()
        assert not Session.objects.exists()
        assert Market.objects.filter(id=world.market_id).update(name="Stolen") == 0


def test_a_storefront_is_found_by_host_by_key_or_as_the_default(world: World) -> None:
    host = f"{world.market_id.hex}.example.com"
    east = save_storefront(
        world.system,
        key="east",
        name="East",
        owner_id=world.branch.id,
        currency="CNY",
        languages=["en"],
        payment_methods=["credit"],
        host=host,
    )
    by_host = visit("", host)
    assert (by_host.storefront.id, by_host.found_by, by_host.market_id) == (east.id, "host", world.market_id)
    by_key = visit("", "localhost", world.market.key)
    assert (by_key.storefront.id, by_key.found_by) == (world.storefront.id, "key")
    assert by_key.market.time_zone == "Asia/Shanghai"
    usual = visit("", "localhost")
    assert (usual.found_by, usual.market_id) == ("default", None)


def test_a_guest_sees_what_the_storefront_shows(world: World) -> None:
    shown = world.storefront
    for policy, seen in (("nothing", []), ("goods", ["catalogue.see_products"])):
        shown.guest_policy = policy
        actor = guest(shown, "en", "UTC")
        assert [name for name in actor.grants if not name.startswith("organisations.")] == seen
    shown.guest_policy = "prices"
    assert "pricing.see_prices" in guest(shown, "en", "UTC").grants
