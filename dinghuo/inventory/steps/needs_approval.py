"""Says whether somebody else must agree to what goods are gained or lost."""

from collections.abc import Sequence
from decimal import Decimal

from dinghuo.foundation.actor import Actor, limit_of
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import OF_KIND
from dinghuo.inventory.queries.unit_costs import unit_costs
from dinghuo.inventory.rules.losses import value_of
from dinghuo.inventory.states import StockDocumentKind

ALONE = frozenset({StockDocumentKind.RECEIPT, StockDocumentKind.TRANSFER, StockDocumentKind.TAKING})


def needs_approval(actor: Actor, document: StockDocument, lines: Sequence[StockDocumentLine]) -> bool:
    """Put a value on the document, and compare it with the actor's limit. What has no known cost needs approval where
    there is a limit; a count needs it whenever it differs from the book. What kept goods cost is their owner's
    alone."""
    kind = StockDocumentKind(document.kind)
    known = [line.variant_id for line in lines] if document.keeper_id is None else []
    costs = unit_costs(actor, document.owner_id, known)
    document.value = value_of(((line.variant_id, _moved(kind, line)) for line in lines), costs)
    if kind in ALONE:
        return False
    if kind == StockDocumentKind.COUNT:
        return any(_moved(kind, line) for line in lines)
    limit = limit_of(actor, OF_KIND[kind])
    return limit is not None and (document.value is None or document.value > limit)


def _moved(kind: StockDocumentKind, line: StockDocumentLine) -> Decimal:
    quantity = line.quantity or Decimal(0)
    return quantity - (line.expected or Decimal(0)) if kind == StockDocumentKind.COUNT else quantity
