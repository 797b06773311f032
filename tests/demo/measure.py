"""Measures the rhythm of a file of real order lines, as the constants of dinghuo/demo/rhythm.py were measured."""

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

Line = dict[str, str]


class Measured(NamedTuple):
    """What was measured, named as the constants are."""

    lines_per_order: list[int]
    quantities: Counter[int]
    articles: list[int]
    hours: Counter[int]
    weekdays: dict[int, float]
    reorder: list[float]
    bought_before: float
    best_tenth: float


def measure(file: Path) -> Measured:
    """Read the file and measure its sold lines."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        sold = [line for line in csv.DictReader(lines) if _sold(line)]
    invoices: dict[str, list[Line]] = defaultdict(list)
    for line in sold:
        invoices[line["InvoiceNo"]].append(line)
    customers: dict[str, list[list[Line]]] = defaultdict(list)
    for invoice in sorted(invoices.values(), key=lambda lines: lines[0]["InvoiceDate"]):
        customers[invoice[0]["CustomerID"]].append(invoice)
    counts = sorted((len(each) for each in customers.values()), reverse=True)
    return Measured(
        lines_per_order=sorted(len(invoice) for invoice in invoices.values()),
        quantities=Counter(int(line["Quantity"]) for line in sold),
        articles=sorted(Counter(line["StockCode"] for line in sold).values(), reverse=True),
        hours=Counter(int(invoice[0]["InvoiceDate"][11:13]) for invoice in invoices.values()),
        weekdays=_weekdays(invoices),
        reorder=_reorder(customers),
        bought_before=_bought_before(customers),
        best_tenth=sum(counts[: len(counts) // 10]) / sum(counts),
    )


def _sold(line: Line) -> bool:
    return bool(
        line["CustomerID"].strip()
        and not line["InvoiceNo"].startswith("C")
        and float(line["Quantity"]) > 0
        and float(line["UnitPrice"]) > 0
    )


def _day(invoice: list[Line]) -> date:
    return date.fromisoformat(invoice[0]["InvoiceDate"][:10])


def _weekdays(invoices: dict[str, list[Line]]) -> dict[int, float]:
    days = Counter(_day(invoice) for invoice in invoices.values())
    seen: dict[int, list[int]] = defaultdict(list)
    for day, count in days.items():
        seen[day.weekday()].append(count)
    return {weekday: sum(counts) / len(counts) for weekday, counts in seen.items()}


def _reorder(customers: dict[str, list[list[Line]]]) -> list[float]:
    last = max(_day(invoice) for each in customers.values() for invoice in each)
    at_risk: Counter[int] = Counter()
    ordered: Counter[int] = Counter()
    for each in customers.values():
        days = sorted({_day(invoice) for invoice in each})
        for day, following in zip(days, [*days[1:], None], strict=True):
            length = ((following or last) - day).days
            at_risk.update(range(1, length + 1))
            if following:
                ordered[length] += 1
    return [ordered[n] / at_risk[n] for n in range(1, 11)]


def _bought_before(customers: dict[str, list[list[Line]]]) -> float:
    again = total = 0
    for each in customers.values():
        seen: set[str] = set()
        for position, invoice in enumerate(each):
            codes = {line["StockCode"] for line in invoice}
            if position:
                again += len(codes & seen)
                total += len(codes)
            seen |= codes
    return again / total
