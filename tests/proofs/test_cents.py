"""The short form of bin/prove cents: some thousand orders; and a rounding of each part by itself is found."""

from proofs import cents


def test_the_parts_of_orders_are_the_whole():
    assert cents.prove(2_000, seed=4) == []


def test_parts_rounded_one_by_one_are_found(monkeypatch):
    def carelessly(fee, totals, currency):
        whole = sum(totals.values())
        return {seller: cents.round_amount(fee * part / whole, currency) for seller, part in totals.items()}

    monkeypatch.setattr("dinghuo.ordering.rules.minimums._shared", carelessly)
    assert cents.prove(2_000, seed=4)


def test_an_order_whose_lines_are_rounded_one_by_one_is_found(monkeypatch):
    monkeypatch.setattr(
        cents, "rounded_together", lambda lines, currency, standing=(): [line.amounts for line in lines]
    )
    assert any("aren't" in fault for fault in cents.prove(2_000, seed=4))
