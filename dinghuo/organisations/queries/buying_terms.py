"""Finds on which terms, and to where, a buyer orders: read for every order that is placed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch

TERMS = beside(__file__)


@dataclass(frozen=True, slots=True)
class BuyingTerms:
    """A buyer's terms in one storefront. `address`: the chosen one or the default as plain values, None if none."""

    buyer_id: UUID
    storefront_id: UUID
    storefront_owner_id: UUID
    currency: str
    payment_methods: tuple[str, ...]
    minimum_order: Decimal
    payment_term_days: int
    operator_id: UUID
    address: Mapping[str, Any] | None


def buying_terms(
    actor: Actor, buyer_id: UUID, storefront_id: UUID | None = None, address_id: UUID | None = None
) -> BuyingTerms | None:
    """The buyer's terms in a storefront (None: where it became a customer first), with the address (None: the default).

    None where it is no active customer there. The caller sees to it that the actor may order for the buyer. One
    statement.
    """
    rows = fetch(
        TERMS,
        {
            "market": actor.market_id,
            "buyer": buyer_id,
            "storefront": storefront_id,
            "address": address_id,
        },
    )
    if not rows:
        return None
    buyer, storefront, owner, currency, methods, minimum, days, operator, addresses = rows[0]
    known = json.loads(addresses) if addresses else [None]
    return BuyingTerms(buyer, storefront, owner, currency, tuple(methods), minimum, days, operator, known[0])
