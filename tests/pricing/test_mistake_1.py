"""mistakes.md 1: customer prices explode - more contracts add rows of their own only, and make no question dearer.

The mistake's full size, 100,000 articles and 2,000 customers, is measured by `bin/bench prices`; here it is smaller,
and held to counts, which no machine's speed changes.
"""

from decimal import Decimal as D

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.actions.put_rule import RuleInput, put_rule
from dinghuo.pricing.models import Price, PriceList
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, price_lines
from dinghuo.pricing.states import Target
from tests.makers import make_actor, make_market, make_organisation
from tests.makers.goods import ALWAYS
from tests.makers.staff import SELL
from tests.makers.trade import make_variants

pytestmark = pytest.mark.django_db
ARTICLES, CART = 600, 500
TOUCHED = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


class Trade:
    """A seller of six hundred articles, all on its base list."""

    def __init__(self):
        self.market = make_market()
        self.seller = make_organisation(self.market.id, "supplier")
        self.person = make_actor(self.seller, SELL)
        self.system = make_actor(make_organisation(self.market.id, "operator"), SELL)
        self.goods = make_variants(self.system, [f"A{n:03}" for n in range(ARTICLES)], self.seller)
        self.fill(self.listed("base", "base"))

    def listed(self, key: str, kind: str, **columns) -> PriceList:
        with acting(self.system):
            return PriceList.objects.create(
                market_id=self.market.id,
                key=key,
                name=key,
                kind=kind,
                seller=self.seller,
                currency="CNY",
                **columns,
            )

    def fill(self, listed: PriceList, amount: str = "10") -> None:
        with acting(self.system):
            Price.objects.bulk_create(
                Price(
                    market_id=self.market.id,
                    list=listed,
                    variant=each,
                    unit="瓶",
                    amount=D(amount),
                    valid=ALWAYS,
                )
                for each in self.goods.values()
            )

    def contracts(self, count: int) -> list:
        """So many customers more, each with a contract for every article."""
        buyers = [make_organisation(self.market.id, "buyer") for _each in range(count)]
        for buyer in buyers:
            self.fill(self.listed(f"contract-{buyer.code}", "contract", buyer=buyer), "9")
        return buyers

    def cart(self, buyer):
        """The prices of five hundred lines for a customer, and the statements that took."""
        lines = [
            PriceLine(sku, each.id, self.seller.id, "瓶", D(3))
            for sku, each in list(self.goods.items())[:CART]
        ]
        with acting(self.system), CaptureQueriesContext(connection) as asked:
            answers = price_lines(self.system, PriceRequest(buyer.id, "CNY", now(), lines))
        return answers, len(asked)

    def touched(self, write) -> dict[str, int]:
        """The rows of each table that a write touched, in this test's transaction."""
        with acting(self.system), connection.cursor() as cursor:
            cursor.execute(TOUCHED)
            before = dict(cursor.fetchall())
        write()
        with acting(self.system), connection.cursor() as cursor:
            cursor.execute(TOUCHED)
            after = dict(cursor.fetchall())
        return {
            table: rows - before.get(table, 0) for table, rows in after.items() if rows > before.get(table, 0)
        }


def test_mistake_1_a_cart_is_one_statement_however_many_contracts_there_are():
    trade = Trade()
    [first] = trade.contracts(1)
    answers, few = trade.cart(first)
    trade.contracts(15)
    answers, many = trade.cart(first)
    assert few == many == 1
    assert len(answers) == CART
    assert {answer.amount for answer in answers.values()} == {D(9)}


def test_mistake_1_one_price_touches_as_many_rows_among_many_customers_as_among_few():
    trade = Trade()

    def change(amount: str):
        return lambda: put_price(trade.person, "base", PriceInput("A007", D(amount), "瓶"), "CNY")

    trade.contracts(1)
    few = trade.touched(change("11"))
    trade.contracts(15)
    many = trade.touched(change("12"))
    assert sum(rows for table, rows in many.items() if table.startswith("pricing_")) <= 3
    assert sum(many.values()) == sum(few.values()) <= 8, many


def test_mistake_1_a_percent_for_every_article_is_one_row():
    """It isn't multiplied out: neither by articles nor by the customers whom it is for."""
    trade = Trade()
    trade.listed("agreed", "contract", buyer=trade.contracts(1)[0], storefront=None, order_type="urgent")
    row = RuleInput(target=Target.ALL, percent=D(80), base_list="base")
    touched = trade.touched(lambda: put_rule(trade.person, "agreed", row))
    assert touched["pricing_pricerule"] == 1
    assert "pricing_price" not in touched


def test_mistake_1_no_table_holds_a_price_for_a_customer_and_an_article():
    """Structure: prices hang on lists. A price that a person gave by hand is a row by itself, and nothing makes any."""
    both = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ("pricing", "members", "promotions")
        and {"variant", "buyer"} <= {field.name for field in model._meta.get_fields()}
    }
    assert both <= {"pricing.ManualPrice"}
