"""Holds prices that a person gives on order lines against how low they may go without anybody else's word."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.errors import PriceBelowFloor
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.steps.find_buyer import Purchase
from dinghuo.pricing.queries.manual.floors import Floor, floors
from dinghuo.pricing.queries.price_lines import PriceAnswer, PriceLine, PriceRequest
from dinghuo.pricing.rules.levels import MANUAL

Floors = Mapping[Hashable, Floor]


def find_floors(actor: Actor, purchase: Purchase, drafts: Sequence[Draft], kind: str) -> Floors:
    """How low the drafts with a price of a person's may go, by the lists of this type of order. Nothing is
    asked where there are none."""
    given = [draft for draft in drafts if draft.override is not None]
    if not given:
        return {}
    lines = {_key(draft): _line(draft) for draft in given}
    request = PriceRequest(
        purchase.buyer_id,
        purchase.currency,
        now(),
        list(lines.values()),
        storefront_id=purchase.storefront_id,
        order_type=kind,
        tax_region=purchase.tax_region,
    )
    return floors(actor, request)


def check_floors(drafts: Sequence[Draft], found: Floors, answers: Mapping[Hashable, PriceAnswer]) -> None:
    """Raise PriceBelowFloor naming every line whose price needs somebody else's word and doesn't have it.

    A price that was given by hand and approved is that word: down to it nothing is asked.
    """
    low: dict[Hashable, dict[str, Any]] = {}
    for draft in drafts:
        key = _key(draft)
        floor = found.get(key)
        if draft.override is None or floor is None or key in low or _is_agreed(draft, answers.get(key)):
            continue
        if not floor.allows(draft.override, draft.tax_included):
            sold = draft.kit or draft
            least = None if floor.least is None else floor.in_mode(floor.least, draft.tax_included)
            told = "" if least is None else plain(least)
            low[key] = {"line": draft.index + 1, "sku": sold.sku, "name": named(sold), "least": told}
    if low:
        raise PriceBelowFloor(
            _("Below the floor for %(goods)s: somebody else has to approve this price first.")
            % {"goods": ", ".join(each["name"] for each in low.values())},
            lines=list(low.values()),
        )


def _is_agreed(draft: Draft, answer: PriceAnswer | None) -> bool:
    return (
        answer is not None
        and answer.won.row.listed.level == MANUAL
        and draft.override is not None
        and draft.override >= answer.amount
    )


def _key(draft: Draft) -> UUID:
    """A kit's price is one for all its parts."""
    return draft.kit.id if draft.kit else draft.line_id


def _line(draft: Draft) -> PriceLine:
    kit = draft.kit
    if kit:
        return PriceLine(kit.id, kit.variant_id, draft.seller_id, kit.unit, kit.quantity)
    return PriceLine(draft.line_id, draft.variant_id, draft.seller_id, draft.unit, draft.quantity)
