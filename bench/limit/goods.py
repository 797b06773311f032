"""The least that lists of goods need: bare statements, prepared, over one connection of the app role's, as ours are."""

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg

from bench.rig.outcome import Outcome
from bench.rig.shops import Shop
from dinghuo.catalogue.rules.search_text import after_prefix, normalised_code, words_of
from dinghuo.local.address import address

GOODS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
SHOWN = (
    "market_id = %(market)s AND "
    "EXISTS (SELECT FROM unnest(%(paths)s::text[]) path WHERE starts_with(category_path, path))"
)
#: The rows of each kind of look: in a category, by words, by a code, of a product.
BY_CATEGORY = f"""
SELECT variant_id, sort_key AS place FROM catalogue_shelf
WHERE {SHOWN} AND category_path >= %(from)s AND category_path < %(to)s {{lead}}
ORDER BY sort_key, variant_id LIMIT %(limit)s
"""
BY_WORD = f"""
SELECT variant_id, sort_key AS place FROM catalogue_shelf
WHERE {SHOWN} AND grams @> %(grams)s::text[] AND strpos({{column}}, %(word)s) > 0 {{lead}}
ORDER BY sort_key, variant_id LIMIT %(limit)s
"""
BY_CODE = f"""
SELECT variant_id, sort_key AS place FROM catalogue_shelf
WHERE {SHOWN} AND variant_id IN (SELECT variant_id FROM catalogue_code WHERE market_id = %(market)s AND code = %(code)s)
"""
OF_PRODUCT = f"""
SELECT variant_id, sku AS place FROM catalogue_shelf
WHERE {SHOWN} AND product_id = (SELECT product_id FROM catalogue_shelf WHERE market_id = %(market)s AND sku = %(sku)s)
"""
#: How many of what, as a page tells it beside its rows: of at most so many rows.
COUNTED = """
WITH filters AS (SELECT DISTINCT key FROM catalogue_attribute WHERE market_id = %(market)s AND filterable),
found AS MATERIALIZED (
    SELECT brand_id, product_traits FROM catalogue_shelf WHERE {where} AND lead LIMIT 5000
)
SELECT brand_id::text, count(*) FROM found GROUP BY brand_id
UNION ALL
SELECT trait, count(*) FROM found, unnest(product_traits) trait
WHERE split_part(trait, '=', 1) IN (SELECT key FROM filters) GROUP BY trait
"""
PATHS = """
SELECT array_agg(c.path) FROM catalogue_assortmentreach r
JOIN catalogue_assortmentitem i ON i.assortment_id = r.assortment_id JOIN catalogue_category c ON c.id = i.category_id
WHERE r.storefront_id = %s
"""


@dataclass(frozen=True)
class Look:
    """One way to look for goods. Exactly one of the four is given; `limit` rows, `grouped`: of each product its first
    variant; `counted`: how many of which brand and attribute is asked too."""

    category: str = ""
    search: str = ""
    code: str = ""
    sku: str = ""
    limit: int = 48
    grouped: bool = False
    counted: bool = False


class Bare:
    """A connection on which the bare statements run, each prepared once."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._connection = psycopg.connect(
            replace(address("app"), name=shop.place.name).dsn(), autocommit=True, prepare_threshold=0
        )
        for name, value in (("market", shop.market), ("organisation", shop.buyer), ("scope", "party")):
            self._connection.execute("SELECT set_config(%s, %s, false)", [f"dinghuo.{name}", str(value)])
        with closing(psycopg.connect(shop.place.dsn())) as owner:
            owner.execute("SELECT set_config('dinghuo.market', %s, true)", [str(shop.market)])
            (self._paths,) = owner.execute(PATHS, [shop.storefront]).fetchone() or ([],)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def rows(self, look: Look) -> list[tuple[Any, ...]]:
        """The rows of a look; the first column is the SKU."""
        statements, values = self._statements(look)
        return self._connection.execute(statements[0], values).fetchall()

    def run(self, look: Look, seconds: float) -> Outcome:
        """Look again and again for so long."""
        statements, values = self._statements(look)
        latencies: list[float] = []
        cpu, started = time.process_time(), time.perf_counter()
        at = started
        while at - started < seconds:
            with self._connection.transaction():
                for statement in statements:
                    self._connection.execute(statement, values).fetchall()
            before, at = at, time.perf_counter()
            latencies.append(at - before)
        return Outcome(len(latencies), at - started, latencies, time.process_time() - cpu)

    def _statements(self, look: Look) -> tuple[Sequence[str], dict[str, Any]]:
        shop = self._shop
        values: dict[str, Any] = {
            "market": shop.market,
            "buyer": shop.buyer,
            "currency": shop.currency,
            "paths": self._paths,
            "limit": look.limit,
        }
        found, where = _found(look, values)
        statements = [GOODS.replace("{found}", found)]
        if look.counted:
            statements.append(COUNTED.replace("{where}", where))
        return statements, values


def _found(look: Look, values: dict[str, Any]) -> tuple[str, str]:
    """The statement that finds the variants, and its condition."""
    lead = "AND lead" if look.grouped else ""
    if look.code:
        values["code"] = normalised_code(look.code)
        found = BY_CODE
    elif look.sku:
        values["sku"] = look.sku
        found = OF_PRODUCT
    elif look.search:
        [word] = words_of(look.search)
        column, mark = ("pinyin_text", "~") if word.may_be_spelled else ("name_text", "")
        values |= {"grams": [mark + gram for gram in word.grams], "word": word.fragment}
        found = BY_WORD.replace("{column}", column)
    else:
        path = f"{look.category}/"
        values |= {"from": path, "to": after_prefix(path)}
        found = BY_CATEGORY
    found = found.replace("{lead}", lead)
    return found, found.partition("WHERE ")[2].partition("ORDER BY")[0].replace("AND lead", "")
