"""The SQL answers what the slow resolver answers, over random price books."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.rules.resolve import Book, ListRow, PriceRow, Question, resolve, steps
from dinghuo.pricing.rules.tiers import tiers
from tests.pricing.conftest import BOX, NOW, Prices, ask_book, write_book

FACTORS = {
    (sku, unit): factor
    for sku in "AB"
    for unit, factor in (("瓶", Decimal(1)), ("箱", BOX), ("托", Decimal(960)))
}
units = st.sampled_from(["瓶", "箱", "托", "袋"])
quantities = st.one_of(
    st.integers(1, 60).map(Decimal),
    st.decimals("0.000001", "100", places=6),
    st.sampled_from([BOX, Decimal(960)]),
)
amounts = st.one_of(st.integers(1, 30).map(Decimal), st.decimals("0.000001", "500", places=6))
instants = st.integers(-3, 3).map(lambda days: NOW + timedelta(days=days))


@st.composite
def lists(draw: st.DrawFn) -> ListRow:
    kind = draw(st.sampled_from(["customer", "level", "base"]))
    whom = {"customer": ["buyer", "other"], "level": ["gold", "silver"], "base": [None]}[kind]
    return ListRow(
        key="",
        seller=draw(st.sampled_from(["seller", "seller", "other"])),
        kind=kind,
        whom=draw(st.sampled_from(whom)),
        storefront=draw(st.sampled_from([None, None, "shop", "other-shop"])),
        currency=draw(st.sampled_from(["CNY", "CNY", "USD"])),
        active=draw(st.sampled_from([True, True, True, False])),
    )


@st.composite
def books(draw: st.DrawFn) -> Book:
    drawn = draw(
        st.lists(
            lists(),
            min_size=1,
            max_size=8,
            unique_by=lambda row: (row.seller, row.kind, row.whom, row.storefront, row.currency),
        )
    )
    named = [ListRow(**{**vars(row), "key": f"list-{i}"}) for i, row in enumerate(drawn)]
    rows: list[PriceRow] = []
    for _ in range(draw(st.integers(1, 20))):
        start = draw(instants)
        row = PriceRow(
            list=draw(st.sampled_from(named)).key,
            variant=draw(st.sampled_from("AAB")),
            unit=draw(units),
            min_quantity=draw(quantities),
            amount=draw(amounts),
            start=start,
            end=draw(
                st.one_of(
                    st.none(), st.integers(1, 4).map(lambda days, start=start: start + timedelta(days=days))
                )
            ),
        )
        if not any(_overlap(row, other) for other in rows):
            rows.append(row)
    return Book(named, rows, FACTORS)


def _overlap(one: PriceRow, other: PriceRow) -> bool:
    same = all(
        getattr(one, name) == getattr(other, name) for name in ("list", "variant", "unit", "min_quantity")
    )
    return (
        same and (one.end is None or other.start < one.end) and (other.end is None or one.start < other.end)
    )


buyers = st.sampled_from([("buyer", "gold"), ("buyer", "gold"), ("other", None), (None, None)])
places = st.sampled_from([None, "shop", "other-shop"])
lines = st.tuples(st.sampled_from("AAB"), st.sampled_from(["seller", "seller", "other"]), units, quantities)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(book=books(), buyer=buyers, place=places, at=instants, asked=st.lists(lines, min_size=1, max_size=8))
def test_sql_and_rules_agree(
    prices: Prices, book: Book, buyer: tuple, place: str | None, at, asked: list
) -> None:
    questions = [
        Question(buyer[0], buyer[1], place, seller, variant, unit, quantity, "CNY", at)
        for variant, seller, unit, quantity in asked
    ]
    with acting(prices.system), transaction.atomic():
        write_book(prices, book)
        answers = ask_book(prices, questions)
        transaction.set_rollback(True)
    for i, question in enumerate(questions):
        found, answer = resolve(book, question), answers.get(i)
        assert (found is None) == (answer is None), question
        if found is None or answer is None:
            continue
        assert answer.amount == found.amount
        thresholds = steps(book, question)
        factor = FACTORS.get((question.variant, question.unit), Decimal(1))
        assert answer.tiers == tiers([t for t, _ in thresholds], [a for _, a in thresholds], factor)
        won = [row for row in answer.explanation if row["outcome"] == "won"]
        assert [(row["list"], row["unit"], Decimal(row["min_quantity"])) for row in won] == [
            (found.row.list, found.row.unit, found.row.min_quantity)
        ]
        if answer.next_tier:
            assume(answer.next_tier.min_quantity > 0)
            later = resolve(book, Question(**{**vars(question), "quantity": answer.next_tier.min_quantity}))
            assert later is not None
            assert later.amount <= answer.next_tier.amount
            assert answer.next_tier.saving >= 0
