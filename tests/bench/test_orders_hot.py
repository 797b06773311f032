"""bin/bench orders-hot in its short form: nothing is oversold, and it notices what would be."""

from bench.orders_hot import LEFT, wrong
from bench.rig import databases
from bench.rig.orders import sku
from bench.rig.size import SMALL


def test_the_last_pieces_are_sold_once(bench):
    told, code, kept = bench("orders-hot", "--clients", "4")
    assert code == 0, told
    assert (kept["sold_of_scarce"], kept["refused_of_scarce"]) == (LEFT, LEFT)
    share, oversold = kept["targets"]
    assert share["found"] > 0
    assert oversold["reached"]


def test_a_piece_promised_without_a_reservation_is_noticed(bench):
    with databases.ready(SMALL) as place:
        assert wrong(place, SMALL) == 0
        with databases.acting(place) as connection:
            connection.execute(
                "UPDATE inventory_stock SET reserved = 1"
                " WHERE variant_id = (SELECT id FROM catalogue_variant WHERE sku = %s)",
                [sku(SMALL.products)],
            )
        assert wrong(place, SMALL) == 1
