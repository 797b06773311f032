"""What a seller would have of some articles, had some lines not been placed."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.rules.balance import Balance

BOOK = beside(__file__)


def book_before(
    actor: Actor, seller_id: UUID, variant_ids: Collection[UUID], line_ids: Collection[UUID], since: date
) -> list[Balance]:
    """What is free now with what these lines took put back, of what was good on the day `since`. One statement."""
    values = {
        "market": actor.market_id,
        "seller": seller_id,
        "variants": sorted(variant_ids),
        "lines": sorted(line_ids),
        "since": since,
    }
    return [Balance(*row) for row in fetch(BOOK, values)]
