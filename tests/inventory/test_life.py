"""Goods are fresh enough for who gets them (mistake 24)."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import today
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import Reservation, Stock
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.queries.life_needs import life_needs
from dinghuo.inventory.queries.life_rules import life_rules
from dinghuo.inventory.rules.life import Batch, LifeNeed, first_out, is_fresh
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.allocate_stock import allocate_stock
from dinghuo.inventory.steps.note_sent import note_sent
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from dinghuo.organisations.models import Organisation
from tests.inventory.conftest import Shop
from tests.makers.trade import make_organisation, member_of

DAY = timedelta(days=1)
NOW = date(2026, 11, 22)


def batch(days: int | None, made_days_ago: int | None = None) -> Batch:
    expires = None if days is None else NOW + days * DAY
    made = None if made_days_ago is None else NOW - made_days_ago * DAY
    return Batch(new_id(), Decimal(1), expires, made, None, 0)


@pytest.mark.parametrize(
    ("days", "made_ago", "need", "fresh"),
    [
        (60, 40, LifeNeed(min_percent=60), True),
        (59, 41, LifeNeed(min_percent=60), False),
        (60, None, LifeNeed(min_percent=60), False),
        (30, None, LifeNeed(min_days=30), True),
        (29, None, LifeNeed(min_days=30), False),
        (None, None, LifeNeed(min_days=30, min_percent=60), True),
        (-1, None, LifeNeed(), False),
        (10, None, LifeNeed(not_before=NOW + 11 * DAY), False),
        (11, None, LifeNeed(not_before=NOW + 11 * DAY), True),
    ],
)
def test_what_is_fresh_enough(days: int | None, made_ago: int | None, need: LifeNeed, fresh: bool) -> None:
    assert is_fresh(batch(days, made_ago), need, NOW) is fresh


def test_first_expired_first_out_and_what_never_expires_last() -> None:
    late, soon, never = batch(90), batch(5), batch(None)
    assert first_out([never, late, soon]) == [soon, late, never]


def manager(shop: Shop) -> Actor:
    return member_of(shop.system, shop.seller, "inventory.set_life_rules", "inventory.see_stock")


def receive(shop: Shop, lot: str, quantity: int, left: int, old: int) -> None:
    day = today("Asia/Shanghai")
    line = LineEntry("A", Decimal(quantity), lot, day + left * DAY, made=day - old * DAY)
    submit_stock_document(
        shop.keeper, open_stock_document(shop.keeper, DocumentEntry("receipt", lines=[line])).number
    )


def held(shop: Shop, line: object) -> dict[str, int]:
    rows = Reservation.objects.filter(line_id=line, quantity__gt=0)
    return {lot: int(quantity) for lot, quantity in rows.values_list("stock__lot", "quantity")}


def test_a_short_dated_lot_never_goes_to_a_customer_with_a_rule_of_sixty_percent(shop: Shop) -> None:
    """Mistake 24."""
    market = make_organisation(shop.system, "supermarket", "buyer")
    kiosk = make_organisation(shop.system, "kiosk", "buyer")
    set_life_rules(manager(shop), [LifeRuleEntry("supermarket", min_percent=60)])
    receive(shop, "OLD", 10, left=30, old=70)
    receive(shop, "NEW", 10, left=80, old=20)
    document, variant = Document("order", new_id()), shop.variants["A"].id

    def wants(buyer: Organisation, quantity: int, partial: bool = False) -> tuple[UUID, Decimal]:
        want = Want(new_id(), variant, shop.seller.id, Decimal(quantity), partial)
        return want.line_id, reserve_stock(shop.keeper, document, [want], buyer.id)[want.line_id]

    with acting(shop.keeper):
        first, got = wants(market, 6)
        assert (got, held(shop, first)) == (6, {"NEW": 6})
        small, got = wants(kiosk, 3)
        assert (got, held(shop, small)) == (3, {"OLD": 3})
        # Eleven are free, of which four are fresh enough.
        assert wants(market, 5)[1] == 0
        late, got = wants(market, 5, partial=True)
        assert (got, held(shop, late)) == (4, {"NEW": 4})
        told = [available(shop.keeper, [variant], buyer_id=buyer.id) for buyer in (market, kiosk)]
        assert [free.get((variant, shop.seller.id), 0) for free in told] == [0, 7]
    shop.check()


def test_what_is_held_moves_to_fresh_lots_where_a_rule_has_become_stricter(shop: Shop) -> None:
    market = make_organisation(shop.system, "supermarket", "buyer")
    receive(shop, "OLD", 10, left=30, old=70)
    receive(shop, "NEW", 10, left=80, old=20)
    document, variant = Document("order", new_id()), shop.variants["A"].id
    lines = {new_id(): Decimal(6), new_id(): Decimal(5)}
    with acting(shop.keeper):
        wants = [Want(line, variant, shop.seller.id, quantity) for line, quantity in lines.items()]
        reserve_stock(shop.keeper, document, wants, market.id)
    set_life_rules(manager(shop), [LifeRuleEntry("supermarket", min_percent=60)])
    with acting(shop.keeper):
        first, second = lines
        assert allocate_stock(shop.keeper, document, shop.seller.id, market.id, {first: variant}) == {}
        assert held(shop, first) == {"NEW": 6}
        # Four of the new lot are left: the second line falls short by one, and nothing of it has moved.
        told = allocate_stock(shop.keeper, document, shop.seller.id, market.id, {second: variant})
        assert told == {second: Decimal(1)}
        reserved = dict(Stock.objects.filter(variant_id=variant).values_list("lot", "reserved"))
        assert sum(reserved.values()) == 11
    shop.check()


def test_goods_without_a_date_go_in_the_order_in_which_they_came(shop: Shop) -> None:
    variant = shop.variants["B"].id
    for lot in ("Z", "A"):
        line = LineEntry("B", Decimal(5), lot)
        number = open_stock_document(shop.keeper, DocumentEntry("receipt", lines=[line])).number
        submit_stock_document(shop.keeper, number)
    with acting(shop.keeper):
        want = Want(new_id(), variant, shop.seller.id, Decimal(6))
        reserve_stock(shop.keeper, Document("order", new_id()), [want])
        assert held(shop, want.line_id) == {"Z": 5, "A": 1}


def test_not_older_than_last_time(shop: Shop) -> None:
    market = make_organisation(shop.system, "supermarket", "buyer")
    set_life_rules(manager(shop), [LifeRuleEntry("supermarket", not_older=True)])
    variant, day = shop.variants["A"].id, today("Asia/Shanghai")
    with acting(shop.keeper):
        note_sent(shop.keeper, shop.seller.id, market.id, [(variant, day + 50 * DAY), (variant, day)])
        note_sent(shop.keeper, shop.seller.id, market.id, [(variant, day + 20 * DAY)])
        need = life_needs(shop.keeper, shop.seller.id, market.id, [variant])[variant]
    assert need.not_before == day + 50 * DAY


def test_the_nearest_rule_wins_and_nothing_takes_it_away(shop: Shop) -> None:
    market = make_organisation(shop.system, "supermarket", "buyer")
    entries = [
        LifeRuleEntry(min_days=7),
        LifeRuleEntry(category="all", min_days=10),
        LifeRuleEntry("supermarket", min_days=30),
    ]
    set_life_rules(manager(shop), entries)
    variant = shop.variants["A"].id
    with acting(shop.keeper):
        assert len(life_rules(shop.keeper)) == 3
        assert life_needs(shop.keeper, shop.seller.id, market.id, [variant])[variant].min_days == 30
        assert life_needs(shop.keeper, shop.seller.id, new_id(), [variant])[variant].min_days == 10
    set_life_rules(
        manager(shop), [LifeRuleEntry("supermarket"), LifeRuleEntry(), LifeRuleEntry(category="all")]
    )
    with acting(shop.keeper):
        assert life_needs(shop.keeper, shop.seller.id, market.id, [variant]) == {}


def test_faults_and_rights(shop: Shop) -> None:
    with pytest.raises(Invalid) as fault:
        set_life_rules(manager(shop), [LifeRuleEntry("nobody", "nothing", -1, 101)])
    assert {each.path for each in fault.value.faults} == {
        "rules.0.buyer",
        "rules.0.category",
        "rules.0.min_days",
        "rules.0.min_percent",
    }
    with pytest.raises(NotAllowed):
        set_life_rules(shop.keeper, [])
