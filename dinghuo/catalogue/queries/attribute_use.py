"""Which products say something of an attribute, and what."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from dinghuo.catalogue.rules.search_text import after_prefix
from dinghuo.foundation.actor import Actor

#: Products that are named as examples.
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class AttributeUse:
    """`products` with a value, of themselves or of a variant, among the `products_in_all` of its categories."""

    products: int
    products_in_all: int
    examples: list[str]


# The values of products and of their variants, for a category with all below it.
VALUES = """
WITH goods AS (
    SELECT p.id, p.code, p.attributes
    FROM catalogue_product p
    JOIN catalogue_category c ON c.market_id = p.market_id AND c.id = p.category_id
    WHERE p.market_id = %(market)s AND c.path >= %(path)s AND c.path < %(end)s
), said AS (
    SELECT id, code, attributes -> %(key)s AS value FROM goods WHERE attributes ? %(key)s
    UNION ALL
    SELECT g.id, g.code, v.options -> %(key)s
    FROM goods g JOIN catalogue_variant v ON v.market_id = %(market)s AND v.product_id = g.id
    WHERE v.options ? %(key)s
)
"""
USE = (
    VALUES + "SELECT count(DISTINCT id), (SELECT count(*) FROM goods), "
    "(array_agg(DISTINCT code ORDER BY code))[1:%(examples)s] FROM said"
)
DISTINCT = (
    VALUES
    + "SELECT value::text, count(DISTINCT id), (array_agg(DISTINCT code ORDER BY code))[1:%(examples)s] "
    "FROM said GROUP BY value ORDER BY 2 DESC, 1"
)


def attribute_use(actor: Actor, path: str, key: str) -> AttributeUse:
    """How the attribute is used in the category with this path and below (empty: everywhere). One statement."""
    with connection.cursor() as cursor:
        cursor.execute(USE, _parameters(actor, path, key))
        [(products, in_all, examples)] = cursor.fetchall()
    return AttributeUse(products, in_all, examples or [])


def attribute_values(actor: Actor, path: str, key: str) -> list[tuple[str, int, list[str]]]:
    """Each value as JSON text, how many products say so, and some of their codes. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(DISTINCT, _parameters(actor, path, key))
        return cursor.fetchall()


def _parameters(actor: Actor, path: str, key: str) -> dict[str, Any]:
    return {
        "market": actor.market_id,
        "path": path,
        "end": after_prefix(path),
        "key": key,
        "examples": EXAMPLES,
    }
