"""How much of articles buyers may still order."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.statements import beside, fetch, fetch_later, together
from dinghuo.ordering.models import Quota
from dinghuo.ordering.rules.quotas import Allowance, Period, QuotaRule, RationKey, Rations, allowance
from dinghuo.organisations.queries.today import today, zone_of

__all__ = ["Allowance", "Period", "limits", "rations"]

QUOTAS = beside(__file__)
USES = beside(__file__, "ration_uses")
# What is read after it is as whoever held the lock has left it.
LOCK = f"{QUOTAS}\nFOR NO KEY UPDATE OF q"


def limits(actor: Actor, buyer_id: UUID) -> dict[tuple[UUID, UUID], Decimal]:
    """What a buyer may still order of everything that anybody limits for it, by (variant, seller). Three statements,
    one where nobody limits anything."""
    rows = Quota.objects.filter(Q(buyer=None) | Q(buyer_id=buyer_id), market_id=actor.market_id)
    goods = rows.values_list("variant_id", "seller_id").distinct()
    found = rations(actor, {(buyer_id, *each) for each in goods}).allowances
    return {(variant_id, seller_id): each.left for (_buyer, variant_id, seller_id), each in found.items()}


def rations(actor: Actor, wanted: Collection[RationKey], lock: bool = False) -> Rations:
    """What buyers may order of articles, by (buyer, variant, seller); what nobody limits is missing.

    `lock`: nobody else orders them until the transaction ends. Two statements in one round trip, none for nothing.
    """
    keys = sorted(set(wanted))
    if not keys:
        return Rations({})
    day = today(actor)
    values = {
        "market": actor.market_id,
        "buyers": [key[0] for key in keys],
        "variants": [key[1] for key in keys],
        "sellers": [key[2] for key in keys],
    }
    with together():
        quotas = fetch_later(LOCK if lock else QUOTAS, values | {"today": day, "at": now()})
        used = fetch(USES, values | {"zone": zone_of(actor)})
        found = quotas()
    rules: dict[RationKey, list[QuotaRule]] = defaultdict(list)
    for buyer, variant, seller, quantity, period, starts, ends, nearness in found:
        rules[buyer, variant, seller].append(QuotaRule(quantity, Period(period), starts, ends, nearness))
    uses: dict[RationKey, dict[date, Decimal]] = defaultdict(dict)
    for buyer, variant, seller, on, quantity in used:
        uses[buyer, variant, seller][on] = quantity
    return Rations({key: allowance(each, uses[key], day) for key, each in rules.items()})
