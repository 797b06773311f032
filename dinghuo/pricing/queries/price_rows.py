"""Reads the rows of price_lines.sql into lines with what each could cost."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from json import loads
from typing import Any
from uuid import UUID

from dinghuo.pricing.rules.candidates import ZERO, Line, Listed, Row, level_of
from dinghuo.pricing.rules.formula import Formula
from dinghuo.pricing.rules.levels import specificity
from dinghuo.pricing.states import Rounding, Sums

Asked = tuple[str, Decimal, UUID, Hashable]


@dataclass(slots=True)
class Shelf:
    """The lists of one seller: the buyer's own in the order in which they count, and all by id."""

    own: list[Listed] = field(default_factory=list)
    by_id: dict[str, Listed] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """The lines in the order in which they were asked, the lists by seller, and from which level each seller takes the
    lowest price. By seller, too: the certificate by which the buyer is exempt from its tax (`exempt`), and who rounds
    tax once an order (`rounds_orders`). `shown_tax`: how the buyer is shown prices."""

    lines: list[Line]
    shelves: dict[str, Shelf]
    lowest_from: dict[str, int]
    exempt: dict[str, str] = field(default_factory=dict)
    rounds_orders: set[str] = field(default_factory=set)
    shown_tax: str = ""


def read_rows(rows: Sequence[tuple[Any, ...]], asked: Sequence[Asked], currency: str) -> Found:
    """The rows as the statement returns them, in any order."""
    lists: dict[int, Listed] = {}
    found = Found([Line(unit, quantity, None) for unit, quantity, _seller, _basket in asked], {}, {})
    prices = []
    for row in rows:
        n, k = row[0], row[1]
        if n > 0 and k > 0:
            prices.append(row)
        elif n > 0:
            found.lines[n - 1].tax_rate = row[5]
            found.lines[n - 1].taxed_by = loads(row[8]) if row[8] else ()
        elif n == 0:
            _shelve(found, lists, row, currency)
        else:
            _note(found, row)
    _tell_of_tax(found, asked)
    for shelf in found.shelves.values():
        shelf.own.sort(key=lambda listed: listed.rank)
    is_mixed = False
    for n, k, row_id, unit, minimum, amount, factor, ordered, detail in prices:
        listed, line = lists[k], found.lines[n - 1]
        line.factor = ordered
        if detail is None:
            made = Row(listed, row_id, unit, minimum, amount, factor)
        else:
            made = _rule(listed, row_id, unit, minimum, amount, factor, loads(detail))
            is_mixed = is_mixed or made.sums is not None
        line.rows.setdefault(k, []).append(made)
    if is_mixed:
        _count_together(found.lines, asked)
    return found


def _note(found: Found, row: tuple[Any, ...]) -> None:
    """What is said of a seller, or of the buyer."""
    kind, number, seller, word, certificate = *row[:4], row[8]
    if kind == -1:
        found.lowest_from[seller] = number
    elif kind == -3:
        found.shown_tax = word
    else:
        if certificate is not None:
            found.exempt[seller] = certificate
        if word == Rounding.ORDER:
            found.rounds_orders.add(seller)


def _tell_of_tax(found: Found, asked: Sequence[Asked]) -> None:
    if found.exempt or found.shown_tax:
        for line, (_unit, _quantity, seller_id, _basket) in zip(found.lines, asked, strict=True):
            line.exempt, line.shown_tax = found.exempt.get(str(seller_id)), found.shown_tax


def _shelve(found: Found, lists: dict[int, Listed], row: tuple[Any, ...], currency: str) -> None:
    own, kind, nearness, in_shop, of_type, tax, key, name, listed_currency, rate = loads(row[8])
    level = level_of(kind)
    is_foreign = listed_currency != currency
    listed = Listed(
        number=row[1],
        id=row[2],
        own=own,
        level=level,
        rank=(level, nearness, not in_shop, not of_type, is_foreign, listed_currency + key),
        kind=kind,
        currency=listed_currency,
        tax_included=tax,
        key=key,
        name=name,
        rate=Decimal(rate) if rate else None,
    )
    lists[listed.number] = listed
    shelf = found.shelves.setdefault(row[3], Shelf())
    shelf.by_id[listed.id] = listed
    # Without a rate of these days a list in another currency has no price: never a guessed one.
    if own and (rate or not is_foreign):
        shelf.own.append(listed)


def _rule(
    listed: Listed,
    row_id: str,
    unit: str,
    minimum: Decimal,
    amount: Decimal | None,
    factor: Decimal | None,
    detail: list[Any],
) -> Row:
    target, path_length, sums, tier_group, base_list, *numbers = detail
    percent, plus, step, ending, floor, ceiling, margin = (each and Decimal(each) for each in numbers)
    counted = {
        Sums.TARGET.value: ("target", row_id),
        Sums.GROUP.value: (listed.id, tier_group),
    }.get(sums)
    formula = None
    if base_list:
        formula = Formula(base_list, percent, plus, step, ending, floor, ceiling, margin)
    return Row(
        listed, row_id, unit, minimum, amount, factor, specificity(target, path_length), counted, formula
    )


def _count_together(lines: Sequence[Line], asked: Sequence[Asked]) -> None:
    """Tell each line what the other lines of its basket and seller bring to the minimums that count them together."""
    totals: dict[Hashable, Decimal] = {}
    for line, (_unit, _quantity, seller, basket) in zip(lines, asked, strict=True):
        if line.factor is not None:
            for key in _sums(line.rows.values()):
                place = (seller, basket, key)
                totals[place] = totals.get(place, ZERO) + line.base_quantity
    for line, (_unit, _quantity, seller, basket) in zip(lines, asked, strict=True):
        own = ZERO if line.factor is None else line.base_quantity
        line.others = {
            key: totals.get((seller, basket, key), ZERO) - own for key in _sums(line.rows.values())
        }


def _sums(rows: Iterable[Sequence[Row]]) -> set[tuple[str, str]]:
    return {row.sums for each in rows for row in each if row.sums is not None}
