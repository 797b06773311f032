"""What may be promised of sellers' goods, balance by balance."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.queries.today import today
from dinghuo.inventory.rules.supply import Balance, Supply

#: Begins with the goods; whoever locks the rows adds how.
FREE = beside(__file__)


def free_supply(actor: Actor, goods: Collection[tuple[UUID, UUID]]) -> Supply:
    """What is free of some (variant, seller) at this instant, for looking ahead: nothing is locked. One statement."""
    return read_supply(actor, goods, FREE)


def read_supply(actor: Actor, goods: Collection[tuple[UUID, UUID]], statement: str) -> Supply:
    """The supply that a form of the statement finds."""
    wanted = sorted(set(goods))
    if not wanted:
        return Supply((), today(actor))
    values: dict[str, Any] = {
        "market": actor.market_id,
        "today": today(actor),
        "variants": [variant_id for variant_id, _ in wanted],
        "owners": [seller_id for _, seller_id in wanted],
    }
    rows = fetch(statement, values)
    balances = [Balance(*facts) for *facts, _has_rules in rows]
    return Supply(balances, values["today"], has_life_rules=any(row[-1] for row in rows))
