"""bin/bench cart-1000 in its short form: both lists go through, with the same number of statements."""


def test_both_lists_are_pasted_added_and_looked_at(bench):
    told, code, kept = bench("cart-1000")
    assert code == 0, told
    assert set(kept["lists"]) == {"100", "1000"}
    assert all(cost > 0 for each in kept["lists"].values() for cost in each["cost_ms"])
    assert kept["targets"][1]["reached"], told
