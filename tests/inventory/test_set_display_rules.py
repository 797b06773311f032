"""A seller says how much of its stock customers see: every fault at once, nothing half-set."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.set_display_rules import DisplayEntry, set_display_rules
from dinghuo.inventory.models import DisplayRule
from dinghuo.inventory.queries.display_rules import display_rules
from dinghuo.inventory.rules.shown import Display, shown
from dinghuo.inventory.states import Shows
from tests.makers.trade import make_organisation, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(shop):
    return member_of(shop.system, shop.seller, "inventory.see_stock", "inventory.set_display_rules")


def test_a_rule_is_set_changed_and_taken_away(shop, manager):
    def rules() -> list[tuple[str, list[int]]]:
        with acting(manager):
            return [(rule.shows, rule.bands) for rule in display_rules(manager)]

    set_display_rules(manager, [DisplayEntry("bands", bands=(200, 20))])
    assert rules() == [("bands", [20, 200])]
    set_display_rules(manager, [DisplayEntry("yes-no")])
    assert rules() == [("yes-no", [])]
    with acting(shop.system):
        assert EventRow.objects.filter(kind="display_rules.set").count() == 2
    set_display_rules(manager, [DisplayEntry("")])
    assert rules() == []


def test_every_fault_is_told_and_nothing_is_set(shop, manager):
    wrong = [
        DisplayEntry("bands"),
        DisplayEntry("loud", group="nobody"),
        DisplayEntry("bands", level="none", bands=(0,)),
        DisplayEntry("bands", group="nobody", level="none", bands=(5, 5)),
    ]
    with pytest.raises(Invalid) as refused:
        set_display_rules(manager, wrong)
    assert {(fault.path, fault.code) for fault in refused.value.faults} == {
        ("rules.1.shows", "unknown"),
        ("rules.1.group", "unknown"),
        ("rules.2.level", "unknown"),
        ("rules.2.bands", "bands"),
        ("rules.3.level", "both"),
        ("rules.3.level", "unknown"),
        ("rules.3.group", "unknown"),
        ("rules.3.bands", "twice"),
    }
    with acting(shop.system):
        assert not DisplayRule.objects.exists()


def test_who_may_not_is_refused_and_nobody_sees_anothers_rules(shop, manager):
    with pytest.raises(NotAllowed):
        set_display_rules(shop.keeper, [DisplayEntry("hidden")])
    set_display_rules(manager, [DisplayEntry("hidden")])
    other = member_of(shop.system, make_organisation(shop.system, "other"), "inventory.see_stock")
    with acting(other):
        assert display_rules(other) == []


@pytest.mark.parametrize(
    ("free", "at_least", "low"),
    [("0", "0", False), ("9.5", "0", True), ("10", "10", False), ("51", "50", False)],
)
def test_a_band_begins_with_its_number(free, at_least, low):
    told = shown(Display(Shows.BANDS), Decimal(free))
    assert (told.at_least, told.is_low, told.in_stock) == (Decimal(at_least), low, free != "0")
    assert told.quantity is None


def test_yes_no_tells_no_number_and_hidden_tells_nothing():
    yes, nothing = shown(Display(Shows.YES_NO), Decimal(3)), shown(Display(Shows.HIDDEN), Decimal(3))
    assert (yes.quantity, yes.at_least, yes.in_stock, yes.sure) == (None, None, True, 0)
    assert (nothing.quantity, nothing.at_least, nothing.in_stock) == (None, None, None)
