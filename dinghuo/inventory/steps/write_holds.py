"""Writes down what lines were handed out of a locked supply."""

from collections.abc import Iterable, Sequence

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, send
from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.rules.wants import Taken

WRITE = beside(__file__)


def write_holds(actor: Actor, holds: Iterable[tuple[Document, Sequence[Taken | Hold]]]) -> None:
    """Reserve what was taken for each document (all of one kind): one statement for all of them.

    Inside `statements.together` it isn't waited for. Raises RowsMissing where a balance has less than was taken, which
    can't be if it came from lock_supply in this transaction.
    """
    parts = [(document, part) for document, taken in holds for part in taken]
    if not parts:
        return
    send(
        WRITE,
        {
            "market": actor.market_id,
            "ids": [new_id() for _ in parts],
            "lines": [part.line_id for _, part in parts],
            "stocks": [part.stock_id for _, part in parts],
            "quantities": [part.quantity for _, part in parts],
            "documents": [document.id for document, _ in parts],
            "numbers": [document.number for document, _ in parts],
            "document_kind": parts[0][0].kind,
            "person_id": actor.person_id,
            "person_name": actor.person_name,
            "at": now(),
        },
        rows=len(parts),
    )
