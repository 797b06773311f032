"""Reading files of order lines: encodings, separators, dates, and what isn't a line of a sale."""

from datetime import datetime
from decimal import Decimal

import pytest

from dinghuo.integration.rules.cancellations import find_cancelled
from dinghuo.integration.rules.trade_file import read_trade
from dinghuo.integration.rules.trade_lines import Reason, is_service, why_not_sold
from dinghuo.integration.rules.trade_market import articles_of, customers_of
from dinghuo.integration.rules.trade_report import make_report, unsold_rows

HEADING = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID"
LINE = "536365,85123a,HEART HOLDER,6,2010-12-01 08:26,2.55,17850"


def lines_of(*rows: str) -> tuple:
    return read_trade("\n".join([HEADING, *rows]).encode()).lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1252"])
def test_encodings(encoding: str) -> None:
    name = "café £5" if encoding == "cp1252" else "心形烛台"
    text = f"{HEADING}\n{LINE.replace('HEART HOLDER', name)}\n"
    (line,) = read_trade(text.encode(encoding)).lines
    assert (line.description, line.quantity, line.price) == (name, 6, Decimal("2.55"))


def test_separators_decimal_commas_and_day_first_dates() -> None:
    text = ";".join(HEADING.split(",")) + (
        "\r\n1;22423;Cake; 1.250 ;01/02/2011 10:00;12,75;17850.0\r\n1;22423;Cake;1;13/02/2011 10:00;1.002,50;17850\r\n"
    )
    first, second = read_trade(text.encode()).lines
    assert (first.at, second.at) == (datetime(2011, 2, 1, 10), datetime(2011, 2, 13, 10))
    assert (first.price, second.price, first.customer) == (Decimal("12.75"), Decimal("1002.50"), "17850")


def test_every_missing_column_is_told_at_once() -> None:
    read = read_trade(b"InvoiceNo,StockCode,Quantity\n1,2,3\n")
    assert [column for column, _ in read.faults] == ["Description", "InvoiceDate", "UnitPrice", "CustomerID"]


@pytest.mark.parametrize(
    ("content", "code"), [(b"\x00\x01\x02", "encoding"), (HEADING.encode(), "empty"), (b"", "missing")]
)
def test_what_is_no_file_of_lines(content: bytes, code: str) -> None:
    assert {found for _, found in read_trade(content).faults} == {code}


def test_other_columns_and_their_order_do_not_matter() -> None:
    heading = "Country,CustomerID,UnitPrice,InvoiceDate,Quantity,Description,StockCode,Invoice No"
    (line,) = read_trade(f"{heading}\nUK,1,2,2010-12-01,3,x,4444,5\n".encode()).lines
    assert (line.invoice, line.code, line.customer) == ("5", "4444", "1")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (LINE, None),
        (LINE.replace("536365", "C536365").replace(",6,", ",-6,"), Reason.CANCELLATION),
        (LINE.replace(",6,", ",-6,"), Reason.ADJUSTMENT),
        (LINE.replace("536365", "A563185"), Reason.ADJUSTMENT),
        (LINE.replace("2.55", "0"), Reason.ZERO_PRICE),
        (LINE.replace("2.55", "-2.55"), Reason.NEGATIVE_PRICE),
        (LINE.replace("17850", ""), Reason.NO_CUSTOMER),
        (LINE.replace(",6,", ",six,"), Reason.UNREADABLE),
        (LINE.replace("2010-12-01 08:26", "then"), Reason.UNREADABLE),
        ("536365", Reason.UNREADABLE),
        (LINE.replace(",6,", ",NaN,"), Reason.UNREADABLE),
    ],
)
def test_why_a_line_is_not_sold(row: str, reason: Reason | None) -> None:
    # A second line fixes the form of the dates.
    assert why_not_sold(lines_of(row, LINE)[0]) is reason


@pytest.mark.parametrize(("code", "service"), [("POST", True), ("M", True), ("C2", True), ("85123A", False)])
def test_services(code: str, service: bool) -> None:
    assert is_service(code) is service


def test_articles_take_their_most_frequent_name_and_price_from_sales() -> None:
    lines = lines_of(
        LINE,
        LINE.replace("HEART HOLDER", "HEART"),
        LINE.replace("HEART HOLDER", "HEART").replace("2.55", "2.10"),
        LINE.replace("2.55", "9.99").replace("17850", ""),
        LINE.replace("85123a", "90000").replace("17850", ""),
    )
    first, second = articles_of(lines)
    assert (first.code, first.name, first.price, first.quantity) == ("85123A", "HEART", Decimal("2.55"), 18)
    assert (second.code, second.quantity) == ("90000", 0)
    assert customers_of(lines) == ["17850"]


def test_a_cancellation_takes_the_latest_sale_first_and_no_unit_twice() -> None:
    early, late = LINE, LINE.replace("536365", "536366").replace("12-01", "12-02")
    first = LINE.replace("536365", "C1").replace(",6,", ",-8,").replace("12-01", "12-03")
    second = LINE.replace("536365", "C2").replace(",6,", ",-6,").replace("12-01", "12-04")
    lines = lines_of(early, late, first, second)
    found = find_cancelled(lines[:2], lines[2:])
    told = [[(sale.invoice, int(quantity)) for sale, quantity in each.of] for each in found]
    assert told == [[("536366", 6), ("536365", 2)], [("536365", 4)]]
    assert [each.rest for each in found] == [0, 2]


def test_a_cancellation_before_the_sale_or_at_another_price_takes_nothing() -> None:
    before = LINE.replace("536365", "C1").replace(",6,", ",-6,").replace("12-01 08", "12-01 07")
    cheaper = (
        LINE.replace("536365", "C2").replace(",6,", ",-6,").replace("2.55", "2.10").replace("12-01", "12-09")
    )
    lines = lines_of(LINE, before, cheaper)
    assert [each.of for each in find_cancelled(lines[:1], lines[1:])] == [[], []]


def test_the_report_names_every_line_once_and_runs_no_formula() -> None:
    report = make_report(lines_of(LINE, LINE.replace("17850", "").replace("HEART HOLDER", "=1+1"), "536365"))
    assert [line.number for line in report.sold] == [2]
    rows = list(unsold_rows(report))
    assert [(row[0], row[8]) for row in rows] == [("3", "no-customer"), ("4", "unreadable")]
    assert rows[0][3] == "'=1+1"
