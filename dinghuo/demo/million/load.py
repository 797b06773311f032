"""Makes the large market in a database that holds no other one."""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from dinghuo.demo.accounts import KEY_NAME, URL
from dinghuo.demo.companies.people import PASSWORD
from dinghuo.demo.ids import Ids
from dinghuo.demo.million.fill import fill
from dinghuo.demo.million.market import KEY, Opened, open_market
from dinghuo.demo.million.rows import Ground
from dinghuo.demo.million.shelves import (
    draw_pictures,
    write_assortments,
    write_brands,
    write_categories,
    write_price_lists,
)
from dinghuo.demo.million.size import Size
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.integration.actions.make_api_key import make_api_key
from dinghuo.local.places import write_secret
from dinghuo.organisations.models import Market

#: Since when the prices are valid and everybody is there.
OPEN_DAYS = 30
Say = Callable[[str], None]


class Occupied(Exception):
    """The database holds a market already."""


def load(size: Size, say: Say, file: Path) -> None:
    """Make the market and write its accounts to the file. Raises Occupied where there is any market.

    What precedes the goods is committed before them, for the goods are written by another role; if they can't be,
    the database is to be made anew.
    """
    with gate():
        there = list(Market.objects.values_list("key", flat=True))
    if there:
        raise Occupied(f"This database holds the market {', '.join(there)}.")
    started = time.monotonic()

    def told(line: str) -> None:
        say(f"{time.monotonic() - started:6.0f} s  {line}")

    at, ids = now() - timedelta(days=OPEN_DAYS), Ids()
    with transaction.atomic():
        opened = open_market(size, make_password(PASSWORD), at, ids)
        told(
            f"{size.customers:,} customers, {len(opened.suppliers)} suppliers, {len(opened.storefronts)} storefronts"
        )
        with acting(opened.actor):
            categories = write_categories(opened, size, at, ids)
            brands = write_brands(opened, size, at, ids)
            lists = write_price_lists(opened, at, ids)
            write_assortments(opened, size, categories, brands, at, ids)
    # The goods are written by the tables' owner, who has to lock what this connection has looked at.
    connection.close()
    ground = Ground(str(opened.market_id), int(at.timestamp() * 1000), _text(categories), _text(brands))
    values = {
        "suppliers": [supplier.id for supplier in opened.suppliers],
        "number": len(opened.suppliers),
        "warehouses": list(opened.warehouses),
        "pictures": json.dumps(draw_pictures(size)),
        "since": at,
        "contract": size.contract,
        **lists,
    }
    fill(size, ground, values, told)
    write_secret(file, json.dumps({"url": URL, "accounts": _accounts(opened)}, ensure_ascii=False, indent=1))
    told(f"the market {KEY} is open; accounts in {file.name}, all with the password {PASSWORD}")


def _text(ids: dict[str, Any]) -> dict[str, str]:
    return {key: str(found) for key, found in ids.items()}


def _accounts(opened: Opened) -> list[dict[str, Any]]:
    """The operator, the first customers (of the first storefront and of another), the first supplier."""
    doors = [("operator", opened.operator), *(("buyer", each) for each in opened.customers[:4])]
    doors.append(("supplier", opened.suppliers[0]))
    return [
        {
            "name": company["admin"].name,
            "market": KEY,
            "door": door,
            "organisation": company.code,
            "login": company["admin"].email,
            "password": PASSWORD,
            "api_key": make_api_key(opened.actor, company["admin"].membership_id, KEY_NAME).token,
        }
        for door, company in doors
    ]
