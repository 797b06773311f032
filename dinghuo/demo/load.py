"""Loads the demo: the main market with its year of trade and its today, and the small second market."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from dinghuo.demo.accounts import write_accounts
from dinghuo.demo.companies.applicants import ask_to_join
from dinghuo.demo.companies.market import KEY, ZONE, Opened, open_market
from dinghuo.demo.companies.people import PASSWORD
from dinghuo.demo.companies.terms import credit_lines, grant_levels
from dinghuo.demo.goods.shelves import read
from dinghuo.demo.ids import Ids
from dinghuo.demo.second import open_second_market
from dinghuo.demo.shelf.shelves import Shelves, plan_shelves
from dinghuo.demo.shelf.stock_up import stock_up
from dinghuo.demo.today.agreements import sign_for_a_year
from dinghuo.demo.today.assortments import share_out
from dinghuo.demo.today.branch_prices import plan_branch_prices
from dinghuo.demo.today.desk import Desk
from dinghuo.demo.today.freight import charge_freight
from dinghuo.demo.today.hand_prices import give_by_hand
from dinghuo.demo.today.kits import offer_kits
from dinghuo.demo.today.levels import rule_levels
from dinghuo.demo.today.news import drop_letters, follow, tell_of_the_last_hours
from dinghuo.demo.today.offers import compare_and_schedule
from dinghuo.demo.today.one_thing import merge_twins
from dinghuo.demo.today.price_rise import plan_a_rise
from dinghuo.demo.today.promotions import promote
from dinghuo.demo.today.quotas import limit_hot_goods
from dinghuo.demo.today.scenes import happen
from dinghuo.demo.today.sheets import bring_sheets
from dinghuo.demo.today.small_orders import charge_small_orders
from dinghuo.demo.today.special_prices import agree_with_chains
from dinghuo.demo.today.tax_rates import tax_by_region
from dinghuo.demo.today.taxes import settle_taxes
from dinghuo.demo.trade.write import write_year
from dinghuo.demo.trade.year import live_year
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.local.statistics import refresh
from dinghuo.organisations.models import Market

DAYS = 365
Say = Callable[[str], None]


def load(say: Say, file: Path, days: int = DAYS) -> None:
    """Make what is missing of the two markets, with so many days of trade, then write their accounts to the file (one
    that only its owner may read). Safe to run again."""
    second = read("office")["market"]["key"]
    known = _known(KEY, second)
    end = now().astimezone(ZONE)
    start = (end - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
    # One password for everybody, hashed once: hashing is meant to be slow.
    password = make_password(PASSWORD)
    if KEY in known:
        say(f"The market {KEY} is there already.")
    else:
        known[KEY] = _main(say, password, start, end)
    if second in known:
        say(f"The market {second} is there already.")
    else:
        known[second] = open_second_market(password, start, Ids())
        say(f"The market {second} is open.")
    told = write_accounts(known, file)
    say(f"{len(told)} accounts in {file}, all with the password {PASSWORD}.")


def _known(*keys: str) -> dict[str, Actor]:
    with gate():
        markets = Market.objects.filter(key__in=keys).values_list("key", "id")
        return {key: Actor.system(market_id, name="demo") for key, market_id in markets}


def _main(say: Say, password: str, start: datetime, end: datetime) -> Actor:
    ids = Ids()
    # The year is written as a whole or not at all. It commits before today begins: document numbers are drawn on a
    # connection of their own, which would wait for the series that are written here.
    with transaction.atomic(), ThreadPoolExecutor(1) as aside:
        opened = open_market(password, start, ids)
        levels = grant_levels(opened, start, ids)
        shelves = plan_shelves(opened, start, ids)
        # The year is lived through in memory, while the database is busy with the shelves.
        year = aside.submit(live_year, opened, shelves, credit_lines(opened, start, ids), start, end, Ids())
        stock_up(opened, shelves, levels, start, ids)
        say(f"{len({item.article.code for item in shelves.items})} products are on the shelves.")
        with acting(opened.actor):
            written = write_year(year.result())
        say(f"A year of trade: {written['Order']} orders of {written['OrderLine']} lines.")
        ask_to_join(opened, password, end, ids)
    refresh()
    _today(opened, shelves, end)
    say(f"The market {KEY} is open.")
    return opened.actor


def _today(opened: Opened, shelves: Shelves, end: datetime) -> None:
    desk = Desk(opened, shelves)
    happen(desk)
    promote(desk)
    offer_kits(desk, shelves)
    tell_of_the_last_hours(opened, end.astimezone(UTC))
    follow(opened, end)
    drop_letters(opened)
    share_out(opened)
    limit_hot_goods(desk, shelves)
    agree_with_chains(opened)
    plan_a_rise(opened)
    sign_for_a_year(opened)
    plan_branch_prices(opened)
    charge_small_orders(opened)
    charge_freight(desk)
    tax_by_region(opened)
    settle_taxes(opened)
    give_by_hand(desk)
    rule_levels(opened)
    compare_and_schedule(opened, shelves, end)
    merge_twins(desk, shelves)
    bring_sheets(desk, shelves)
