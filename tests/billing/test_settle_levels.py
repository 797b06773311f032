"""Levels by purchases: up when they are earned, down after the grace, never what a person gave, never twice."""

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.billing.actions.settle_levels import SETTLE, settle_levels
from dinghuo.billing.models import Invoice
from dinghuo.billing.queries.level_standing import level_standings, own_level
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.members.actions.grant_level import grant_level
from dinghuo.members.actions.save_level import save_level
from dinghuo.members.actions.save_level_rules import RuleInput, save_level_rules
from dinghuo.members.models import LevelGrant
from dinghuo.members.queries.level_of import level_of
from dinghuo.organisations.models import Market
from tests.finance.deals import Line, make_deal
from tests.finance.world import CNY, World

DAY = timedelta(days=1)
SEE = ("billing.see_statements", "members.see_levels", SETTLE)


def ladder(world: World, silver: str = "100", gold: str = "500", grace: int = 30):
    """Silver from 100, gold from 500 in twelve months."""
    told = {"market_id": world.market_id, "key": world.market_id.hex, "name": "Market", "currency": CNY}
    with acting(world.system):
        Market.objects.get_or_create(id=world.market_id, defaults=told | {"languages": ["en"]})
    levels = [save_level(world.system, "silver", "Silver", 1), save_level(world.system, "gold", "Gold", 2)]
    rules = {"silver": RuleInput(D(silver)), "gold": RuleInput(D(gold), "Free delivery\nA person to call")}
    save_level_rules(world.system, 12, grace, rules)
    return levels


def buys(world: World, amount: str, ago_days: int = 0, **columns) -> None:
    """The buyer accepts goods of so much, so many days ago."""
    world.credit("100000")
    bill = make_deal(world, Line("1", amount), **columns).deliver("1")
    with acting(world.system):
        Invoice.objects.filter(id=bill.id).update(issued_at=now() - ago_days * DAY)


def level_now(world: World, at=None):
    with acting(world.system):
        return level_of(world.system, world.buyer.id, at)


def events(world: World, kind: str) -> list[EventRow]:
    with acting(world.system):
        return list(EventRow.objects.filter(market_id=world.market_id, kind=kind).order_by("id"))


def ages(world: World, days: int) -> None:
    """Let all invoices grow older."""
    with acting(world.system):
        for bill in Invoice.objects.filter(market_id=world.market_id):
            Invoice.objects.filter(id=bill.id).update(issued_at=bill.issued_at - days * DAY)


def test_purchases_of_the_window_earn_a_level_once(world: World) -> None:
    silver, gold = ladder(world)
    buys(world, "499.99", freight=D(20))
    buys(world, "900", ago_days=370)
    assert settle_levels(world.system) == 1
    assert level_now(world) == silver.id
    assert settle_levels(world.system) == 0
    buys(world, "0.01")
    assert settle_levels(world.system) == 1
    assert level_now(world) == gold.id
    told = [
        (row.data["from"], row.data["to"], D(row.data["measured"])) for row in events(world, "level.granted")
    ]
    assert told == [("", "silver", D("499.99")), ("silver", "gold", D(500))]
    with acting(world.system):
        rows = LevelGrant.objects.filter(buyer=world.buyer).order_by("valid__startswith")
        assert [(row.by_rule, row.measured) for row in rows] == [(True, D("499.99")), (True, D(500))]


def test_what_is_not_earned_any_more_ends_after_the_grace_and_the_lower_one_follows(world: World) -> None:
    silver, gold = ladder(world)
    buys(world, "450", ago_days=360)
    buys(world, "150")
    settle_levels(world.system)
    assert level_now(world) == gold.id
    ages(world, 10)
    assert settle_levels(world.system) == 1
    at = now()
    assert [level_now(world, at + days * DAY) for days in (0, 29, 31)] == [gold.id, gold.id, silver.id]
    assert settle_levels(world.system) == 0
    ending = events(world, "level.ending")[-1]
    assert (ending.data["level"], ending.data["then"]) == ("gold", "silver")
    own = world.person(world.buyer, *SEE)
    with acting(own):
        assert (own_level(own).lacks_to_keep, own_level(own).then, own_level(own).level) == (
            350,
            silver,
            gold,
        )
    # Earned again in time, it is kept.
    buys(world, "400")
    assert settle_levels(world.system) == 1
    assert level_now(world, at + 31 * DAY) == gold.id
    assert len(events(world, "level.kept")) == 1


