"""The short form of bin/prove no-oversell: more orders than pieces from several clients, then trade at random."""

from argparse import Namespace

from proofs.no_oversell import prove, standing
from proofs.shared.market import make_trading_market


def test_as_much_is_sold_as_there_is(live, served):
    options = Namespace(clients=6, orders=60, pieces=20, stirrers=8, seconds=4, seed=5)
    assert prove(served, options) == []


def test_what_is_sold_twice_is_noticed(live):
    market = make_trading_market(buyers=1, articles=1, scarce=1, pieces=5)
    assert standing(market, {market.scarce[0]: (5, 5)}) == [
        f"{market.scarce[0]}: (Decimal('5.000000'), Decimal('0.000000')), not (5, 5)"
    ]
