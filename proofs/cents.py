"""The parts are the whole, to the cent, for any order: lines, taxes, fees, discounts, and what is invoiced in parts.

Random orders of one to four sellers, in currencies of none, two and three decimals, with taxes in and on top of the
price, rounded line by line or once for the lines of a rate, as the seller says. Of each: where tax is rounded once an
order, the lines' taxes are the order's, also after some lines have changed and others stand; whatever is invoiced of
a line in however many parts comes to the line, in every column, and no part is below zero; a fee on all that is ordered
in one go, and a freight of it, is the sum of what falls to the sellers, each with its tax in it.

    bin/prove cents [--orders 1000000] [--seed 1]
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from dinghuo.finance.rules.portion import LineValue, value_between
from dinghuo.foundation.money import minor_unit, round_amount, split_amount
from dinghuo.ordering.rules.amounts import LineAmounts, TaxedLine, line_amounts, rounded_together
from dinghuo.ordering.rules.freight import Load, Tariff, freights
from dinghuo.ordering.rules.minimums import fee_of, fees, gaps
from dinghuo.organisations.rules.minimums import Minimum
from proofs.shared.machine import machine

SELLERS = [UUID(int=n) for n in range(1, 5)]
CURRENCIES = ("CNY", "CNY", "JPY", "BHD")
RATES = [Decimal(rate) for rate in ("0", "0.01", "0.03", "0.06", "0.09", "0.13", "0.0725")]


def main() -> None:
    """Make orders, and hold each against its laws."""
    parser = argparse.ArgumentParser(prog="bin/prove cents")
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    print(machine())
    begin = time.monotonic()
    found = prove(options.orders, options.seed)
    for each in found[:20]:
        print(f"WRONG: {each}")
    print(
        f"{options.orders:,} orders in {time.monotonic() - begin:.0f} s, seed {options.seed}: {len(found)} faults"
    )
    if found:
        sys.exit(1)


def prove(orders: int, seed: int) -> list[str]:
    """Every law that some order broke, in words."""
    chance = random.Random(seed)
    return [f"order {n} of seed {seed}: {fault}" for n in range(orders) for fault in broken(chance)]


def broken(chance: random.Random) -> Iterator[str]:
    """What is wrong with one random order."""
    currency = chance.choice(CURRENCIES)
    shares: dict[UUID, list[Drawn]] = {}
    for _line in range(chance.randint(1, 6)):
        shares.setdefault(chance.choice(SELLERS), []).append(drawn(chance, currency))
    totals = {}
    for seller, share in shares.items():
        lines = [each.taxed.amounts for each in share]
        if chance.random() < 0.5:
            lines = rounded_together([each.taxed for each in share], currency)
            yield from broken_rounding(chance, [each.taxed for each in share], lines, currency)
        for each, line in zip(share, lines, strict=True):
            yield from broken_line(chance, line, each, currency)
        totals[seller] = total(lines)
    yield from broken_fees(chance, totals, currency)
    yield from broken_freight(chance, totals, currency)


@dataclass(frozen=True)
class Drawn:
    """A line, what is off it, and how many units it is of."""

    taxed: TaxedLine
    discount: Decimal
    quantity: Decimal


def drawn(chance: random.Random, currency: str) -> Drawn:
    """A random one."""
    price = Decimal(chance.randrange(1, 10**8)).scaleb(-chance.choice((2, 4, 6)))
    quantity = Decimal(chance.randint(1, 500))
    extended = round_amount(price * quantity, currency)
    [discount, _rest] = split_amount(extended, [Decimal(chance.randint(0, 3)), Decimal(7)], currency)
    rate, included = chance.choice(RATES), chance.random() < 0.5
    amounts = line_amounts(price, quantity, discount, rate, included, currency)
    return Drawn(TaxedLine(amounts, rate, included), discount, quantity)


def total(lines: Sequence[LineAmounts]) -> Decimal:
    """What the lines cost, tax included."""
    return sum((line.total for line in lines), Decimal(0))


def broken_rounding(
    chance: random.Random, lines: Sequence[TaxedLine], rounded: Sequence[LineAmounts], currency: str
) -> Iterator[str]:
    """Tax rounded once: of each rate the parts are the whole, and nobody pays another price for the goods."""
    for group in {(line.rate, line.included) for line in lines}:
        members = [i for i, line in enumerate(lines) if (line.rate, line.included) == group]
        whole = round_amount(sum((lines[i].exact_tax for i in members), Decimal(0)), currency)
        if sum((rounded[i].tax for i in members), Decimal(0)) != whole:
            yield f"taxes at {group} of {rounded} aren't {whole}"
    for line, each in zip(lines, rounded, strict=True):
        after = TaxedLine(each, line.rate, line.included)
        far = abs(each.tax - line.exact_tax) >= 2 * minor_unit(currency)
        if each.tax < 0 or after.taxable != line.taxable or far:
            yield f"{line} became {each}"
    stands = {i for i in range(len(lines)) if chance.random() < 0.5}
    again = rounded_together(
        [TaxedLine(each, line.rate, line.included) for each, line in zip(rounded, lines, strict=True)],
        currency,
        stands,
    )
    same = all(again[i] == rounded[i] for i in stands)
    if not same or sum(each.tax for each in again) != sum(each.tax for each in rounded):
        yield f"rounded again with {stands} standing, {rounded} became {again}"


def broken_line(chance: random.Random, line: LineAmounts, each: Drawn, currency: str) -> Iterator[str]:
    """Invoice the line in random parts: they come to the line."""
    discount, quantity = each.discount, each.quantity
    whole = LineValue(line.total - line.tax + discount, discount, line.tax)
    cuts = sorted(
        {Decimal(chance.randint(1, int(quantity))) for _cut in range(chance.randint(0, 4))} | {quantity}
    )
    parts = [
        value_between(whole, start, end, quantity, currency)
        for start, end in zip([Decimal(0), *cuts], cuts, strict=False)
    ]
    if sum(parts, LineValue()) != whole:
        yield f"{cuts} of {whole} come to {sum(parts, LineValue())}"
    if any(min(part.extended, part.discount, part.tax) < 0 for part in parts):
        yield f"a part of {whole} is below zero"
    if any(part.gross != round_amount(part.gross, currency) for part in parts):
        yield f"a part of {whole} is no whole number of {minor_unit(currency)}"


def broken_fees(chance: random.Random, totals: Mapping[UUID, Decimal], currency: str) -> Iterator[str]:
    """Ask a fee of the whole and of each seller's: what falls to the sellers is what was asked."""
    whole = sum(totals.values(), Decimal(0))
    rate, percent = chance.choice(RATES), Decimal(chance.randint(0, 400)).scaleb(-2)
    asked = [
        Minimum(seller, threshold=whole * 2 + 1, percent=percent, tax_rate=rate) for seller in (None, *totals)
    ]
    found = gaps(asked, totals, currency)
    kept = {seller: fee_of(each) for seller, each in fees(found, currency).items()}
    if sum(fee for fee, _tax in kept.values()) != sum(gap.fee for gap in found):
        yield f"fees of {[gap.fee for gap in found]} fell to {kept}"
    if any(not 0 <= tax <= fee for fee, tax in kept.values()):
        yield f"more tax than fee: {kept}"


