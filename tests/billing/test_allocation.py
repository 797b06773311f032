"""Money goes to the oldest first, and never further than it reaches."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dinghuo.billing.rules.allocation import allocate

cents = st.integers(0, 10**9).map(lambda n: Decimal(n) / 100)


@given(cents, st.lists(cents, max_size=8))
def test_oldest_first_until_the_money_ends(amount, open_amounts):
    parts = allocate(amount, open_amounts)
    assert len(parts) == len(open_amounts)
    assert all(0 <= part <= owed for part, owed in zip(parts, open_amounts, strict=True))
    assert sum(parts) == min(amount, sum(open_amounts))
    short = [i for i, (part, owed) in enumerate(zip(parts, open_amounts, strict=True)) if part < owed]
    assert not short or all(part == 0 for part in parts[short[0] + 1 :])
