"""The short form of bin/prove crash: the web server killed under load, its reactions run twice, and the books held."""

import time

from django.db import connection
from procrastinate.contrib.django import app

from proofs.shared.books import wrongs
from proofs.shared.crowd import Crowd
from proofs.shared.journal import Journal
from proofs.shared.market import TradingMarket, make_trading_market
from proofs.shared.serving import Serving

KILLS = 2


def run_reactions(market: TradingMarket) -> int:
    """Run every job of the market's events, as a worker does; returns how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'market_id', args->>'event_id' FROM procrastinate_jobs "
            "WHERE task_name = 'dinghuo.reactions.jobs.react' AND args->>'market_id' = %s",
            [str(market.market_id)],
        )
        jobs = cursor.fetchall()
    for market_id, event_id in jobs:
        app.tasks["dinghuo.reactions.jobs.react"].func(market_id, event_id)
    return len(jobs)


def test_nothing_is_lost_and_nothing_happens_twice(live):
    market = make_trading_market(buyers=3, articles=8)
    serving = Serving()
    crowd = Crowd(market, serving.port, clients=4, seed=3, forgetful=0.25)
    with serving:
        crowd.start()
        time.sleep(1)
        for _kill in range(KILLS):
            serving.kill()
            serving = Serving(port=serving.port)
            with_new_one = serving.__enter__()
            time.sleep(1)
        crowd.stop()
        with_new_one.__exit__()
    assert crowd.journal.faults == []
    assert crowd.journal.lost >= KILLS
    assert len(crowd.journal.acknowledged) > 5
    for _twice in range(2):
        assert run_reactions(market) > 5
    assert wrongs(market.market_id, crowd.journal) == []


def test_what_is_missing_is_noticed(live):
    market = make_trading_market(buyers=1, articles=2)
    journal = Journal()
    journal.note_order("a-key", ["SO-2026-000001"])
    journal.note_document("shipment", "SH-2026-000001")
    assert len(wrongs(market.market_id, journal)) == 2
