"""Reads a plain file of order lines, in whatever encoding and with whatever separator it was exported."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from io import StringIO

#: Column by what it means. Further columns are left alone.
COLUMNS = {
    "invoice": "InvoiceNo",
    "code": "StockCode",
    "description": "Description",
    "quantity": "Quantity",
    "at": "InvoiceDate",
    "price": "UnitPrice",
    "customer": "CustomerID",
}
ENCODINGS = ("utf-8-sig", "utf-16", "gb18030", "cp1252")
SEPARATORS = (",", ";", "\t", "|")
TIMES = (
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%d/%m/%Y %H:%M",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%d",
)
MOST = Decimal(10) ** 12
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class TradeLine:
    """A line of the file. `number` is its row as a spreadsheet counts, the heading is row 1. None: missing or can't be
    read; `unread` names the columns that can't be."""

    number: int
    invoice: str
    code: str
    description: str
    quantity: Decimal | None
    at: datetime | None
    price: Decimal | None
    customer: str
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class TradeFile:
    """The lines of a file, or what keeps it from being one: (column, "missing") for each, or ("", "encoding")."""

    lines: tuple[TradeLine, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()


def read_trade(content: bytes) -> TradeFile:
    """The lines of a file's bytes. All faults of the file are told at once; a line that can't be read is a line."""
    text = _decoded(content)
    if text is None:
        return TradeFile(faults=(("", "encoding"),))
    separator = _separator(text)
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    heading = [cell.strip().casefold().replace(" ", "").replace("_", "") for cell in rows[0]] if rows else []
    places = {
        name: heading.index(column.casefold())
        for name, column in COLUMNS.items()
        if column.casefold() in heading
    }
    if missing := tuple((column, "missing") for name, column in COLUMNS.items() if name not in places):
        return TradeFile(faults=missing)
    cells = {
        number: {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    }
    form = _form_of_times(row["at"] for row in cells.values())
    lines = tuple(_line(number, row, separator, form) for number, row in cells.items())
    return TradeFile(lines=lines, faults=() if lines else (("", "empty"),))


def _decoded(content: bytes) -> str | None:
    for encoding in ENCODINGS:
        if encoding == "utf-16" and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _separator(text: str) -> str:
    heading = text.split("\n", 1)[0]
    return max(SEPARATORS, key=heading.count)


def _line(number: int, cells: dict[str, str], separator: str, form: str) -> TradeLine:
    read = {
        "quantity": _number(cells["quantity"], separator),
        "price": _number(cells["price"], separator),
    }
    at = _time(cells["at"], form)
    unread = [name for name, value in read.items() if value is None]
    unread += [name for name in ("invoice", "code") if not cells[name]]
    return TradeLine(
        number=number,
        invoice=cells["invoice"].upper(),
        # The same article is written 85123A and 85123a.
        code=" ".join(cells["code"].upper().split()),
        description=" ".join(cells["description"].split()),
        at=at,
        customer=cells["customer"].removesuffix(".0"),
        unread=tuple(COLUMNS[name] for name in unread) + (() if at else (COLUMNS["at"],)),
        **read,
    )


def _number(text: str, separator: str) -> Decimal | None:
    # Where commas separate columns or stand before three digits, they group thousands; else they are decimal (2,55).
    if (
        separator == ","
        or (separator != ";" and _GROUPED.fullmatch(text))
        or text.rfind(",") < text.rfind(".")
    ):
        text = text.replace(",", "")
    else:
        text = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < MOST else None


def _form_of_times(texts: Iterable[str]) -> str:
    """The form that fits the most lines: one file has one, so that 01/12 isn't January here and December there."""
    left = list(TIMES)
    for text in texts:
        if fitting := [form for form in left if _time(text, form)]:
            left = fitting
        if len(left) == 1:
            break
    return left[0]


def _time(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None
