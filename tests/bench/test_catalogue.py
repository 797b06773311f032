"""bin/bench catalogue in its short form: two markets, every look beside its bare statement."""

from bench.catalogue import MOST_MORE
from bench.limit.goods import Bare, Look
from bench.rig.shops import shops


def test_looks_are_measured_beside_bare_statements(bench):
    told, code, kept = bench("catalogue")
    assert code == 0, told
    looks = {(each["look"], each["form"]): each for each in kept["looks"]}
    assert {form for _look, form in looks} == {"api", "page"}
    assert all(part > 0 for each in looks.values() for part in (*each["ratios"], *each["growth"]))
    listed = looks["list of a category", "api"]["statements"]
    assert all(5 < each <= 22 for each in listed.values())
    assert abs(listed["thousand"] - listed["some"]) <= MOST_MORE


def test_the_bare_statement_has_prices_and_stock():
    with shops("thousand") as (shop,):
        bare = Bare(shop)
        rows = bare.rows(Look(category="drinks"))
        bare.close()
    assert len(rows) == 48
    assert all(row[-3] for row in rows)
    assert any(row[-1] for row in rows)
