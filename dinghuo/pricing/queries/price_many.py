"""All that the prices of many buyers depend on, by the very statement that prices a cart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import fetch
from dinghuo.organisations.queries.today import day_of
from dinghuo.pricing.queries.price_lines import PRICE

#: The same text, asked for each row of a list of buyers: so that it can't say anything else than the cart's.
MANY = (
    "SELECT b.n, r.* FROM unnest(%(buyers)s::uuid[], %(storefronts)s::uuid[])"
    " WITH ORDINALITY AS b(buyer, storefront, n) CROSS JOIN LATERAL ("
    + re.sub(r"%\((buyer|storefront)\)s", r"b.\1", PRICE)
    + ") r"
)


@dataclass(frozen=True, slots=True)
class Asker:
    """A buyer in the storefront where it orders."""

    buyer_id: UUID
    storefront_id: UUID


def price_rows_of_many(
    actor: Actor,
    askers: Sequence[Asker],
    seller_id: UUID,
    currency: str,
    at: datetime,
    variants: Sequence[UUID],
    units: Sequence[str],
) -> dict[int, list[tuple[Any, ...]]]:
    """The rows of price_lines.sql by the asker's position. One statement; checks no permission."""
    rows = fetch(
        MANY,
        {
            "market": actor.market_id,
            "buyers": [each.buyer_id for each in askers],
            "storefronts": [each.storefront_id for each in askers],
            "currency": currency,
            "at": at,
            "day": day_of(actor, at),
            "order_type": "standard",
            "region": "",
            "tax_region": "",
            "costs": False,
            "rates": False,
            "sellers": [seller_id],
            "variants": list(variants),
            "line_sellers": [seller_id for _variant in variants],
            "units": list(units),
        },
    )
    found: dict[int, list[tuple[Any, ...]]] = {n: [] for n in range(len(askers))}
    for row in rows:
        found[row[0] - 1].append(row[1:])
    return found
