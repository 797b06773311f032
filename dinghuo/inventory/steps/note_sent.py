"""Remembers the latest expiry date of what has gone to a customer: the next may not be older, where that is asked."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, send

NOTE = beside(__file__)


def note_sent(actor: Actor, owner_id: UUID, buyer_id: UUID, sent: Sequence[tuple[UUID, date | None]]) -> None:
    """Note what was sent (variant, expiry); what doesn't expire leaves no note. One statement, none for such goods."""
    latest: dict[UUID, date] = {}
    for variant_id, expires in sent:
        if expires is not None:
            latest[variant_id] = max(latest.get(variant_id, expires), expires)
    if latest:
        variants = sorted(latest)
        send(
            NOTE,
            {
                "market": actor.market_id,
                "owner": owner_id,
                "buyer": buyer_id,
                "ids": [new_id() for _ in variants],
                "variants": variants,
                "expires": [latest[variant_id] for variant_id in variants],
            },
        )
