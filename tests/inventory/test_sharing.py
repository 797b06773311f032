"""Goods too few for all are shared by rule: urgent first, in turn or in proportion, in whole packs, or by hand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.rules.life import Batch, LifeNeed
from dinghuo.inventory.rules.sharing import Share, Waiting, handed_out, in_turn, shared
from dinghuo.inventory.states import Sharing

D = Decimal
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
TODAY = date(2026, 11, 22)
GOODS = UUID(int=999)


def line(n: int, quantity: int, urgent: bool = False, pack: int = 1, by_hand: int | None = None) -> Waiting:
    decided = None if by_hand is None else D(by_hand)
    since = BEGIN + timedelta(hours=n)
    return Waiting(UUID(int=n), GOODS, UUID(int=1000 + n), D(quantity), since, urgent, D(pack), decided)


@st.composite
def queues(draw: st.DrawFn, packs: Sequence[int] = (1, 1, 6, 10, 24), loose: bool = True) -> list[Waiting]:
    """Up to eight lines, some urgent, in packs of several sizes; the first ordered isn't always the first listed."""
    count = draw(st.integers(1, 8))
    lines = []
    for n in draw(st.permutations(range(count))):
        pack = draw(st.sampled_from(packs))
        over = draw(st.sampled_from([0, 0, 1, 5])) if loose else 0
        lines.append(line(n, draw(st.integers(0, 9)) * pack + over, draw(st.booleans()), pack))
    return lines


def batches(*free: int) -> list[Batch]:
    return [Batch(UUID(int=100 + n), D(each), None, None, None, n) for n, each in enumerate(free)]


def pack_of(each: Waiting) -> Decimal:
    return each.pack if each.quantity % each.pack == 0 else D(1)


def quantities(shares: dict[UUID, Share]) -> list[int]:
    return [int(shares[key].quantity) for key in sorted(shares)]


