"""What orders cost beside their goods and must come to, beyond the buyer's own terms: one statement, which needn't be
waited for."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch_later
from dinghuo.ordering.rules.freight import Tariff
from dinghuo.organisations.rules.minimums import Goods, Minimum

FIND = beside(__file__)


@dataclass(frozen=True, slots=True)
class TermsAsk:
    """Who orders, where, and where the goods go (`region`: a code of GB/T 2260, empty where it isn't known)."""

    buyer_id: UUID
    storefront_id: UUID
    currency: str
    region: str


@dataclass(frozen=True, slots=True)
class OrderTerms:
    """The nearest freight of each seller, or of all together; and the nearest that is asked of a group, a level or
    some goods."""

    tariffs: Sequence[Tariff] = ()
    minimums: Sequence[Minimum] = ()


Found = Mapping[TermsAsk, OrderTerms]


def find_order_terms(
    actor: Actor, asks: Iterable[TermsAsk], goods: Iterable[tuple[UUID, UUID]], at: datetime
) -> Callable[[], Found]:
    """The terms for each of the asks, about these (variant, seller); call what comes back to read. No statement for
    nothing; inside `together` it travels with the next one."""
    asked, wanted = list(dict.fromkeys(asks)), list(goods)
    if not asked:
        return dict
    rows = fetch_later(
        FIND,
        {
            "market": actor.market_id,
            "buyers": [each.buyer_id for each in asked],
            "storefronts": [each.storefront_id for each in asked],
            "currencies": [each.currency for each in asked],
            "regions": [each.region for each in asked],
            "sellers": list({seller_id for _variant, seller_id in wanted}),
            "variants": list({variant_id for variant_id, _seller in wanted}),
            "at": at,
        },
    )
    return lambda: _terms(asked, rows())


def _terms(asked: Sequence[TermsAsk], rows: Sequence[tuple[Any, ...]]) -> Found:
    tariffs: dict[TermsAsk, list[Tariff]] = {each: [] for each in asked}
    minimums: dict[TermsAsk, list[Minimum]] = {each: [] for each in asked}
    for place, kind, seller_id, told in rows:
        ask = asked[place - 1]
        if kind == "freight":
            tariffs[ask].append(_tariff(seller_id, *json.loads(told)))
        else:
            minimums[ask].append(_minimum(seller_id, *json.loads(told)))
    return {each: OrderTerms(tariffs[each], minimums[each]) for each in asked}


def _tariff(seller_id: UUID | None, *told: Any) -> Tariff:
    amount, first, step, step_amount, free_from, tax_rate = map(Decimal, told[:6])
    return Tariff(
        seller_id,
        amount,
        first_grams=first,
        step_grams=step,
        step_amount=step_amount,
        free_from=free_from,
        tax_rate=tax_rate,
        note=told[6],
        notes=told[7],
    )


def _minimum(seller_id: UUID | None, *told: Any) -> Minimum:
    least, threshold, fee, percent, tax_rate = map(Decimal, told[:5])
    note, notes, whom, of_storefront, target_id, name, names, variants, depth = told[5:]
    about = None
    if target_id:
        about = Goods(UUID(target_id), name, names, frozenset(map(UUID, variants)), depth)
    nearness = (whom, int(not of_storefront))
    return Minimum(
        seller_id, least, threshold, fee, percent, tax_rate, note, notes, nearness=nearness, about=about
    )
