"""Reads rows of a sheet of prices as pricing does, by list, with everything that is wrong with each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.steps.imports.handling import Verdict, refuse, wrong
from dinghuo.organisations.queries.today import zone_of
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.queries.price_lists import visible_lists
from dinghuo.pricing.rules.rows import PriceInput
from dinghuo.pricing.states import ListState
from dinghuo.pricing.steps.check_prices import read_prices
from dinghuo.pricing.steps.write_prices import NewPrice

ONE = Decimal(1)
#: What people write for the yuan.
CURRENCY, YUAN = "CNY", {"人民币", "人民幣", "RMB", "元", "¥", "￥"}
#: What other programs write where there is no last day.
NO_END = date(9999, 12, 31)


@dataclass(slots=True)
class Part:
    """The rows that go to one list and are right so far: their places among all rows, and their prices."""

    price_list: PriceList
    right: list[tuple[int, NewPrice]] = field(default_factory=list)


def parts_of(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    verdicts: Sequence[Verdict],
    at: datetime,
    is_undo: bool = False,
) -> list[Part]:
    """The rows that are right, by list; all that is wrong with the others is put into their verdicts. What is over by
    now is wrong unless it is taken back. Three statements."""
    zone = ZoneInfo(zone_of(actor))
    lists = _lists(actor, imported, rows, verdicts, None if is_undo else at)
    prices = _read(actor, rows, verdicts, zone, at)
    parts: dict[str, Part] = {}
    for place, price_list in lists.items():
        price, verdict = prices.get(place), verdicts[place]
        if price and not is_undo and price.span.end and price.span.end <= at:
            refuse(verdict, wrong("valid_to", "expired"))
        if price and not verdict.faults:
            part = parts.setdefault(price_list.key, Part(price_list))
            part.right.append((place, price))
    return list(parts.values())


def _lists(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    verdicts: Sequence[Verdict],
    at: datetime | None,
) -> dict[int, PriceList]:
    """By place the list that the row names, or that was chosen for the import. `at`: when it has to count."""
    usual = imported.options.get("list", "")
    # Active ones come last: of two lists of a name the one that counts is meant.
    found = sorted(visible_lists(actor), key=lambda each: each.state == ListState.ACTIVE.value)
    known = {each.name: each for each in found} | {each.key: each for each in found}
    lists = {}
    for place, (row, verdict) in enumerate(zip(rows, verdicts, strict=True)):
        named = row.values.get("list", usual)
        price_list = known.get(named)
        if price_list is None:
            refuse(verdict, wrong("list", "unknown-list" if named else "no-list"))
            continue
        if at and price_list.state != ListState.ACTIVE.value:
            refuse(verdict, wrong("list", "list-off"))
        elif at and price_list.valid and price_list.valid.upper and price_list.valid.upper <= at:
            refuse(verdict, wrong("list", "list-over"))
        if _is_other(row.values.get("currency", ""), price_list.currency):
            refuse(verdict, wrong("currency", "other-currency", currency=price_list.currency))
        lists[place] = price_list
    return lists


def _read(
    actor: Actor, rows: Sequence[ReadRow], verdicts: Sequence[Verdict], zone: ZoneInfo, at: datetime
) -> dict[int, NewPrice | None]:
    """By place what pricing reads in each row that names an article. Where a cell can't be read, the others are still
    looked at."""
    places = [place for place, row in enumerate(rows) if "sku" in row.values]
    faults = Faults()
    prices = read_prices(actor, [_input(rows[place], zone) for place in places], at, faults, "")
    for fault in faults.found:
        _root, index, column = fault.path.split(".")
        verdict = verdicts[places[int(index)]]
        if column not in [told for told, _code, _words in verdict.faults]:
            refuse(verdict, (column, fault.code, fault.message))
    return dict(zip(places, prices, strict=True))


def _is_other(written: str, currency: str) -> bool:
    """Whether a cell names another currency; the yuan has several names."""
    named = written.strip().upper()
    return bool(named) and (CURRENCY if named in YUAN else named) != currency


def _input(row: ReadRow, zone: ZoneInfo) -> PriceInput:
    values = row.values
    start, end = values.get("valid_from"), values.get("valid_to")
    return PriceInput(
        values["sku"],
        values.get("amount", ONE),
        values.get("unit", ""),
        values.get("min_quantity", ONE),
        _midnight(start, zone) if start else None,
        _midnight(end + timedelta(days=1), zone) if end and end < NO_END else None,
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
