"""From where an order's lines are served: what lies where for them now, and what comes with which delivery."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.promised import Held, held_where, promised
from dinghuo.inventory.rules.incoming import Pledge
from dinghuo.ordering.models import OrderLine


@dataclass(frozen=True, slots=True)
class Sources:
    """What a line holds by warehouse, and what it is promised of goods on their way, in base units."""

    held: Sequence[Held]
    pledges: Sequence[Pledge]


def sources_of(actor: Actor, lines: Iterable[OrderLine]) -> dict[UUID, Sources]:
    """Of the lines that are promised something on its way; missing for the others. Two statements, none where no line
    is. The caller has found the lines for the actor."""
    waiting = [line.id for line in lines if line.promised]
    pledges, held = promised(actor, waiting), held_where(actor, waiting)
    return {line_id: Sources(held.get(line_id, ()), pledges.get(line_id, ())) for line_id in waiting}
