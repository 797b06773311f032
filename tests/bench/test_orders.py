"""bin/bench orders in its short form: it works on a small market, counts what it should, and can fail."""


def test_orders_are_placed_beside_the_reference(bench):
    told, code, kept = bench("orders", "--clients", "2")
    assert code == 0, told
    forms = {row["form"]: row for row in kept["rows"]}
    assert set(forms) == {"dinghuo", "plain", "set-based"}
    assert all(row["orders_per_second"] > 0 and row["database_cpu_ms"] > 0 for row in forms.values())
    assert "22.0 statements in 22.0 round trips" in told
