"""Finds on which terms, and to where, a buyer orders: read for every order that is placed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.organisations.rules.minimums import BUYER, EVERYBODY, Minimum

TERMS = beside(__file__)


@dataclass(frozen=True, slots=True)
class BuyingTerms:
    """A buyer's terms in one storefront. `address`: the chosen one or the default as plain values, None if none.
    `minimums`: what is asked of orders here, at most one for each seller and one for all that is ordered in one go.
    `rations`: some seller of the market limits what a customer may order. `tax_region`: the code of the address's
    region where the market keeps tax rates, else empty. `order_terms`: orders may pay freight here, or be asked for
    more by their goods or the buyer's level."""

    buyer_id: UUID
    storefront_id: UUID
    storefront_owner_id: UUID
    currency: str
    payment_methods: tuple[str, ...]
    minimums: tuple[Minimum, ...]
    payment_term_days: int
    operator_id: UUID
    address: Mapping[str, Any] | None
    rations: bool = False
    tax_region: str = ""
    order_terms: bool = False


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
    buyer, storefront, owner, currency, methods, least, days, operator, addresses, minimums = rows[0][:10]
    rations, taxes, order_terms = rows[0][10:]
    known = json.loads(addresses) if addresses else [None]
    asked = _minimums(least, minimums)
    return BuyingTerms(
        buyer,
        storefront,
        owner,
        currency,
        tuple(methods),
        asked,
        days,
        operator,
        known[0],
        rations,
        known[0]["region_code"] if taxes and known[0] else "",
        order_terms,
    )


def _minimums(least: Decimal, told: str | None) -> tuple[Minimum, ...]:
    """The agreements, and what the storefront asks of everybody where none says it for all together."""
    found = [_minimum(*each) for each in (json.loads(told) if told else ())]
    if least and all(each.seller_id for each in found):
        found.append(Minimum(None, least))
    return tuple(found)


def _minimum(
    seller: str | None,
    least: str,
    threshold: str,
    fee: str,
    percent: str,
    tax_rate: str,
    note: str,
    notes: Mapping[str, str],
    of_buyer: bool,
    of_storefront: bool,
) -> Minimum:
    return Minimum(
        seller_id=UUID(seller) if seller else None,
        least=Decimal(least),
        threshold=Decimal(threshold),
        fee=Decimal(fee),
        percent=Decimal(percent),
        tax_rate=Decimal(tax_rate),
        note=note,
        notes=notes,
        nearness=(BUYER if of_buyer else EVERYBODY, int(not of_storefront)),
    )
