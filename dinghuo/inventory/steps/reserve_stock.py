"""Holds stock for the lines of a document, so that nobody else can be promised it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.queries.today import today
from dinghuo.inventory.rules.wants import Taken, Want
from dinghuo.inventory.states import MovementKind
from dinghuo.inventory.steps.record_movements import Moved, record_movements

RESERVE = beside(__file__)


def reserve_stock(actor: Actor, document: Document, wants: Sequence[Want]) -> dict[UUID, Decimal]:
    """Reserve for each line all it wants, or what there is if it is `partial`, else nothing.

    Lines of the same variant are served in the order given; a line appears once. Returns the reserved quantity of
    every line, in base units; two statements, however many lines. The caller decides what a short line means.
    """
    reserved = {want.line_id: Decimal(0) for want in wants}
    for part in take_stock(actor, document, wants):
        reserved[part.line_id] += part.quantity
    return reserved


def take_stock(actor: Actor, document: Document, wants: Sequence[Want]) -> list[Taken]:
    """Reserve like reserve_stock, and tell from which balances."""
    asked = [want for want in wants if want.quantity > 0]
    if not asked:
        return []
    rows = fetch(RESERVE, {"market": actor.market_id, "today": today(actor), **_columns(asked)})
    if not all(held for *_, held in rows):
        # The same statement has locked the rows, so their guard can't fail.
        raise RuntimeError("a reservation's guard failed on a locked row")
    taken = [Taken(*row) for *row, _ in rows]
    moved = [Moved(part.stock_id, reserved=part.quantity, line_id=part.line_id) for part in taken]
    record_movements(actor, MovementKind.RESERVED, moved, document)
    return taken


def _columns(wants: Sequence[Want]) -> Mapping[str, list]:
    return {
        "lines": [want.line_id for want in wants],
        "variants": [want.variant_id for want in wants],
        "owners": [want.seller_id for want in wants],
        "quantities": [want.quantity for want in wants],
        "partial": [want.partial for want in wants],
    }
