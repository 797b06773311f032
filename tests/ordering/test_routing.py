"""An order is served from where its seller's rules say, and says why; a trial tells what would change."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.set_routing import set_routing
from dinghuo.inventory.actions.set_safety_stock import SafetyEntry, set_safety_stock
from dinghuo.inventory.models import Routing
from dinghuo.inventory.queries.routing import routing_versions
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.queries.routing_trial import Trial, routing_trial
from tests.ordering.routed import Network

pytestmark = pytest.mark.django_db


def test_without_rules_the_warehouse_whose_turn_it_is_serves():
    network = Network()
    network.goods("TEA", gz=10, sh=10, hz=10)
    order = network.order(TEA=15)
    assert network.held(order) == [(1, "gz", 10), (1, "sh", 5)]
    assert network.line(order).routing == {}
    network.check()


def test_what_is_near_serves_first_and_says_why():
    network = Network()
    network.goods("TEA", gz=20, sh=10, hz=10)
    network.rule("region")
    order = network.order(TEA=15)
    assert network.held(order) == [(1, "gz", 5), (1, "hz", 10)]
    routing = network.line(order).routing
    assert routing["version"] == 1
    assert [(part["quantity"], part["why"]) for part in routing["parts"]] == [
        ("10", ["region:district"]),
        ("5", ["usual"]),
    ]
    network.check()


def test_rules_cost_no_statement():
    network = Network()
    network.goods("TEA", gz=100, hz=100)
    network.order(TEA=1)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            network.order(TEA=1)
        return len(caught)

    before = statements()
    network.rule("region", "whole", "fewest", "oldest", "priority")
    assert statements() == before


def test_confirming_leaves_the_goods_where_the_rules_put_them():
    network = Network()
    network.goods("TEA", gz=20, hz=20)
    network.rule("region")
    order = network.order(TEA=15)
    confirm_order(network.world.seller(), order.number)
    assert network.held(order) == [(1, "hz", 15)]
    network.check()


def test_a_preview_routes_as_placing_does():
    network = Network()
    network.goods("TEA", gz=20, hz=20)
    network.rule("region")
    request = OrderRequest(lines=[LineRequest("TEA", Decimal(5))], payment_method="credit")
    [line] = preview_order(network.world.purchaser(), request).placement.lines
    assert line.routing["parts"][0]["why"] == ["region:district"]


def tried(network: Network, *rules: str) -> Trial:
    with acting(network.keeper):
        return routing_trial(network.keeper, rules)


def test_a_trial_tells_what_would_change_and_writes_nothing():
    network = Network()
    network.goods("TEA", gz=10, hz=20)
    network.goods("MILK", sh=20, hz=20)
    split, single = network.order(TEA=5, MILK=5), network.order(TEA=5)
    assert network.held(split) == [(1, "gz", 5), (2, "sh", 5)]
    trial = tried(network, "whole")
    assert (trial.split_before, trial.split_after) == (1, 0)
    assert (trial.parcels_before, trial.parcels_after) == (3, 2)
    # Guangzhou comes first among those that have all of the second order, as before.
    assert [each.number for each in trial.changed] == [split.number]
    assert all(each.before.quantity == each.after.quantity for each in trial.compared)
    trial = tried(network, "region")
    assert {each.number for each in trial.changed} == {split.number, single.number}
    with acting(network.world.system):
        assert not Routing.objects.exists()
    network.check()


def test_a_trial_costs_the_same_for_any_number_of_orders():
    network = Network()
    network.goods("TEA", gz=100, hz=100)

    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert tried(network, "region").compared
        return len(caught)

    network.order(TEA=1)
    one = statements()
    for _ in range(4):
        network.order(TEA=1)
    assert statements() == one


def test_rules_are_kept_with_who_and_when():
    network = Network()
    network.rule("region", "fewest")
    network.rule("region", "fewest")
    network.rule("fewest")
    network.rule()
    with acting(network.keeper):
        versions = routing_versions(network.keeper)
    assert [(each.version, each.rules) for each in versions] == [
        (3, ()),
        (2, ("fewest",)),
        (1, ("region", "fewest")),
    ]
    assert versions[0].person_name == "Chen Wei"


def test_what_is_no_rule_is_told():
    network = Network()
    with pytest.raises(Invalid) as wrong:
        set_routing(network.keeper, ["region", "luck", "region"])
    assert {(fault.path, fault.code) for fault in wrong.value.faults} == {
        ("rules.1", "unknown"),
        ("rules.2", "twice"),
    }
    with pytest.raises(NotAllowed):
        set_routing(network.world.purchaser(), ["region"])


@pytest.mark.django_db(transaction=True)
def test_two_who_set_rules_at_once_make_two_versions(live, two_at_once):
    network = Network()
    keeper = network.keeper
    two_at_once(lambda: set_routing(keeper, ["region"]), lambda: set_routing(keeper, ["fewest"]))
    with acting(keeper):
        assert [each.version for each in routing_versions(keeper)] == [2, 1]
        assert Routing.objects.filter(is_current=True).count() == 1


def test_a_trial_keeps_back_what_is_kept_back():
    network = Network()
    network.goods("TEA", gz=10, hz=10)
    network.order(TEA=6)
    assert [set(each.after.parts.values()) for each in tried(network, "region").compared] == [{Decimal(6)}]
    set_safety_stock(network.keeper, [SafetyEntry("TEA", "hz", Decimal(8))])
    (compared,) = tried(network, "region").compared
    assert sorted(compared.after.parts.values()) == [2, 4]
