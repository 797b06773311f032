"""The promotions that could concern some baskets: one statement for all of them, which needn't be waited for."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch_later
from dinghuo.promotions.queries.read_offer import offer_of
from dinghuo.promotions.rules.basket import FreightOf, Line, Near, Offer, Outcome
from dinghuo.promotions.rules.codes import plain_code
from dinghuo.promotions.rules.combine import combine, no_freight
from dinghuo.promotions.rules.free_freight import frees_freight
from dinghuo.promotions.rules.room import Room
from dinghuo.promotions.states import Refused

__all__ = ["Line", "Near", "Offers", "Outcome", "Room", "Shopper", "find_offers", "no_freight"]

FIND = beside(__file__)


@dataclass(frozen=True, slots=True)
class Shopper:
    """Who buys, where, and in which kind of order: what decides whom a promotion is for."""

    buyer_id: UUID
    storefront_id: UUID
    order_type: str
    currency: str


@dataclass(frozen=True)
class Offers:
    """The promotions found, for each shopper. `closed`: contracts whose prices take none. Empty where nothing runs."""

    found: Mapping[Shopper, Sequence[Offer]]
    closed: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return any(self.found.values())

    @property
    def firsts(self) -> set[tuple[UUID, UUID | None]]:
        """Buyers of whom must be known whether they ordered before (of that seller, or of any)."""
        return {
            (shopper.buyer_id, offer.seller_id)
            for shopper, offers in self.found.items()
            for offer in offers
            if offer.terms.first_order
        }

    @property
    def free_freight(self) -> bool:
        """Whether any of them takes something off freight."""
        return any(frees_freight(offer) for offers in self.found.values() for offer in offers)

    def without(self, ordered: Iterable[tuple[UUID, UUID | None]]) -> "Offers":
        """The same, refusing what is for first orders to those who ordered before."""
        known = set(ordered)
        found = {
            shopper: [
                replace(offer, refused=Refused.NOT_FOR_YOU)
                if offer.terms.first_order and (shopper.buyer_id, offer.seller_id) in known
                else offer
                for offer in offers
            ]
            for shopper, offers in self.found.items()
        }
        return Offers(found, self.closed)

    def outcome(
        self,
        shopper: Shopper,
        lines: Sequence[Line],
        codes: Sequence[str],
        room: Room,
        freight: FreightOf = no_freight,
    ) -> Outcome:
        """What a basket of this shopper gets, taken out of the room; `freight`: what its orders cost to send."""
        given = {plain_code(code) for code in codes if code.strip()}
        offers: list[Offer] = []
        twice: dict[str, tuple[Refused, Near | None]] = {}
        for offer in self.found.get(shopper, ()):
            if offer.coupon is None:
                offers.append(offer)
            elif offer.coupon.code in given:
                if any(other.id == offer.id for other in offers):
                    # Two codes of one promotion open it once.
                    twice[offer.coupon.code] = (Refused.EXCLUDED, None)
                else:
                    offers.append(offer)
        outcome = combine(offers, lines, shopper.buyer_id, room, shopper.currency, freight)
        known = {offer.coupon.code for offer in offers if offer.coupon} | set(twice)
        unknown = dict.fromkeys(sorted(given - known), (Refused.UNKNOWN, None))
        return replace(outcome, refused={**unknown, **twice, **outcome.refused})


def find_offers(
    actor: Actor,
    shoppers: Iterable[Shopper],
    goods: Iterable[tuple[UUID, UUID]],
    codes: Iterable[str],
    at: datetime,
) -> Callable[[], Offers]:
    """What runs for these shoppers on these (variant, seller), and what the codes open; call what comes back to read.

    Inside `together` the statement travels with the next one.
    """
    asked = list(dict.fromkeys(shoppers))
    wanted = list(goods)
    rows = fetch_later(
        FIND,
        {
            "market": actor.market_id,
            "buyers": [each.buyer_id for each in asked],
            "storefronts": [each.storefront_id for each in asked],
            "types": [each.order_type for each in asked],
            "currencies": [each.currency for each in asked],
            "sellers": list({seller_id for _variant, seller_id in wanted}),
            "variants": list({variant_id for variant_id, _seller in wanted}),
            "codes": [plain_code(code) for code in codes],
            "at": at,
            "tried": None,
        },
    )
    return lambda: _offers(asked, rows())


def _offers(asked: Sequence[Shopper], rows: Sequence[tuple[Any, ...]]) -> Offers:
    found: dict[Shopper, list[Offer]] = {shopper: [] for shopper in asked}
    closed = set()
    for promotion_id, seller_id, said in rows:
        if said is None:
            closed.add(promotion_id)
            continue
        told = json.loads(said)
        for shopper, (is_for, uses) in zip(asked, told["asked"], strict=True):
            found[shopper].extend(offer_of(promotion_id, seller_id, told, is_for, uses))
    return Offers(found, frozenset(closed))
