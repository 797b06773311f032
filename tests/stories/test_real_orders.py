"""Real orders: twelve days of a British wholesaler, imported and then ordered again over the API, to the penny.

bin/test takes a sample of the file; REAL_ORDERS=all (bin/prove real-orders) takes all of it.
"""

import csv
import io
import os
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db.models import Count, Sum

from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.import_trade import import_trade
from dinghuo.integration.rules.trade_report import TradeReport, unsold_rows
from dinghuo.inventory.models import Stock
from dinghuo.inventory.queries.differences import differences
from dinghuo.local import statistics
from dinghuo.ordering.models import Order
from tests.real_trade import real_trade
from tests.stories.replay import Replay

ALL = os.environ.get("REAL_ORDERS") == "all"
#: Of the file's sold lines, by Chen (2015) and the issue: lines, invoices, pounds; then cancelled invoices.
WHOLE = (17_320, 891, Decimal("362834.05"), 150)
#: In the sample: every so-manieth customer, some of whom the file shows sales and their cancellations (in part, and of
#: whole invoices), and so many lines of each kind without a customer.
EVERY = 50
CANCELLED = frozenset({"15514", "15502", "14409", "17511", "17924", "13798"})
OTHERS = 10


@pytest.fixture(scope="module")
def content() -> bytes:
    """The file, or the sample: all lines of some customers, and some of the lines without one."""
    whole = real_trade().read_bytes()
    return whole if ALL else "".join(_sample(whole.decode("utf-8-sig"))).encode()


@pytest.fixture
def replayed(live: None, content: bytes) -> Replay:
    """The market made of it, and everything ordered again."""
    key = f"real-{new_id().hex[-10:]}"
    imported = import_trade(
        Actor.system(new_id()), content, key, "Gift wholesale", "GBP", password="correct horse 订货"
    )
    statistics.refresh()
    replay = Replay(imported)
    replay.run()
    return replay


def test_every_line_is_sold_or_reported_and_nothing_is_sold_twice(replayed: Replay) -> None:
    report = replayed.imported.report
    _every_line_has_its_place(replayed, report)
    with acting(replayed.system):
        _orders_are_the_invoices(replayed)
        _cancellations_are_applied(replayed)
        _stock_is_the_sum_of_its_movements(replayed)
        assert verify_ledger(replayed.system) == []
    _nothing_is_left_to_sell_twice(replayed)
    if ALL:
        cancelled = {found.line.invoice for found in report.cancelled}
        assert (len(report.sold), report.invoices, report.total, len(cancelled)) == WHOLE
        _say(replayed)


def _every_line_has_its_place(replayed: Replay, report: TradeReport) -> None:
    rows = [line.number for line in report.sold] + [line.number for line, _ in report.unsold]
    assert sorted(rows) == list(range(2, len(rows) + 2))
    assert set(replayed.places) == {line.number for line in report.sold}
    told = list(unsold_rows(report))
    assert len(told) == len(report.unsold)
    assert all(row[-2] for row in told)
    # A cancelled line that finds no sale, or not all of one, says so.
    for found in report.cancelled:
        wanted = -(found.line.quantity or 0)
        assert sum(quantity for _, quantity in found.of) + found.rest == wanted


def _orders_are_the_invoices(replayed: Replay) -> None:
    report = replayed.imported.report
    orders = Order.objects.filter(market_id=replayed.imported.market.id)
    references = Counter(orders.values_list("reference", flat=True))
    assert references == dict.fromkeys(replayed.placed, 1)
    assert len(references) == report.invoices
    lines = Order.objects.filter(market_id=replayed.imported.market.id).aggregate(lines=Count("lines"))[
        "lines"
    ]
    assert lines == len(report.sold)
    total = sum(Decimal(answer["orders"][0]["total"]) for answer in replayed.placed.values())
    assert total == report.total


def _cancellations_are_applied(replayed: Replay) -> None:
    report = replayed.imported.report
    applied = [found for found in report.cancelled if found.of]
    assert replayed.cancelled_lines == len(applied) > 0
    worth = sum(quantity * (sale.price or 0) for found in applied for sale, quantity in found.of)
    owed = Order.objects.filter(market_id=replayed.imported.market.id).aggregate(owed=Sum("payable"))["owed"]
    assert owed == report.total - worth


def _stock_is_the_sum_of_its_movements(replayed: Replay) -> None:
    assert differences(replayed.system) == []
    held: Counter[str] = Counter()
    sold: Counter[str] = Counter()
    for line in replayed.imported.report.sold:
        sold[line.code] += line.quantity or 0
        held[line.code] += replayed.left[line.number]
    rows = Stock.objects.filter(market_id=replayed.imported.market.id).values_list(
        "variant__sku", "on_hand", "reserved"
    )
    for sku, on_hand, reserved in rows:
        assert (on_hand, reserved) == (sold[sku], held[sku]), sku
    assert len(rows) > 0


def _nothing_is_left_to_sell_twice(replayed: Replay) -> None:
    report = replayed.imported.report
    given_back = {sale.code for found in report.cancelled for sale, _ in found.of}
    line = next(line for line in report.sold if line.code not in given_back and line.code[:4].isdigit())
    body = {
        "buyer": line.customer,
        "lines": [{"sku": line.code, "quantity": "1"}],
        "payment": {"method": "transfer"},
    }
    refused = replayed.representative.post("/orders", body)
    assert (refused.status, refused["type"].rsplit("/", 1)[-1]) == (409, "out-of-stock")


def _say(replayed: Replay) -> None:
    report = replayed.imported.report
    sys.stdout.write(
        f"\n{len(report.sold)} lines in {report.invoices} invoices, {report.total} GBP, sold once each over the API."
        f"\n{replayed.cancelled_lines} of {len(report.cancelled)} cancelled lines applied to what they cancel."
        f"\nNot sold, each with its reason: {dict(sorted(report.by_reason.items()))}\n"
    )


def _sample(text: str) -> Iterator[str]:
    lines = text.splitlines(keepends=True)
    yield lines[0]
    others: Counter[str] = Counter()
    for row, line in zip(csv.DictReader(io.StringIO(text)), lines[1:], strict=True):
        customer = row["CustomerID"]
        if customer:
            if int(customer) % EVERY == 3 or customer in CANCELLED:
                yield line
            continue
        kind = f"{row['InvoiceNo'][0]} {row['Quantity'][0]} {float(row['UnitPrice']) > 0}"
        others[kind] += 1
        if others[kind] <= OTHERS:
            yield line
