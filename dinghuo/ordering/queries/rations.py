"""How much of articles buyers may still order."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.statements import beside, fetch, fetch_later, together
from dinghuo.inventory.queries.today import today
from dinghuo.ordering.rules.quotas import Allowance, Period, QuotaRule, RationKey, Rations, allowance

__all__ = ["Allowance", "Period", "rations"]

QUOTAS = beside(__file__)
USES = beside(__file__, "ration_uses")
# What is read after it is as whoever held the lock has left it.
LOCK = f"{QUOTAS}\nFOR NO KEY UPDATE OF q"


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
        used = fetch(USES, values | {"zone": actor.time_zone})
        found = quotas()
    rules: dict[RationKey, list[QuotaRule]] = defaultdict(list)
    for buyer, variant, seller, quantity, period, starts, ends, nearness in found:
        rules[buyer, variant, seller].append(QuotaRule(quantity, Period(period), starts, ends, nearness))
    uses: dict[RationKey, dict[date, Decimal]] = defaultdict(dict)
    for buyer, variant, seller, on, quantity in used:
        uses[buyer, variant, seller][on] = quantity
    return Rations({key: allowance(each, uses[key], day) for key, each in rules.items()})
