"""bin/bench growth in its short form: two histories, every kind of call, and the days of both alike."""

from bench.rig import databases
from bench.rig.history import with_history
from bench.rig.size import SMALL

LATELY = """
SELECT count(*), count(DISTINCT buyer_id), (SELECT count(*) FROM ordering_orderline)
FROM ordering_order WHERE placed_at > (SELECT max(placed_at) FROM ordering_order) - interval '6 days'
"""


def test_calls_cost_something_at_both_histories(bench):
    told, code, kept = bench("growth", "--orders", "4000")
    assert code == 0, told
    assert len(kept["targets"]) == len(kept["ratios"]) == 5
    assert all(ratio > 0 for pair in kept["ratios"].values() for ratio in pair)


def test_a_longer_history_has_the_same_last_days():
    with databases.ready(SMALL) as place:
        histories = [with_history(place, SMALL, orders) for orders in (2000, 4000)]
    found = []
    for history in histories:
        with databases.acting(history) as connection:
            found.append(connection.execute(LATELY).fetchone())
    assert found[0][:2] == found[1][:2]
    assert (found[0][2], found[1][2]) == (10_000, 20_000)
