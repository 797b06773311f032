"""Departments: made, put under each other, and filled with people, by whichever door."""

from django.test import Client

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Department, Membership
from tests.organisations.world import World
from tests.web.gate.conftest import sign_in

PAGE = "/departments"


def admin(world: World, client: Client, organisation, role: str):
    member = world.member(organisation, role)
    sign_in(client, member.person.phone)
    return member


def found(world: World, name: str) -> Department:
    with acting(world.system):
        return Department.objects.get(market_id=world.market_id, name=name)


def works_in(world: World, member) -> str | None:
    with acting(world.system):
        department = Membership.objects.select_related("department").get(id=member.id).department
        return department and department.name


def test_a_company_makes_departments_and_says_who_works_where(world: World, at_shop: Client) -> None:
    member = admin(world, at_shop, world.buyer, "buyer-admin")
    assert at_shop.post(PAGE, {"name": "Sales"})["Location"] == PAGE
    sales = found(world, "Sales")
    at_shop.post(PAGE, {"name": "East", "under": str(sales.id)})
    page = at_shop.get(PAGE).content.decode()
    assert "Sales › East" in page
    at_shop.post(PAGE, {f"member.{member.id}": str(found(world, "East").id)})
    assert works_in(world, member) == "East"
    at_shop.post(PAGE, {"name": "South", "changed": str(found(world, "East").id), "under": str(sales.id)})
    assert works_in(world, member) == "South"
    at_shop.post(PAGE, {f"member.{member.id}": ""})
    assert works_in(world, member) is None


def test_what_is_wrong_is_said_and_typed_stays(world: World, at_shop: Client) -> None:
    admin(world, at_shop, world.supplier, "supplier-admin")
    nameless = at_shop.post(PAGE, {"name": " "})
    assert nameless.status_code == 422
    at_shop.post(PAGE, {"name": "Stock"})
    again = at_shop.post(PAGE, {"name": "Stock"})
    assert again.status_code == 409
    assert 'value="Stock"' in again.content.decode()
    stock = found(world, "Stock")
    loop = at_shop.post(PAGE, {"name": "Stock", "changed": str(stock.id), "under": str(stock.id)})
    assert loop.status_code == 409
    assert at_shop.post(PAGE, {"name": "X", "under": "nonsense"}).status_code == 422


def test_other_companies_departments_are_nobodys_business(world: World, at_shop: Client) -> None:
    admin(world, at_shop, world.buyer, "buyer-admin")
    assert at_shop.get(f"{PAGE}?company={world.supplier.code}").status_code == 404
    assert at_shop.post(f"{PAGE}?company={world.supplier.code}", {"name": "Spies"}).status_code == 404


def test_the_operator_keeps_those_of_every_company(world: World, at_shop: Client) -> None:
    admin(world, at_shop, world.operator, "operator-admin")
    address = f"{PAGE}?company={world.buyer.code}"
    assert at_shop.post(address, {"name": "Kitchen"})["Location"] == address
    assert found(world, "Kitchen").organisation_id == world.buyer.id
