"""Holds what a basket wants against how much of it its buyer may order."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.rows import insert_rows, new_row
from dinghuo.ordering.errors import QuotaExceeded
from dinghuo.ordering.models import QuotaUse
from dinghuo.ordering.queries.rations import rations
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.rules.packing import most_units
from dinghuo.ordering.rules.quotas import RationKey, Rations
from dinghuo.ordering.steps.basket import Basket

ZERO = Decimal(0)


def find_rations(actor: Actor, baskets: Sequence[Basket], lock: bool = False) -> Rations:
    """What the buyers may order, locked until the transaction ends (`lock`) or only to look ahead. Two statements in
    one round trip, none where no seller of the market limits anything."""
    asked = [basket for basket in baskets if basket.purchase.rations]
    return rations(actor, {key for basket in asked for key in rations_of(basket)}, lock)


def rations_of(basket: Basket) -> dict[RationKey, Decimal]:
    """What the basket wants of each article in all its lines, in base units."""
    return wanted_of(basket.purchase.buyer_id, basket.drafts)


def wanted_of(buyer_id: UUID, drafts: Sequence[Draft]) -> dict[RationKey, Decimal]:
    """What a buyer's drafts want of each article."""
    wanted: dict[RationKey, Decimal] = {}
    for draft in drafts:
        key = (buyer_id, draft.variant_id, draft.seller_id)
        wanted[key] = wanted.get(key, ZERO) + draft.base_quantity
    return wanted


def ration_basket(basket: Basket, found: Rations) -> None:
    """Take what the basket wants of what its buyer may order. Raises QuotaExceeded, and then takes nothing."""
    over = found.take(rations_of(basket))
    if over:
        wanted = rations_of(basket)
        raise refuse_quota(basket.drafts, {key: wanted[key] for key in over}, found)


def note_rations(actor: Actor, baskets: Sequence[Basket], found: Rations) -> None:
    """Note which lines count for a quota. No statement where none does."""
    insert_rows(
        [
            new_row(
                QuotaUse,
                {
                    "market_id": actor.market_id,
                    "line_id": draft.line_id,
                    "variant_id": draft.variant_id,
                    "buyer_id": basket.purchase.buyer_id,
                    "seller_id": draft.seller_id,
                },
            )
            for basket in baskets
            for draft in basket.drafts
            if found.left((basket.purchase.buyer_id, draft.variant_id, draft.seller_id)) is not None
        ]
    )


def refuse_quota(drafts: Sequence[Draft], over: Mapping[RationKey, Decimal], found: Rations) -> QuotaExceeded:
    """The refusal, with what may still be ordered of each article."""
    lines, words = [], []
    instead: list[dict[str, Any]] = []
    first = {(draft.variant_id, draft.seller_id): draft for draft in reversed(drafts)}
    for key, wanted in over.items():
        draft, told, left = first[key[1], key[2]], found.allowances[key], found.left(key) or ZERO
        lines.append(
            {
                "line": draft.index + 1,
                "sku": draft.sku,
                "name": named(draft),
                "wanted": plain(wanted),
                "limit": plain(told.limit),
                "left": plain(left),
                "unit": draft.base_unit,
                "period": told.period.value,
                "until": told.until.isoformat() if told.until else None,
            }
        )
        words.append(f"{named(draft)}: {plain(left)} {draft.base_unit}")
        if draft.kit is None:
            instead += _instead(draft, left)
    return QuotaExceeded(
        _("You may not order that much of it for now. Left for you: %(told)s.") % {"told": ", ".join(words)},
        lines=lines,
        instead={"lines": instead} if instead else None,
    )


def _instead(draft: Draft, left: Decimal) -> Collection[dict[str, Any]]:
    most = most_units(left, Decimal(1), draft.minimum, draft.multiple)
    return [{"sku": draft.sku, "quantity": plain(most), "unit": draft.base_unit}] if most else []
