"""Whatever trace is kept with an order line gives its price again, to the same cents.

Replayed are every line of the demo's markets, a year of trade, and lines of random orders: placed at random price books
(lists of all levels, tiers alone and over several lines, formulas, rates, the lowest of several levels), read back from
the database, and computed again from nothing but their trace. Of a kit with a price of its own the trace is the kit's,
and its parts come to it.

    bin/prove replay [--lines 10000] [--seed 1]
"""

import argparse
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django

from proofs.shared.machine import machine
from proofs.shared.place import own_place

if TYPE_CHECKING:
    from dinghuo.foundation.actor import Actor
    from dinghuo.ordering.models import OrderLine
    from tests.pricing.world import World

#: Orders placed at one price book; each has up to three lines.
ORDERS = 40


@dataclass
class Report:
    """Lines that were replayed, and what is wrong with some."""

    lines: int = 0
    wrong: Sequence[str] = ()


def main() -> None:
    """Replay what the demo keeps, then what is placed at random."""
    parser = argparse.ArgumentParser(prog="bin/prove replay")
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    with own_place("replay", demo=True):
        django.setup()
        print(machine())
        started = time.monotonic()
        kept, drawn = of_demo(), of_random_orders(options.lines, options.seed)
    wrong = [*kept.wrong, *drawn.wrong]
    for each in wrong[:20]:
        print(f"WRONG: {each}")
    print(
        f"{kept.lines:,} lines of the demo and {drawn.lines:,} of random orders replayed in "
        f"{time.monotonic() - started:.0f} s, seed {options.seed}: {len(wrong)} faults"
    )
    failed = bool(wrong) or kept.lines < 1000 or drawn.lines < options.lines
    print(f"replay: {'NOT proven' if failed else 'proven'}")
    sys.exit(1 if failed else 0)


def of_demo() -> Report:
    """All that the markets of the demo keep."""
    from dinghuo.foundation.actor import Actor
    from dinghuo.foundation.tenancy import gate
    from dinghuo.organisations.models import Market

    with gate():
        systems = [Actor.system(market_id) for market_id in Market.objects.values_list("id", flat=True)]
    reports = [of_market(system) for system in systems]
    return Report(sum(each.lines for each in reports), [wrong for each in reports for wrong in each.wrong])


def of_market(system: "Actor") -> Report:
    """Every order line of a market."""
    from dinghuo.foundation.tenancy import acting
    from dinghuo.ordering.models import OrderLine

    with acting(system):
        rows = OrderLine.objects.filter(market_id=system.market_id).select_related("order")
        lines = list(rows.order_by("id"))
    return Report(len(lines), list(faults(lines)))


def of_random_orders(wanted: int, seed: int) -> Report:
    """Orders at one random price book after the other, until there are so many lines."""
    from tests.pricing.world import make_world

    chance, world = random.Random(seed), make_world()
    open_shops(world)
    report = Report()
    wrong: list[str] = []
    while report.lines < wanted:
        lines, found = one_book(world, chance)
        report.lines += lines
        wrong += found
    report.wrong = wrong
    return report


def open_shops(world: "World") -> None:
    """Let its goods be ordered, from nowhere as it were: whatever lacks comes later."""
    from dinghuo.catalogue.models import Code, Listing, Offer
    from dinghuo.foundation.tenancy import acting
    from dinghuo.organisations.models import Customer, Storefront

    whole: dict[str, Any] = {"market_id": world.prices.system.market_id}
    with acting(world.prices.system):
        Storefront.objects.filter(**whole).update(payment_methods=["transfer"])
        for buyer, shop in (("buyer", "shop"), ("other", "shop"), ("parent", "other-shop")):
            Customer.objects.create(**whole, buyer=world.named[buyer], storefront=world.named[shop])
        for sku, each in world.prices.variants.items():
            Offer.objects.update_or_create(
                **whole, variant=each, seller=world.prices.seller, defaults={"backorder_allowed": True}
            )
            Code.objects.get_or_create(**whole, variant=each, code=sku, kind="sku")
            texts = dict.fromkeys(("name_text", "pinyin_text", "initials_text"), "")
            Listing.objects.get_or_create(
                **whole,
                variant=each,
                product=each.product,
                category_path=each.product.category.path,
                listed=True,
                lead=True,
                sku=sku,
                sort_key=sku,
                **texts,
            )


