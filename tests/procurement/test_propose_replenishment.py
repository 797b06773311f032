"""propose_replenishment: what runs low is proposed by supplier, with its reason, as often as one likes, once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.procurement.actions.edit_proposal import edit_proposal
from dinghuo.procurement.actions.propose_replenishment import propose_replenishment
from dinghuo.procurement.actions.set_limits import LimitsEntry, set_limits
from dinghuo.procurement.jobs import propose_at_night
from dinghuo.procurement.models import Policy
from dinghuo.procurement.queries.figures import figures
from dinghuo.procurement.queries.proposals import proposal
from tests.makers import make_actor
from tests.procurement.conftest import make_depot


def reckoned(depot, sku):
    with acting(depot.keeper):
        return next(each for each in figures(depot.keeper) if each.article.sku == sku)


def test_what_runs_low_is_proposed_with_its_reason(depot):
    water = depot.goods("WATER", stock=130, minimum=24, multiple=24, lead_time_days=4)
    plenty = depot.goods("TEA", stock=5000)
    depot.sold(water, 40, 20, 40)
    depot.sold(plenty, 3)
    assert propose_replenishment(depot.keeper).proposals == 1
    [made] = depot.open_proposals()
    with acting(depot.keeper):
        [line] = proposal(depot.keeper, made.number).lines
    assert made.seller_id == depot.world.supplier.id
    why = line.reason
    # 100 in sixty days; thirty are left, and 24 at a time.
    assert (why["total"], why["per_day"], why["on_hand"]) == ("100.000000", "1.67", "30.000000")
    assert Decimal(why["position"]) == 30
    assert Decimal(why["reorder_point"]) > 30
    assert line.quantity == line.proposed > 0
    assert line.quantity % 24 == 0
    assert Decimal(why["position"]) + line.quantity >= Decimal(why["order_up_to"])


def test_what_is_on_its_way_is_counted_and_what_is_owed_is_missing(depot):
    water = depot.goods("WATER", stock=130, lead_time_days=4)
    depot.sold(water, 40, 20, 40)
    before = reckoned(depot, "WATER")
    depot.sold(water, 25, shipped=False)
    held = reckoned(depot, "WATER").held
    assert (held.on_hand, held.reserved, held.owed) == (30, 25, 0)
    assert before.held.position - held.position == 25


def test_proposing_again_changes_nothing_and_leaves_what_was_edited(depot):
    water = depot.goods("WATER", stock=110, lead_time_days=4)
    depot.sold(water, 40, 20, 40)
    assert propose_replenishment(depot.keeper).proposals == 1
    [first] = depot.open_proposals()
    assert propose_replenishment(depot.keeper).proposals == 0
    [again] = depot.open_proposals()
    assert again.number == first.number
    edit_proposal(depot.keeper, first.number, {1: Decimal(7)})
    propose_replenishment(depot.keeper)
    with acting(depot.keeper):
        [line] = proposal(depot.keeper, first.number).lines
    assert line.quantity == 7


def test_limits_by_hand_win(depot):
    depot.goods("WATER", stock=50)
    set_limits(depot.keeper, [LimitsEntry("WATER", depot.place.key, Decimal(60), Decimal(200))])
    assert reckoned(depot, "WATER").proposed == 150
    set_limits(depot.keeper, [LimitsEntry("WATER", depot.place.key)])
    assert reckoned(depot, "WATER").proposed == 0


def test_goods_that_grow_old_are_not_piled_up(depot):
    milk = depot.goods("MILK", stock=60, lead_time_days=4)
    depot.sold(milk, 30, 30)
    whole = reckoned(depot, "MILK").proposed
    soon = now().date() + timedelta(days=6)
    count_stock(depot.keeper, [StockCount("MILK", Decimal(1), depot.place.key, "L1", soon)])
    figure = reckoned(depot, "MILK")
    assert figure.cap == 6
    assert 0 < figure.proposed < whole


def test_as_many_statements_for_many_articles(depot, django_assert_max_num_queries):
    for at in range(12):
        depot.sold(depot.goods(f"A-{at}", stock=20, lead_time_days=2), 20)
    with acting(depot.keeper), django_assert_max_num_queries(14):
        assert len(figures(depot.keeper)) == 12


def test_two_at_once_make_one_proposal(live, two_at_once):
    depot = make_depot()
    depot.sold(depot.goods("WATER", stock=110, lead_time_days=4), 40, 20, 40)
    answers = two_at_once(*[lambda: propose_replenishment(depot.keeper).proposals] * 2)
    assert sorted(answers) == [0, 1]
    assert len(depot.open_proposals()) == 1


def test_the_night_proposes_for_whom_wants_it(depot):
    depot.sold(depot.goods("WATER", stock=110, lead_time_days=4), 40, 20, 40)
    propose_at_night(0)
    assert depot.open_proposals() == []
    with acting(depot.world.system):
        Policy.objects.create(market_id=depot.world.market.id, owner=depot.house, is_nightly=True)
    propose_at_night(0)
    assert len(depot.open_proposals()) == 1


def test_only_who_may_proposes(depot):
    with pytest.raises(NotAllowed):
        propose_replenishment(make_actor(depot.house, ["procurement.see_replenishment"]))