def broken_freight(chance: random.Random, totals: Mapping[UUID, Decimal], currency: str) -> Iterator[str]:
    """Send all of it for one freight, by weight or not: what falls to the sellers is the freight, and none pays more
    tax than freight; what is freed of it leaves the rest."""
    amount = round_amount(Decimal(chance.randrange(10**6)).scaleb(-2), currency)
    steps = (
        (Decimal(1000), Decimal(chance.randint(1, 2000)), Decimal("1.37")) if chance.random() < 0.5 else ()
    )
    tariff = Tariff(None, amount, *steps, tax_rate=chance.choice(RATES))
    loads = {
        seller: Load(each, Decimal(chance.randrange(10**7)).scaleb(-3)) for seller, each in totals.items()
    }
    found = freights([tariff], loads, currency)
    asked = tariff.charge(sum(loads.values(), Load(Decimal(0))), currency)
    if sum(each.amount for each in found.values()) != asked:
        yield f"a freight of {asked} fell to {found}"
    for each in found.values():
        [freed, rest] = split_amount(each.amount, [Decimal(chance.randint(0, 3)), Decimal(1)], currency)
        left = replace(each, freed=freed)
        if left.owed != rest or not 0 <= left.tax(currency) <= left.owed:
            yield f"{freed} freed of {each} leaves {left}"


if __name__ == "__main__":
    main()
