"""Warehouses are opened and changed by their owner."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.save_warehouse import save_warehouse
from dinghuo.inventory.queries.warehouses import warehouses
from tests.inventory.conftest import Shop
from tests.makers.trade import make_organisation, member_of


def test_it_opens_and_changes(shop: Shop) -> None:
    save_warehouse(shop.keeper, "sh-1", "Shanghai", {"zh-hans": "上海仓"}, priority=0)
    save_warehouse(shop.keeper, "sh-1", "Shanghai 1", priority=9)
    with acting(shop.keeper):
        found = {each.key: (each.name, each.priority) for each in warehouses(shop.keeper)}
        assert found["sh-1"] == ("Shanghai 1", 9)
        assert EventRow.objects.filter(kind="warehouse.saved").count() == 2


def test_somebody_elses_is_not_found(shop: Shop) -> None:
    rival = make_organisation(shop.system, "rival")
    keeper = member_of(shop.system, rival, "inventory.save_warehouse", "inventory.see_stock")
    with pytest.raises(NotFound):
        save_warehouse(keeper, "near", "Mine now")
    with acting(keeper):
        assert warehouses(keeper) == []


def test_every_fault_at_once(shop: Shop) -> None:
    with pytest.raises(Invalid) as fault:
        save_warehouse(shop.keeper, "a b", "", priority=-1)
    assert [each.path for each in fault.value.faults] == ["key", "name", "priority"]


def test_it_is_of_a_kind_and_may_have_bins(shop: Shop) -> None:
    save_warehouse(shop.keeper, "shop-1", "Shop", kind="store", has_bins=True)
    # Whoever changes something else leaves both as they are.
    save_warehouse(shop.keeper, "shop-1", "The shop", priority=3)
    with acting(shop.keeper):
        found = {each.key: (each.kind, each.has_bins) for each in warehouses(shop.keeper)}
    assert (found["shop-1"], found["near"]) == (("store", True), ("own", False))
    for kind in ("transit", "castle"):
        with pytest.raises(Invalid) as fault:
            save_warehouse(shop.keeper, "shop-2", "Shop 2", kind=kind)
        assert [each.path for each in fault.value.faults] == ["kind"]


def test_it_needs_the_grant(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        save_warehouse(member_of(shop.system, shop.seller), "x", "X")