def one_book(world: "World", chance: random.Random) -> tuple[int, list[str]]:
    """Write a book, place orders at it, read them back, replay them, and take all of it back."""
    from django.db import transaction

    from dinghuo.foundation.clock import now
    from dinghuo.foundation.tenancy import acting
    from dinghuo.ordering.actions.place_orders import Placement, place_orders
    from dinghuo.ordering.models import OrderLine
    from tests.pricing.random_books import random_book
    from tests.pricing.world import write_book

    book = random_book(chance)
    book = replace(book, rates={(*pair, now().date()): rate for (*pair, _day), rate in book.rates.items()})
    with acting(world.prices.system), transaction.atomic():
        write_book(world, book)
        placed = place_orders(_person(world, chance), [_order(chance) for _order_ in range(ORDERS)])
        numbers = [each.id for group in placed if isinstance(group, Placement) for each in group.lines]
        rows = OrderLine.objects.filter(market_id=world.prices.system.market_id, id__in=numbers)
        lines = list(rows.select_related("order"))
        transaction.set_rollback(True)
    return len(lines), list(faults(lines))


def _person(world: "World", chance: random.Random) -> "Actor":
    from tests.makers.trade import member_of

    buyer = world.named[chance.choice(["buyer", "buyer", "buyer", "parent", "other"])]
    return member_of(world.prices.system, buyer, "ordering.place_order")


def _order(chance: random.Random) -> Any:
    from dinghuo.ordering.actions.place_orders import LineRequest, OrderRequest
    from tests.pricing.world import FACTORS

    articles = chance.sample(list(FACTORS), chance.choice((1, 1, 2, 3)))
    lines = [
        LineRequest(sku, Decimal(chance.choice((1, 2, 3, 6, 12, 25, 30))), unit) for sku, unit in articles
    ]
    return OrderRequest(lines=lines, payment_method="transfer")


def faults(lines: Iterable["OrderLine"]) -> Iterator[str]:
    """What doesn't replay to what the line says, in words."""
    from dinghuo.foundation.money import round_amount
    from dinghuo.pricing.rules.explain import replay

    kits: dict[tuple[UUID, str], list[OrderLine]] = {}
    for line in lines:
        if line.kit and line.kit["pricing"] == "whole" and not _is_option(line):
            kits.setdefault((line.order_id, line.kit["id"]), []).append(line)
            continue
        again, said = replay(line.explanation), line.list_price or line.unit_price
        if again != said:
            yield f"line {line.id} of {line.order.number}: {said} was said, its trace gives {again}"
        elif again == line.unit_price and _extended(line) != line.extended:
            yield f"line {line.id} of {line.order.number}: {line.extended}, its trace gives {_extended(line)}"
    for parts in kits.values():
        again, kit = replay(parts[0].explanation), parts[0].kit or {}
        whole = sum((part.extended for part in parts), Decimal(0))
        given = parts[0].list_price is None
        if not given and (
            again is None or round_amount(again * Decimal(kit["quantity"]), parts[0].order.currency) != whole
        ):
            yield f"kit {kit['sku']} of {parts[0].order.number}: {whole}, its trace gives {again} for one"


def _is_option(line: "OrderLine") -> bool:
    """An option costs what it costs alone, unless a person gave one price for all of the kit."""
    shared = any(step.get("reason") == "kit-share" for step in line.explanation)
    return bool(line.kit and line.kit.get("optional")) and not shared


def _extended(line: "OrderLine") -> Decimal:
    from dinghuo.foundation.money import round_amount
    from dinghuo.pricing.rules.explain import replay

    again = replay(line.explanation)
    return round_amount((again or Decimal(0)) * line.quantity, line.order.currency)


if __name__ == "__main__":
    main()
