"""bin/bench footprint in its short form: every part weighs something, and too much fails."""


def test_every_part_weighs_something(bench):
    told, code, kept = bench("footprint", "--check")
    assert code == (0 if kept["targets"][0]["reached"] else 1), told
    assert set(kept["after_mb"]) == {"web server", "worker", "database"}
    assert all(weight > 10 for weight in kept["after_mb"].values())
    assert kept["targets"][0]["found"] == sum(kept["after_mb"].values())
    assert kept["pages"] > 0