def test_what_a_person_gave_stays_and_rules_go_on_after_it(world: World) -> None:
    silver, gold = ladder(world)
    buys(world, "150")
    settle_levels(world.system)
    grant_level(world.system, world.buyer.id, gold.id, valid_to=now() + 10 * DAY, reason="A trial")
    assert settle_levels(world.system) == 0
    assert level_now(world) == gold.id
    assert level_now(world, now() + 11 * DAY) == silver.id


def test_nothing_by_rule_reaches_into_what_a_person_has_planned(world: World) -> None:
    silver, gold = ladder(world)
    begin = now() + 5 * DAY
    grant_level(world.system, world.buyer.id, silver.id, valid_from=begin)
    buys(world, "600")
    assert settle_levels(world.system) == 1
    assert [level_now(world, begin + days * DAY) for days in (-1, 1)] == [gold.id, silver.id]
    assert settle_levels(world.system) == 0


def test_the_dry_run_says_what_settling_then_does_and_writes_nothing(world: World) -> None:
    silver, _gold = ladder(world)
    buys(world, "150")
    staff = world.person(world.operator, *SEE)
    with acting(staff):
        rows = level_standings(staff)
    assert [(row.buyer.code, row.change, row.bought) for row in rows] == [
        ("buyer", "up", 150),
        ("other_buyer", "", 0),
    ]
    assert rows[0].to == silver
    assert level_now(world) is None
    assert settle_levels(staff) == sum(1 for row in rows if row.change)
    with acting(staff):
        assert [row.change for row in level_standings(staff)] == ["", ""]
        assert level_standings(staff)[0].level == silver


def test_a_buyer_reads_what_lacks_and_nobody_elses_place(world: World) -> None:
    silver, gold = ladder(world)
    buys(world, "150")
    settle_levels(world.system)
    own = world.person(world.buyer, *SEE)
    with acting(own):
        told = own_level(own)
        assert (told.level, told.bought, told.next, told.lacks) == (silver, 150, gold, 350)
        assert told.terms[0].benefits() == ["Free delivery", "A person to call"]
        with pytest.raises(NotAllowed):
            level_standings(own)
    with pytest.raises(NotAllowed):
        settle_levels(own)
    with pytest.raises(NotAllowed):
        settle_levels(world.person(world.operator))
    other = world.person(world.other_buyer, *SEE)
    with acting(other):
        assert (own_level(other).level, own_level(other).bought) == (None, 0)


def test_without_rules_nobody_moves(world: World) -> None:
    assert settle_levels(world.system) == 0
    with acting(world.system):
        assert level_standings(world.system) == []


def test_statements_do_not_depend_on_how_many_move(world: World) -> None:
    ladder(world, silver="0")
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert settle_levels(world.system) == 2
    for each in range(5):
        world.organisation(f"b{each}", ["buyer"])
    with CaptureQueriesContext(connection) as many:
        assert settle_levels(world.system) == 5
    assert len(many) <= len(few)


def test_two_who_settle_at_once_move_each_buyer_once(live_world: World, two_at_once) -> None:
    ladder(live_world)
    buys(live_world, "150")
    outcomes = two_at_once(lambda: settle_levels(live_world.system), lambda: settle_levels(live_world.system))
    assert sorted(outcomes) == [0, 1]


def test_settling_and_a_person_who_gives_a_level_at_once_leave_the_persons(
    live_world: World, two_at_once
) -> None:
    _silver, gold = ladder(live_world)
    buys(live_world, "150")
    outcomes = two_at_once(
        lambda: settle_levels(live_world.system),
        lambda: grant_level(live_world.system, live_world.buyer.id, gold.id),
    )
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert level_now(live_world) == gold.id
    assert settle_levels(live_world.system) == 0


def test_faults_of_rules_are_told_at_once(world: World) -> None:
    ladder(world)
    with pytest.raises(Invalid) as refused:
        save_level_rules(world.system, 0, 400, {"silver": RuleInput(D(-1)), "bronze": RuleInput(D(1))})
    paths = {fault.path for fault in refused.value.faults}
    assert paths == {"window_months", "grace_days", "rules.silver.least", "rules.bronze"}
    with pytest.raises(Invalid) as refused:
        save_level_rules(world.system, 12, 30, {"silver": RuleInput(D(500))})
    assert [fault.path for fault in refused.value.faults] == ["rules.gold.least"]
    with pytest.raises(NotAllowed):
        save_level_rules(world.person(world.buyer, "members.save_level"), 12, 30, {})
