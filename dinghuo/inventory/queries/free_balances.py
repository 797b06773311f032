"""What may be promised of sellers' goods, balance by balance."""

from collections.abc import Collection
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
        return Supply(())
    values = {
        "market": actor.market_id,
        "today": today(actor),
        "variants": [variant_id for variant_id, _ in wanted],
        "owners": [seller_id for _, seller_id in wanted],
    }
    return Supply(Balance(*row) for row in fetch(statement, values))
