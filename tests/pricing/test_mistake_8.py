"""mistakes.md 8: a customer's price is wrong or lost - every combination of levels, by every policy, at every door."""

from decimal import Decimal as D
from itertools import product

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dinghuo.foundation.tenancy import acting
from dinghuo.members.models import Level, LevelGrant
from dinghuo.ordering.actions.place_orders import LineRequest, OrderRequest, place_orders
from dinghuo.organisations.models import Customer, CustomerGroup, CustomerGroupMember
from dinghuo.pricing.models import Price, PriceList, PricePolicy
from dinghuo.pricing.rules.book import Book, Buyer, Goods, ListRow, PriceRow, Question
from dinghuo.pricing.rules.resolve import resolve
from tests.makers import make_goods, make_organisation, make_world
from tests.makers.goods import ALWAYS
from tests.makers.staff import BUY, make_program
from tests.pricing.conftest import NOW

pytestmark = pytest.mark.django_db
#: From the nearest to the farthest; the nearer, the dearer, so that the nearest is never the lowest.
LEVELS = {"contract": 16, "customer": 15, "group": 14, "level": 13, "channel": 12, "base": 11}
#: Semantics 4.1 numbers them from 2 on; None: the nearest counts.
POLICIES = (None, 2, 3, 4, 5, 6, 7)
COMBINATIONS = [
    tuple(level for level, there in zip(LEVELS, bits, strict=True) if there)
    for bits in product((True, False), repeat=len(LEVELS))
    if any(bits)
]


def sku_of(levels) -> str:
    return "-".join(level[:3] for level in levels).upper()


def right(levels, policy) -> D:
    """What the rule says, once more: the nearest; or, where that is of the levels to compare, the lowest of those."""
    first = list(LEVELS).index(levels[0]) + 2
    prices = [LEVELS[level] for level in levels]
    return D(min(prices) if policy and first >= policy else prices[0])


@pytest.fixture
def market():
    """An article for each combination, with a price on the list of each of its levels."""
    world = make_world("1000000")
    goods = {levels: make_goods(world.supplier, sku_of(levels), None, stock=100) for levels in COMBINATIONS}
    whole = {"market_id": world.market.id}
    with acting(world.system):
        group = CustomerGroup.objects.create(**whole, key="hotels", name="Hotels")
        CustomerGroupMember.objects.create(**whole, group=group, buyer=world.buyer)
        gold = Level.objects.create(**whole, key="gold", name="Gold", rank=1)
        LevelGrant.objects.create(
            **whole, buyer=world.buyer, level=gold, valid=DateTimeTZRange(ALWAYS.lower, None), granted_by="x"
        )
        whom = {
            "contract": {"buyer": world.buyer},
            "customer": {"buyer": world.buyer},
            "group": {"group": group},
            "level": {"level": gold},
            "channel": {"storefront": world.storefront},
            "base": {},
        }
        for level, amount in LEVELS.items():
            columns = {"key": level, "name": level, "kind": level, "currency": "CNY", **whom[level]}
            listed = PriceList.objects.create(**whole, seller=world.supplier, **columns)
            Price.objects.bulk_create(
                Price(**whole, list=listed, variant=made, unit="瓶", amount=D(amount), valid=ALWAYS)
                for levels, made in goods.items()
                if level in levels
            )
    return world


def checked(program) -> dict[str, str]:
    """The price of each article as POST /price-checks tells it."""
    lines = [{"sku": sku_of(levels), "quantity": "1"} for levels in COMBINATIONS]
    answer = program.post("/price-checks", {"lines": lines})
    assert answer.status == 200, answer.body
    return {line["sku"]: line["amount"] for line in answer["lines"]}


def expected(policy) -> dict[str, D]:
    return {sku_of(levels): right(levels, policy) for levels in COMBINATIONS}


def test_mistake_8_every_combination_of_levels_by_every_policy(market):
    assert len(COMBINATIONS) == 63
    program = make_program(market.buyer, *BUY)
    for policy in POLICIES:
        with acting(market.system):
            PricePolicy.objects.filter(market_id=market.market.id).delete()
            if policy:
                PricePolicy.objects.create(
                    market_id=market.market.id, seller=market.supplier, lowest_from=policy
                )
        told = {sku: D(amount) for sku, amount in checked(program).items()}
        assert told == expected(policy), policy


