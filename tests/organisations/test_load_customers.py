"""Customers by the thousand: whole or not at all, within what the actor may."""

import pytest

from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.storefronts.drop_customers import drop_customers
from dinghuo.organisations.actions.storefronts.load_customers import load_customers
from dinghuo.organisations.models import Customer, Organisation
from dinghuo.organisations.rules.customer_rows import CustomerRow
from dinghuo.organisations.rules.regions import region
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def rows(world, count):
    shop = world.storefront.id
    return [
        CustomerRow(f"N{i}", shop, 30, {"name": f"Shop {i}"}, region("330106"), f"Road {i}")
        for i in range(count)
    ]


def test_many_are_written_by_as_many_statements_as_one(world, django_assert_max_num_queries):
    operator = world.person(world.operator, "operator-admin")
    with django_assert_max_num_queries(30):
        ids = load_customers(operator, rows(world, 200))
    with acting(world.system):
        assert Customer.objects.filter(buyer_id__in=ids.values(), payment_term_days=30).count() == 200
        assert Organisation.objects.get(code="N7").addresses.get().line.endswith("Road 7")
    assert len(world.events("customers.loaded")) == 1


def test_a_foreign_storefront_is_not_found(world):
    with pytest.raises(NotFound):
        load_customers(world.person(world.operator, "operator-admin"), [CustomerRow("N1", world.market_id)])


def test_somebody_without_the_permission_writes_none(world):
    with pytest.raises(NotAllowed):
        load_customers(world.person(world.supplier, "supplier-admin"), rows(world, 1))


def test_those_in_use_are_kept_and_then_all_are(world):
    operator = world.person(world.operator, "operator-admin")
    load_customers(operator, rows(world, 3))
    with acting(world.system):
        top = Organisation.objects.get(code="N1")
        Organisation.objects.filter(code="N2").update(parent_id=top.id)
    assert drop_customers(operator, ["N0", "N1"]) == ["N1"]
    with acting(world.system):
        assert Organisation.objects.filter(code__in=["N0", "N1"]).count() == 2
    assert drop_customers(operator, ["N0", "N2"]) == []
    with acting(world.system):
        assert not Organisation.objects.filter(code__in=["N0", "N2"]).exists()
    with pytest.raises(NotAllowed):
        drop_customers(world.person(world.branch, "branch-sales"), ["N1"])
