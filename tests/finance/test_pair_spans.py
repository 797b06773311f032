"""What a buyer owes a seller, span by span: every closing is the next opening."""

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dinghuo.finance.queries.pair_spans import pair_spans
from dinghuo.finance.rules.chart import advance, bank, legs, opening, prepaid, receivable
from dinghuo.finance.states import EntryKind
from dinghuo.finance.steps.ledger.post_entry import post_entry
from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from tests.finance.world import CNY, World, money

MONTHS = [datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 7)]


def post(world: World, at: datetime, debit, credit, amount: Decimal, buyer=None, text: str = "") -> None:
    with acting(world.system):
        post_entry(
            world.system,
            EntryKind.OPENING,
            Document("opening", new_id()),
            (buyer or world.buyer).id,
            world.seller.id,
            CNY,
            legs((debit, amount)),
            legs((credit, amount)),
            at=at,
            text=text,
        )


def test_moves_between_the_three_accounts_change_nothing(world: World):
    seller, buyer = world.seller.id, world.buyer.id
    day = datetime(2026, 2, 10, tzinfo=UTC)
    post(world, day, receivable(seller, buyer), opening(seller), money("100"), text="goods")
    post(world, day, bank(seller), advance(seller, buyer), money("130"), text="money")
    post(world, day, advance(seller, buyer), receivable(seller, buyer), money("100"))
    post(world, day, advance(seller, buyer), prepaid(seller, buyer), money("30"))
    actor = world.finance_of(world.buyer)
    with acting(actor):
        (span,) = pair_spans(actor, MONTHS[1], MONTHS[2])
        (later,) = pair_spans(actor, MONTHS[2], MONTHS[3], seller_id=seller)
        assert pair_spans(actor, MONTHS[0], MONTHS[1]) == []
    assert [(entry.text, entry.change) for entry in span.entries] == [("goods", 100), ("money", -130)]
    assert (span.opening, span.closing) == (0, money("-30"))
    assert (later.opening, later.entries, later.closing) == (money("-30"), [], money("-30"))


def test_each_party_sees_its_own_pairs(world: World):
    seller = world.seller.id
    for buyer in (world.buyer, world.other_buyer):
        post(world, MONTHS[0], receivable(seller, buyer.id), opening(seller), money("5"), buyer)
    counts = []
    for house in (world.seller, world.operator, world.buyer, world.other_seller):
        actor = world.finance_of(house)
        with acting(actor):
            counts.append(len(pair_spans(actor, MONTHS[0], MONTHS[1])))
    assert counts == [2, 2, 1, 0]


trade = st.lists(
    st.tuples(st.integers(0, 150), st.sampled_from(["goods", "money"]), st.integers(1, 10**7)), max_size=12
)


@settings(max_examples=25, deadline=None)
@given(trade)
def test_every_closing_is_the_next_opening(django_db_blocker, django_db_setup, happenings):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        seller, buyer = world.seller.id, world.buyer.id
        owed = Decimal(0)
        for day, what, cents in happenings:
            amount = Decimal(cents) / 100
            at = datetime.fromordinal(MONTHS[0].toordinal() + day).replace(tzinfo=UTC)
            if what == "goods":
                post(world, at, receivable(seller, buyer), opening(seller), amount)
            else:
                post(world, at, bank(seller), advance(seller, buyer), amount)
            owed += amount if what == "goods" else -amount
        actor = world.finance_of(world.seller)
        with acting(actor):
            months = [pair_spans(actor, *span) for span in zip(MONTHS, MONTHS[1:], strict=False)]
        closing = Decimal(0)
        for month in months:
            if month:
                assert month[0].opening == closing
                closing = month[0].closing
        assert closing == owed
        transaction.set_rollback(True)