def test_mistake_8_the_slow_resolver_says_the_same():
    buyers = {"buyer": Buyer((), ("hotels",), "gold", "")}
    whom = {"contract": "buyer", "customer": "buyer", "group": "hotels", "level": "gold"}
    lists = [
        ListRow(level, "seller", level, whom.get(level), "shop" if level == "channel" else None)
        for level in LEVELS
    ]
    for levels, policy in product(COMBINATIONS, POLICIES):
        rows = [PriceRow(level, "A", "瓶", D(1), D(LEVELS[level]), ALWAYS.lower) for level in levels]
        goods = {"A": Goods("P", "all/", None, D("0.13"))}
        lowest = {"seller": policy} if policy else {}
        book = Book(lists, rows, {("A", "瓶"): D(1)}, goods, buyers, {"shop": "seller"}, lowest, {})
        found = resolve(book, Question("buyer", "shop", "seller", "A", "瓶", D(1), "CNY", NOW))
        assert found is not None
        assert found.amount == right(levels, policy), (levels, policy)


def test_mistake_8_shelf_cart_and_order_tell_the_same_price(market):
    program = make_program(market.buyer, *BUY)
    shelf, after = {}, ""
    while after is not None:
        page = program.get(f"/products?limit=20&after={after}" if after else "/products?limit=20")
        shelf |= {each["sku"]: D(each["price"]["amount"]) for each in page["items"]}
        after = page["next"]
    assert shelf == expected(None)
    lines = [{"sku": sku, "quantity": "1"} for sku in shelf]
    placed = program.post("/orders", {"lines": lines, "payment": {"method": "credit"}})
    assert placed.status == 201, placed.body
    [order] = placed["orders"]
    assert {line["sku"]: D(line["unit_price"]) for line in order["lines"]} == expected(None)


def test_mistake_8_nobody_else_has_these_prices_until_they_join_the_group(market):
    other = make_organisation(market.market.id, "buyer")
    with acting(market.system):
        Customer.objects.create(market_id=market.market.id, buyer=other, storefront=market.storefront)
    program = make_program(other, *BUY)
    of_all = {
        sku_of(levels): next((D(LEVELS[x]) for x in levels if x in ("channel", "base")), None)
        for levels in COMBINATIONS
    }
    assert {sku: amount and D(amount) for sku, amount in checked(program).items()} == of_all
    with acting(market.system):
        group = CustomerGroup.objects.get(market_id=market.market.id)
        CustomerGroupMember.objects.create(market_id=market.market.id, group=group, buyer=other)
    joined = {sku: amount and D(amount) for sku, amount in checked(program).items()}
    assert joined["GRO-LEV-CHA-BAS"] == 14
    assert joined["CON-CUS"] is None


def test_mistake_8_of_two_groups_neither_is_ignored(market):
    """A customer in two groups: where the first has no price, the second's counts."""
    made = make_goods(market.supplier, "ONLY-SECOND", "20", stock=10)
    with acting(market.system):
        whole = {"market_id": market.market.id}
        group = CustomerGroup.objects.create(**whole, key="schools", name="Schools")
        CustomerGroupMember.objects.create(**whole, group=group, buyer=market.buyer)
        listed = PriceList.objects.create(
            **whole,
            key="s",
            name="s",
            kind="group",
            group=group,
            seller=market.supplier,
            currency="CNY",
            priority=9,
        )
        Price.objects.create(**whole, list=listed, variant=made, unit="瓶", amount=D(17), valid=ALWAYS)
    program = make_program(market.buyer, *BUY)
    answer = program.post("/price-checks", {"lines": [{"sku": "ONLY-SECOND", "quantity": "1"}]})
    assert D(answer["lines"][0]["amount"]) == 17


def test_mistake_8_a_list_for_urgent_orders_counts_for_those_and_only_those(market):
    made = make_goods(market.supplier, "FAST", "20", stock=10)
    with acting(market.system):
        whole = {"market_id": market.market.id}
        columns = {"kind": "base", "order_type": "urgent", "currency": "CNY"}
        listed = PriceList.objects.create(**whole, key="u", name="u", seller=market.supplier, **columns)
        Price.objects.create(**whole, list=listed, variant=made, unit="瓶", amount=D(23), valid=ALWAYS)
    requests = [
        OrderRequest(lines=[LineRequest("FAST", D(1))], payment_method="credit", kind=kind)
        for kind in ("standard", "urgent")
    ]
    placed = place_orders(market.purchaser(), requests)
    assert [each.lines[0].unit_price for each in placed] == [20, 23]
