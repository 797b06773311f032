"""What may be promised of goods on their way."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.rules.incoming import Incoming, IncomingPool
from dinghuo.organisations.queries.today import today

#: Begins with the goods; whoever locks the rows adds how.
FREE = beside(__file__)


def free_incoming(actor: Actor, goods: Collection[tuple[UUID, UUID]]) -> IncomingPool:
    """What is free of some (variant, seller) on its way at this instant; nothing is locked. One statement, none for no
    goods."""
    return read_incoming(actor, goods, FREE)


def read_incoming(actor: Actor, goods: Collection[tuple[UUID, UUID]], statement: str) -> IncomingPool:
    """The pool that a form of the statement finds."""
    wanted = sorted(set(goods))
    if not wanted:
        return IncomingPool(())
    values = {
        "market": actor.market_id,
        "today": today(actor),
        "variants": [variant_id for variant_id, _ in wanted],
        "owners": [seller_id for _, seller_id in wanted],
    }
    return IncomingPool(Incoming(*row) for row in fetch(statement, values))
