"""bin/bench prices in its short form: one statement, whatever the number of rows, and the databases are gone."""

import psycopg

from dinghuo.local.address import address


def test_a_cart_and_a_page_take_one_statement_among_many_rows_and_few(bench):
    told, code, kept = bench("prices")
    assert code == 0, told
    for among in ("many", "few"):
        assert kept[among]["cart"]["statements"] == kept[among]["page"]["statements"] == [1]
        assert kept[among]["change"]["price_rows"] <= 3
    assert kept["many"]["replacement"]["rows"] == 2000
    with psycopg.connect(address("owner").dsn()) as connection:
        left = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE '%\\_bench\\_prices%'")
        assert left.fetchall() == []
