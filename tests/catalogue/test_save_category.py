"""Categories make a tree that can be rearranged with everything on it."""

import pytest

from dinghuo.catalogue.actions.save_category import save_category
from dinghuo.catalogue.models import Category
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from tests.catalogue.conftest import Goods
from tests.makers.trade import member_of


def test_a_category_moves_with_what_is_below(goods: Goods) -> None:
    goods.load(goods.row("W", category="water"))
    save_category(goods.keeper, "drinks", "Drinks & more", {"zh-hans": "饮料"}, parent="apparel")
    with acting(goods.keeper):
        assert Category.objects.get(key="water").path == "apparel/drinks/water/"
        assert EventRow.objects.filter(kind="category.saved", subject_number="drinks").count() == 2
    assert goods.skus(category="apparel") == ["W"]
    assert goods.skus(category="food") == []


def test_a_key_that_begins_like_another_is_another(goods: Goods) -> None:
    save_category(goods.keeper, "foods", "Foods")
    goods.load(goods.row("F", category="foods"))
    assert goods.skus(category="food") == []


def test_every_fault_at_once(goods: Goods) -> None:
    with pytest.raises(Invalid) as fault:
        save_category(goods.keeper, "A B", " ", parent="nowhere", position=-1)
    assert {each.path for each in fault.value.faults} == {"key", "name", "parent", "position"}


@pytest.mark.parametrize("parent", ["food", "water"])
def test_it_cannot_lie_below_itself(goods: Goods, parent: str) -> None:
    with pytest.raises(Invalid) as fault:
        save_category(goods.keeper, "food", "Food", parent=parent)
    assert [each.code for each in fault.value.faults] == ["ring"]


def test_it_needs_the_grant(goods: Goods) -> None:
    with pytest.raises(NotAllowed):
        save_category(member_of(goods.system, goods.house), "x", "X")


def test_a_ring_is_not_made_by_two_at_once(open_goods: Goods, two_at_once) -> None:
    goods = open_goods
    outcomes = two_at_once(
        lambda: save_category(goods.keeper, "food", "Food", parent="apparel"),
        lambda: save_category(goods.keeper, "apparel", "Apparel", parent="food"),
    )
    assert sum(isinstance(each, Invalid) for each in outcomes) == 1
