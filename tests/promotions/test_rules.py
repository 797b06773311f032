"""Parts and wholes of discounts, over random baskets (mistakes 5 and 6)."""

from decimal import Decimal
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from dinghuo.promotions.rules.basket import Line, Offer, Shares
from dinghuo.promotions.rules.benefits import benefit_of
from dinghuo.promotions.rules.codes import ALPHABET, make_code
from dinghuo.promotions.rules.combine import combine
from dinghuo.promotions.rules.room import Room
from dinghuo.promotions.rules.shares import borne, kept, standing
from dinghuo.promotions.rules.terms import Part, Terms, Tier, faults_of, stored, terms_of
from dinghuo.promotions.states import Benefit, Refused

D = Decimal
SELLERS = [UUID(int=each) for each in (1, 2)]
VARIANTS = [UUID(int=each) for each in range(10, 16)]
BUYER = UUID(int=99)

cents = st.integers(1, 500_000).map(lambda each: D(each) / 100)
few = st.integers(1, 40).map(D)
percents = st.integers(1, 100).map(D)
parts = st.lists(st.sampled_from(VARIANTS), min_size=2, max_size=3, unique=True).flatmap(
    lambda chosen: st.lists(few, min_size=len(chosen), max_size=len(chosen)).map(
        lambda units: [Part(*each) for each in zip(chosen, units, strict=True)]
    )
)
tiers = st.lists(
    st.tuples(st.integers(1, 5000), percents), min_size=1, max_size=4, unique_by=lambda e: e[0]
).map(lambda rows: [Tier(D(least), off, True) for least, off in sorted(rows)])
terms = st.one_of(
    st.builds(Terms, st.just(Benefit.PERCENT), percents, least_amount=cents, most=st.none() | cents),
    st.builds(Terms, st.just(Benefit.AMOUNT), cents, least_amount=cents, every=st.booleans()),
    st.builds(Terms, st.just(Benefit.FIXED_PRICE), cents),
    st.builds(Terms, st.just(Benefit.NTH_PIECE), percents, nth=st.integers(2, 5)),
    st.builds(Terms, st.just(Benefit.BUNDLE), cents, parts=parts),
    st.builds(
        Terms, st.just(Benefit.GIFT), least_units=few, every=st.booleans(), parts=parts.map(lambda p: p[:1])
    ),
    st.builds(Terms, st.just(Benefit.TIERS), tiers=tiers),
)
lines = st.lists(
    st.builds(
        Line,
        key=st.uuids(),
        seller_id=st.sampled_from(SELLERS),
        variant_id=st.sampled_from(VARIANTS),
        units=few,
        amount=cents,
        closed=st.booleans(),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda line: line.key,
)
offers = st.lists(
    st.builds(
        Offer,
        id=st.uuids(),
        key=st.text("abc", min_size=1, max_size=4),
        version=st.just(1),
        name=st.just("P"),
        names=st.just({}),
        seller_id=st.none() | st.sampled_from(SELLERS),
        goods=st.none() | st.frozensets(st.sampled_from(VARIANTS)),
        terms=terms,
        priority=st.integers(-2, 2),
        exclusive_group=st.sampled_from(["", "", "a", "b"]),
        alone=st.booleans(),
        budget_left=st.none() | cents,
    ),
    max_size=6,
    unique_by=lambda offer: offer.id,
)


@settings(max_examples=2000, deadline=None)
@given(offers, lines)
def test_mistake_5_parts_add_up_and_no_line_costs_less_than_nothing(running, basket):
    room = Room()
    outcome = combine(running, basket, BUYER, room, "CNY")
    for grant in outcome.grants:
        assert grant.amount == sum(grant.parts.values()) > 0
        assert all(part > 0 and part == round(part, 2) for part in grant.parts.values())
        assert grant.offer.budget_left is None or grant.amount <= grant.offer.budget_left
    for line in basket:
        off = outcome.off(line.key)
        assert 0 <= off <= line.amount
        assert not (line.closed and off)
    assert outcome.amount == sum(outcome.off(line.key) for line in basket)
    groups = [grant.offer.exclusive_group for grant in outcome.grants if grant.offer.exclusive_group]
    assert len(groups) == len(set(groups))
    assert len(outcome.grants) <= 1 or not any(grant.offer.alone for grant in outcome.grants)
    again = combine(list(reversed(running)), basket, BUYER, Room(), "CNY")
    if len({offer.key for offer in running}) == len(running):
        assert [grant.parts for grant in again.grants] == [grant.parts for grant in outcome.grants]


@settings(max_examples=2000, deadline=None)
@given(
    cents,
    st.integers(1, 60),
    st.lists(st.integers(1, 20), max_size=12),
    st.integers(0, 100),
    st.integers(0, 100),
)
def test_mistake_6_taking_units_off_in_any_steps_gives_back_what_was_granted(amount, units, steps, one, two):
    shares = Shares(100 - min(one, two), max(0, min(one, two) - 10), min(10, min(one, two)))
    left, back = D(units), D(0)
    now = amount
    for step in [*steps, units]:
        left = max(left - step, D(0))
        after = kept(amount, left, D(units), "CNY")
        assert after <= now
        assert sum(borne(after, shares, "CNY")) == after
        back += now - after
        now = after
    assert (now, back) == (0, amount)


def test_fewer_units_keep_their_share_and_more_get_no_more():
    assert standing(D(10), D(3), D(1), "CNY") == D("3.33")
    assert standing(D(10), D(3), D(2), "CNY") == D("6.67")
    assert standing(D(10), D(3), D(9), "CNY") == D(10)


def line(variant: int, units: str, amount: str) -> Line:
    return Line(f"{variant}-{units}", SELLERS[0], VARIANTS[variant], D(units), D(amount))


def off(benefit: Benefit, *basket: Line, value: str = "0", **columns) -> list[Decimal]:
    found = benefit_of(Terms(benefit, D(value), **columns), basket, basket, "CNY")
    return [found.get(each.key, D(0)) for each in basket]


def test_each_benefit_by_hand():
    a, b = line(0, "4", "40.00"), line(1, "2", "60.00")
    assert off(Benefit.PERCENT, a, b, value="10") == [D(4), D(6)]
    assert off(Benefit.PERCENT, a, b, value="50", most=D(10)) == [D(4), D(6)]
    assert off(Benefit.AMOUNT, a, b, value="15", least_amount=D(101)) == [0, 0]
    # Every full 30: three times.
    assert off(Benefit.AMOUNT, a, b, value="5", least_amount=D(30), every=True) == [D(6), D(9)]
    assert off(Benefit.FIXED_PRICE, a, b, value="25") == [0, D(10)]
    # Six pieces: two of them at half price, and those are the cheapest.
    assert off(Benefit.NTH_PIECE, a, b, value="50", nth=3) == [D(10), 0]
    # Two sets of two and one for 30 each instead of 50: 40 less.
    sets = [Part(VARIANTS[0], D(2)), Part(VARIANTS[1], D(1))]
    assert off(Benefit.BUNDLE, a, b, value="30", parts=sets) == [D(16), D(24)]
    assert off(Benefit.GIFT, a, b, least_units=D(4), parts=[Part(VARIANTS[0], D(1))]) == [D(10), 0]
    steps = [Tier(D(50), D(5)), Tier(D(100), D(10), True)]
    assert off(Benefit.TIERS, a, b, tiers=steps) == [D(4), D(6)]


def test_what_nearly_applies_says_what_is_missing():
    offer = Offer(UUID(int=7), "p", 1, "P", {}, None, None, Terms(Benefit.AMOUNT, D(10), least_amount=D(160)))
    outcome = combine([offer], [line(0, "4", "40.00")], BUYER, Room(), "CNY")
    assert [(near.amount, near.units) for near in outcome.near] == [(D(120), 0)]
    assert not outcome.grants


def test_a_promotion_for_other_goods_gives_nothing_and_lacks_nothing():
    offer = Offer(UUID(int=7), "p", 1, "P", {}, None, frozenset([VARIANTS[3]]), Terms(Benefit.PERCENT, D(10)))
    outcome = combine([offer], [line(0, "4", "40.00")], BUYER, Room(), "CNY")
    assert (outcome.grants, outcome.near) == ([], [])
    assert Refused.NO_GOODS == "no-goods"


@given(terms)
def test_terms_are_kept_as_they_are(one):
    assert stored(terms_of(stored(one))) == stored(one)


def test_terms_are_refused_where_they_make_no_sense():
    assert faults_of(Terms(Benefit.PERCENT, D(101))) == [("value", "percent")]
    assert faults_of(Terms(Benefit.TIERS, tiers=[Tier(D(9), D(1)), Tier(D(3), D(1))])) == [
        ("tiers", "rising")
    ]
    assert faults_of(Terms(Benefit.AMOUNT, D("NaN"))) == [("value", "malformed")]
    assert faults_of(Terms(Benefit.AMOUNT, D(1), every=True)) == [("every", "no-least")]


def test_a_code_can_be_read_out():
    code = make_code(lambda signs: signs[-1])
    assert code == "ZZZZ-ZZZZ-ZZZZ"
    assert not set("01OIL") & set(ALPHABET)
