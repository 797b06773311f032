"""Gives an article the prices of another that turned out to be the same."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, fetch
from dinghuo.pricing.models import Price, PriceRule

CARRY = beside(__file__)
RULES = beside(__file__, "carry_rules")


def carry_prices(actor: Actor, source_id: UUID, target_id: UUID) -> int:
    """Copy what counts now or later, in every list; a slot in which the other has a price keeps it. What was, stays
    where it was: past instants find it. Returns how many came over. Four statements."""
    market, at = actor.market_id, now()
    standing = {"market_id": market, "variant_id": source_id, "valid__endswith__isnull": True}
    later = {"market_id": market, "variant_id": source_id, "valid__endswith__gt": at}
    prices = [*Price.objects.filter(**standing), *Price.objects.filter(**later)]
    rules = [*PriceRule.objects.filter(**standing), *PriceRule.objects.filter(**later)]
    told = 0
    for statement, rows in ((CARRY, prices), (RULES, rules)):
        if rows:
            ids = {"ids": [new_id() for _ in rows], "sources": [row.id for row in rows]}
            told += len(fetch(statement, {"market": market, "target": target_id, "at": at, **ids}))
    return told