@given(queues(), st.integers(0, 400), st.sampled_from(list(Sharing)))
def test_nobody_gets_more_than_asked_packs_stay_whole_and_all_of_it_is_given(waiting, there, rule):
    _holds, shares = handed_out(waiting, batches(there // 2, there - there // 2), rule, {}, TODAY)
    given_out = sum(share.quantity for share in shares.values())
    assert given_out <= there
    for each in waiting:
        got = shares[each.line_id].quantity
        assert 0 <= got <= each.quantity
        assert got == each.quantity or got % pack_of(each) == 0
    left = there - given_out
    missing = [min(pack_of(e), e.quantity - shares[e.line_id].quantity) for e in waiting]
    # What is left over fills nobody's next pack; where packs are single units, nothing is.
    assert all(left < part for part in missing if part)
    if all(pack_of(each) == 1 for each in waiting):
        assert given_out == min(there, sum(each.quantity for each in waiting))


@given(queues(), st.integers(0, 400), st.sampled_from(list(Sharing)))
def test_no_other_order_gets_what_an_urgent_one_could_take(waiting, there, rule):
    shares = shared(waiting, D(there), rule)
    hungry = [e for e in waiting if e.is_urgent and shares[e.line_id].quantity + pack_of(e) <= e.quantity]
    others = sum(shares[each.line_id].quantity for each in waiting if not each.is_urgent)
    if hungry and others:
        left_by_urgent = there - sum(shares[e.line_id].quantity for e in waiting if e.is_urgent)
        assert all(left_by_urgent < pack_of(each) for each in hungry)


@given(queues(), st.integers(0, 400))
def test_in_turn_nobody_waits_behind_who_ordered_later(waiting, there):
    shares = shared(waiting, D(there), Sharing.IN_TURN)
    left = D(there)
    for each in in_turn(waiting):
        room = min(each.quantity, left)
        whole = each.quantity if room == each.quantity else room // pack_of(each) * pack_of(each)
        assert shares[each.line_id].quantity == whole
        left -= whole


@given(st.sampled_from([1, 6, 24]).flatmap(lambda n: queues([n], loose=False)), st.integers(0, 400))
def test_a_proportional_share_is_within_a_pack_of_what_is_fair(waiting, there):
    shares = shared(waiting, D(there), Sharing.PROPORTIONAL)
    left = D(there)
    for urgent in (True, False):
        group = [each for each in waiting if each.is_urgent is urgent]
        wanted = sum((each.quantity for each in group), D(0))
        for each in group:
            fair = each.quantity if wanted <= left else left * each.quantity / wanted
            assert abs(shares[each.line_id].quantity - fair) < pack_of(each)
        left -= sum((shares[each.line_id].quantity for each in group), D(0))


def test_the_largest_remainder_gets_the_odd_pack():
    shares = shared(
        [line(1, 60, pack=6), line(2, 30, pack=6), line(3, 30, pack=6)], D(60), Sharing.PROPORTIONAL
    )
    assert quantities(shares) == [30, 18, 12]
    assert [shares[key].rule for key in shares] == ["proportional"] * 3
    assert (shares[UUID(int=1)].there, shares[UUID(int=1)].asked) == (60, 120)


def test_who_gets_all_of_it_is_told_so():
    assert {share.rule for share in shared([line(1, 5), line(2, 5)], D(10), Sharing.IN_TURN).values()} == {
        "all"
    }


def test_what_was_decided_by_hand_comes_off_first_and_the_rule_shares_the_rest():
    waiting = [line(1, 40), line(2, 40, by_hand=25), line(3, 40)]
    in_turn_shares = shared(waiting, D(60), Sharing.IN_TURN)
    assert quantities(in_turn_shares) == [35, 25, 0]
    assert [in_turn_shares[UUID(int=n)].rule for n in (1, 2, 3)] == ["in_turn", "hand", "in_turn"]
    assert quantities(shared(waiting, D(60), Sharing.PROPORTIONAL)) == [18, 25, 17]


def test_a_person_may_divide_a_pack_and_give_nothing():
    waiting = [line(1, 12, pack=6, by_hand=5), line(2, 12, pack=6), line(3, 12, by_hand=0)]
    _holds, shares = handed_out(waiting, batches(20), Sharing.IN_TURN, {}, TODAY)
    assert quantities(shares) == [5, 12, 0]


def test_a_line_keeps_what_it_holds_as_far_as_its_share_reaches():
    waiting = [line(1, 10), line(2, 10)]
    held = [Hold(UUID(int=2), UUID(int=100), D(10))]
    given_out, shares = handed_out(waiting, batches(10, 6), Sharing.PROPORTIONAL, {}, TODAY, holds=held)
    assert quantities(shares) == [8, 8]
    mine = {(int(hold.line_id), int(hold.stock_id)): int(hold.quantity) for hold in given_out}
    assert mine == {(2, 100): 8, (1, 100): 2, (1, 101): 6}


def test_what_is_not_fresh_enough_for_one_goes_to_the_next_and_who_holds_fresh_goods_keeps_them():
    old = Batch(UUID(int=100), D(10), TODAY + timedelta(days=5), None, None, 0)
    fresh = Batch(UUID(int=101), D(10), TODAY + timedelta(days=90), None, None, 0)
    strict = {UUID(int=1002): LifeNeed(min_days=30)}
    waiting = [line(1, 15), line(2, 10)]
    held = [Hold(UUID(int=2), fresh.stock_id, D(10))]
    given_out, shares = handed_out(waiting, [old, fresh], Sharing.IN_TURN, strict, TODAY, holds=held)
    assert quantities(shares) == [15, 5]
    given_out, shares = handed_out(waiting, [old, fresh], Sharing.PROPORTIONAL, strict, TODAY, holds=held)
    assert quantities(shares) == [12, 8]
    assert {int(hold.line_id) for hold in given_out if hold.stock_id == old.stock_id} == {1}


@given(
    queues(), st.lists(st.integers(0, 120), min_size=3, max_size=3), st.sampled_from(list(Sharing)), st.data()
)
def test_sharing_out_what_lines_hold_gives_the_same_shares_as_if_nobody_held_it(waiting, free, rule, data):
    there = batches(*free)
    held = []
    for batch in there:
        room = int(batch.free)
        for each in waiting:
            part = data.draw(st.integers(0, min(room, int(each.quantity))))
            room -= part
            held.append(Hold(each.line_id, batch.stock_id, D(part)))
    given_out, shares = handed_out(waiting, there, rule, {}, TODAY, holds=held)
    assert shares == handed_out(waiting, there, rule, {}, TODAY)[1]
    for batch in there:
        assert sum(hold.quantity for hold in given_out if hold.stock_id == batch.stock_id) <= batch.free
    assert len({(hold.line_id, hold.stock_id) for hold in given_out}) == len(given_out)
