"""Narrows lists of goods to what a buyer could really be promised: in stock for it, and not used up of its quotas."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.in_stock import in_stock
from dinghuo.ordering.queries.rations import limits
from dinghuo.ordering.rules.quotas import Allowance, RationKey


def to_be_had(actor: Actor, storefront_id: UUID, buyer_id: UUID | None) -> Any:
    """The condition on a row's `variant_id`; the stock that shelf rows show (`as_limited`) says the same. Four
    statements and at most five more."""
    return in_stock(actor, storefront_id, buyer_id, limits(actor, buyer_id) if buyer_id else {})


def as_limited(
    free: Mapping[tuple[UUID, UUID], Decimal], allowances: Mapping[RationKey, Allowance]
) -> dict[tuple[UUID, UUID], Decimal]:
    """What is free by (variant, seller), no more of it than its buyer may still order."""
    most = {
        (variant_id, seller_id): each.left for (_buyer, variant_id, seller_id), each in allowances.items()
    }
    return {key: min(quantity, most.get(key, quantity)) for key, quantity in free.items()}
