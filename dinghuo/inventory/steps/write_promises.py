"""Writes down what lines are promised of goods on their way."""

from collections.abc import Sequence

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, send
from dinghuo.inventory.rules.incoming import Pledge

WRITE = beside(__file__)


def write_promises(actor: Actor, pledges: Sequence[Pledge]) -> None:
    """Add these to what the lines are promised (a line and a supply appear together once): one statement, none for no
    pledge. The caller has locked the supplies. Inside `statements.together` it isn't waited for."""
    if not pledges:
        return
    send(
        WRITE,
        {
            "market": actor.market_id,
            "ids": [new_id() for _ in pledges],
            "lines": [each.line_id for each in pledges],
            "supplies": [each.supply_id for each in pledges],
            "quantities": [each.quantity for each in pledges],
        },
    )
