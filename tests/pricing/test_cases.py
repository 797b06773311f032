"""The decision tables in cases/*.yaml, each asked of the program and of the slow resolver."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction

from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.rules.book import Book, ExemptRow, FormulaRow, ListRow, PriceRow, Question
from dinghuo.pricing.rules.resolve import resolve
from tests.pricing.conftest import NOW
from tests.pricing.world import (
    ALWAYS,
    BUYERS,
    FACTORS,
    GOODS,
    OWNERS,
    World,
    ask_book,
    make_world,
    write_book,
)

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
TARGETS = {"goods": "variant", "style": "product", "category": "category", "brand": "brand", "all": "all"}
NUMBERS = {"percent": "percent", "plus": "plus", "step": "step", "ending": "ending", "floor": "floor"} | {
    "ceiling": "ceiling",
    "margin": "min_margin",
}


class Words(yaml.SafeLoader):
    """Reads numbers as they are written: 0.1 is a tenth."""


Words.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))
Words.add_constructor("tag:yaml.org,2002:int", lambda loader, node: Decimal(loader.construct_scalar(node)))
CASES = [case for file in FILES for case in yaml.load(file.read_text(), Words)]


def instant(told: Any) -> datetime | None:
    if told is None:
        return None
    if told == "noon":
        return NOW
    if told == "one microsecond before":
        return NOW - timedelta(microseconds=1)
    return NOW + timedelta(days=float(told))


def a_list(key: str, told: dict[str, Any]) -> ListRow:
    return ListRow(
        key=key,
        seller="seller",
        kind=told["kind"],
        whom=told.get("whom"),
        storefront=told.get("storefront"),
        currency=told.get("currency", "CNY"),
        active=told.get("active", True),
        order_type=told.get("order type", ""),
        priority=int(told.get("priority", 0)),
        converts=told.get("converts", False),
        tax_included=told.get("tax") != "on top",
        start=instant(told.get("from")),
        end=instant(told.get("until")),
    )


def a_price(told: dict[str, Any]) -> PriceRow:
    word = next(word for word in TARGETS if word in told)
    together = told.get("counts together", "")
    numbers = {NUMBERS[name]: Decimal(told[name]) for name in NUMBERS if name in told}
    formula = FormulaRow(told["follows"], **numbers) if "follows" in told else None
    return PriceRow(
        list=told["list"],
        variant="" if word == "all" else told[word],
        unit=told.get("unit", "瓶" if formula is None else ""),
        min_quantity=Decimal(told.get("minimum", 1)),
        amount=None if formula else Decimal(told["costs"]),
        start=instant(told.get("from")) or ALWAYS,
        end=instant(told.get("until")),
        target=TARGETS[word],
        sums={"": "line", "target": "target"}.get(together, "group"),
        tier_group="" if together in ("", "target") else together,
        formula=formula,
    )


def a_question(told: dict[str, Any]) -> Question:
    buyer = told.get("buyer", "buyer")
    return Question(
        buyer=None if buyer == "nobody" else buyer,
        storefront=told.get("storefront"),
        seller="seller",
        variant=told["goods"],
        unit=told.get("unit", "瓶"),
        quantity=Decimal(told["quantity"]),
        currency="CNY",
        at=instant(told.get("at")) or NOW,
        order_type=told.get("order type", "standard"),
        beside=tuple(
            ("seller", other["goods"], other.get("unit", "瓶"), Decimal(other["quantity"]))
            for other in told.get("beside", ())
        ),
    )


def a_book(case: dict[str, Any]) -> Book:
    return Book(
        lists=[a_list(key, told) for key, told in case["lists"].items()],
        prices=[a_price(told) for told in case["prices"]],
        factors=FACTORS,
        goods=GOODS,
        buyers=BUYERS,
        owners=OWNERS,
        lowest_from={"seller": int(case["lowest from"])} if "lowest from" in case else {},
        rates={(*pair.split(), NOW.date()): rate for pair, rate in case.get("rates", {}).items()},
        exempt=[
            ExemptRow("seller", told["whom"], instant(told.get("from")) or ALWAYS, instant(told.get("until")))
            for told in case.get("exempt", ())
        ],
    )


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_the_cases_are_told_once() -> None:
    told = [case["case"] for case in CASES]
    assert len(told) == len(set(told)) > 100


def test_program_and_resolver_decide_as_the_tables_say(world: World) -> None:
    """All cases in one market, which takes a second to make: each in a transaction that is rolled back."""
    wrong = []
    for case in CASES:
        book, question = a_book(case), a_question(case["ask"])
        with acting(world.prices.system), transaction.atomic():
            write_book(world, book)
            answer = ask_book(world, [question]).get(0)
            transaction.set_rollback(True)
        slow = resolve(book, question)
        by_program = {"price": answer.amount, "list": answer.won.row.listed.key} if answer else "on request"
        by_rules = {"price": slow.amount, "list": slow.row.list} if slow else "on request"
        if not by_program == by_rules == case["expect"]:
            wrong.append(f"{case['case']}: {case['expect']}, program {by_program}, rules {by_rules}")
    assert not wrong, "\n".join(wrong)
