"""What one promotion takes off some lines, and how that falls on them (largest remainder)."""

from collections.abc import Hashable, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from uuid import UUID

from dinghuo.foundation.money import round_amount, split_amount
from dinghuo.promotions.rules.basket import ZERO, Line
from dinghuo.promotions.rules.terms import HUNDRED, Terms, Tier
from dinghuo.promotions.states import Benefit


def benefit_of(
    terms: Terms, lines: Sequence[Line], everything: Sequence[Line], currency: str
) -> dict[Hashable, Decimal]:
    """What is taken off each line, more than nothing each; empty where the least isn't reached, and of what frees
    freight (rules/free_freight.py).

    `lines` fit, with what is left of their amounts after promotions that came first; `everything` is all that a gift or
    the parts of a bundle may be among.
    """
    if not lines and terms.benefit is not Benefit.BUNDLE:
        return {}
    if not reached(terms, lines) or terms.benefit is Benefit.FREE_FREIGHT:
        return {}
    parts = _BENEFITS[terms.benefit](terms, lines, everything, currency)
    return capped(parts, terms.most, currency)


def reached(terms: Terms, lines: Sequence[Line]) -> bool:
    """Whether what is asked for is in the basket."""
    return _units(lines) >= terms.least_units and _amount(lines) >= terms.least_amount


def reached_tier(terms: Terms, lines: Sequence[Line]) -> Tier | None:
    """The highest tier that is reached."""
    amount = _amount(lines)
    return next((tier for tier in reversed(terms.tiers) if amount >= tier.least), None)


def times(terms: Terms, lines: Sequence[Line]) -> int:
    """How often it is given: once, or for each time the least is reached."""
    if not terms.every:
        return 1
    counts = []
    if terms.least_amount:
        counts.append(_amount(lines) / terms.least_amount)
    if terms.least_units:
        counts.append(_units(lines) / terms.least_units)
    return int(min(counts).to_integral_value(ROUND_FLOOR)) if counts else 1


def _spread(total: Decimal, lines: Sequence[Line], currency: str) -> dict[Hashable, Decimal]:
    """By what each line still costs; never more than that."""
    total = min(round_amount(total, currency), _amount(lines))
    if total <= 0:
        return {}
    parts = split_amount(total, [line.amount for line in lines], currency)
    return {line.key: part for line, part in zip(lines, parts, strict=True) if part}


def _percent(
    terms: Terms, lines: Sequence[Line], _all: Sequence[Line], currency: str
) -> dict[Hashable, Decimal]:
    return _spread(_amount(lines) * terms.value / HUNDRED, lines, currency)


def _off(terms: Terms, lines: Sequence[Line], _all: Sequence[Line], currency: str) -> dict[Hashable, Decimal]:
    return _spread(terms.value * times(terms, lines), lines, currency)


def _tiers(
    terms: Terms, lines: Sequence[Line], _all: Sequence[Line], currency: str
) -> dict[Hashable, Decimal]:
    tier = reached_tier(terms, lines)
    if tier is None:
        return {}
    return _spread(_amount(lines) * tier.off / HUNDRED if tier.percent else tier.off, lines, currency)


def _fixed_price(
    terms: Terms, lines: Sequence[Line], _all: Sequence[Line], currency: str
) -> dict[Hashable, Decimal]:
    """Each line for itself: nobody pays more than before."""
    off = {line.key: line.amount - round_amount(terms.value * line.units, currency) for line in lines}
    return {key: amount for key, amount in off.items() if amount > 0}


def _nth_piece(
    terms: Terms, lines: Sequence[Line], _all: Sequence[Line], currency: str
) -> dict[Hashable, Decimal]:
    """Of all pieces together every nth is cheaper, and those are the cheapest."""
    left = Decimal(int(_units(lines) // terms.nth))
    off = {}
    for line in sorted(lines, key=lambda each: each.amount / each.units):
        pieces = min(left, line.units)
        left -= pieces
        amount = round_amount(line.amount * pieces / line.units * terms.value / HUNDRED, currency)
        if amount > 0:
            off[line.key] = amount
    return off


def _bundle(
    terms: Terms, _lines: Sequence[Line], everything: Sequence[Line], currency: str
) -> dict[Hashable, Decimal]:
    """As many whole sets as there are, each for the price of the set; no set costs more than before."""
    chosen = {part.variant_id: _of(everything, part.variant_id) for part in terms.parts}
    sets = min(int(_units(chosen[part.variant_id]) // part.units) for part in terms.parts)
    if not sets:
        return {}
    usual = ZERO
    weights: dict[Hashable, Decimal] = {}
    for part in terms.parts:
        worth, by_line = _worth(chosen[part.variant_id], part.units * sets)
        usual += worth
        weights |= by_line
    total = round_amount(usual, currency) - round_amount(terms.value * sets, currency)
    if total <= 0:
        return {}
    amounts = {line.key: line.amount for line in everything}
    parts = split_amount(total, list(weights.values()), currency)
    return {key: min(part, amounts[key]) for key, part in zip(weights, parts, strict=True) if part}


def _gift(
    terms: Terms, lines: Sequence[Line], everything: Sequence[Line], currency: str
) -> dict[Hashable, Decimal]:
    """The gift is among the lines ordered, and costs nothing: nobody gets a line that wasn't ordered."""
    [gift] = terms.parts
    _total, by_line = _worth(_of(everything, gift.variant_id), gift.units * times(terms, lines))
    return {key: rounded for key, worth in by_line.items() if (rounded := round_amount(worth, currency)) > 0}


def _worth(lines: Sequence[Line], units: Decimal) -> tuple[Decimal, dict[Hashable, Decimal]]:
    """What so many units of some lines (or all, if there are fewer) cost, and of which lines."""
    found: dict[Hashable, Decimal] = {}
    for line in lines:
        taken = min(units, line.units)
        units -= taken
        if taken > 0:
            found[line.key] = line.amount * taken / line.units
    return sum(found.values(), ZERO), found


def capped(parts: Mapping[Hashable, Decimal], most: Decimal | None, currency: str) -> dict[Hashable, Decimal]:
    """The parts, or if they are more than `most` together, that much of them by largest remainder."""
    total = sum(parts.values(), ZERO)
    if most is None or total <= most:
        return dict(parts)
    capped = split_amount(round_amount(most, currency), list(parts.values()), currency)
    return {key: min(part, parts[key]) for key, part in zip(parts, capped, strict=True) if part}


def _of(lines: Sequence[Line], variant_id: UUID) -> list[Line]:
    return [line for line in lines if line.variant_id == variant_id]


def _units(lines: Sequence[Line]) -> Decimal:
    return sum((line.units for line in lines), ZERO)


def _amount(lines: Sequence[Line]) -> Decimal:
    return sum((line.amount for line in lines), ZERO)


_BENEFITS = {
    Benefit.PERCENT: _percent,
    Benefit.AMOUNT: _off,
    Benefit.TIERS: _tiers,
    Benefit.FIXED_PRICE: _fixed_price,
    Benefit.NTH_PIECE: _nth_piece,
    Benefit.BUNDLE: _bundle,
    Benefit.GIFT: _gift,
}
