"""Writes the papers of counts that are booked at once, and the movements they account for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.queries.unit_costs import unit_costs
from dinghuo.inventory.rules.losses import value_of
from dinghuo.inventory.states import SERIES, MovementKind, StockDocumentKind, StockDocumentState
from dinghuo.inventory.steps.record_movements import Moved, record_movements
from dinghuo.inventory.steps.set_on_hand import Before, Counted

#: Lines of one statement.
BATCH = 5000


@dataclass(slots=True)
class _Paper:
    """The count of one warehouse: its lines, and what each did to its balance."""

    document: StockDocument
    lines: list[StockDocumentLine] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)

    @property
    def named(self) -> Document:
        """As movements name it."""
        return Document(self.document.kind, self.document.id, self.document.number)


def write_counts(actor: Actor, counts: Sequence[Counted], before: Sequence[Before], why: str = "") -> None:
    """A posted count (CT-) for each warehouse where something was found different from the book, with a line and a
    movement for each such balance. What was found as the book has it moves nothing, and needs no paper.

    Four statements, two more for each further warehouse; none where nothing differs.
    """
    papers: dict[tuple[UUID, UUID], _Paper] = {}
    for each in before:
        count = counts[each.position]
        if count.on_hand != each.on_hand:
            _enter(actor, papers, count, each, why)
    if not papers:
        return
    numbers = draw_numbers(actor.market_id, SERIES[StockDocumentKind.COUNT], len(papers))
    for paper, number in zip(papers.values(), numbers, strict=True):
        paper.document.number = number
        costs = unit_costs(actor, paper.document.owner_id, [line.variant_id for line in paper.lines])
        paper.document.value = value_of(((line.variant_id, _difference(line)) for line in paper.lines), costs)
    StockDocument.objects.bulk_create([paper.document for paper in papers.values()])
    lines = [line for paper in papers.values() for line in paper.lines]
    StockDocumentLine.objects.bulk_create(lines, batch_size=BATCH)
    for paper in papers.values():
        record_movements(actor, MovementKind.COUNTED, paper.moved, paper.named, why)


def _enter(
    actor: Actor, papers: dict[tuple[UUID, UUID], _Paper], count: Counted, before: Before, why: str
) -> None:
    paper = papers.setdefault((count.warehouse_id, count.owner_id), _Paper(_document(actor, count, why)))
    line = StockDocumentLine(
        market_id=actor.market_id,
        document=paper.document,
        owner_id=count.owner_id,
        position=len(paper.lines) + 1,
        variant_id=count.variant_id,
        lot=count.lot,
        expires=before.expires or count.expires,
        quantity=count.on_hand,
        expected=before.on_hand,
        counted_at=paper.document.posted_at,
    )
    paper.lines.append(line)
    paper.moved.append(Moved(before.stock_id, on_hand=_difference(line), line_id=line.id))


def _difference(line: StockDocumentLine) -> Decimal:
    return (line.quantity or Decimal(0)) - (line.expected or Decimal(0))


def _document(actor: Actor, count: Counted, why: str) -> StockDocument:
    at = now()
    return StockDocument(
        market_id=actor.market_id,
        kind=StockDocumentKind.COUNT.value,
        state=StockDocumentState.POSTED.value,
        owner_id=count.owner_id,
        warehouse_id=count.warehouse_id,
        why=why.strip()[:200],
        made_by_id=actor.person_id,
        made_by_name=actor.person_name,
        submitted_by_id=actor.person_id,
        submitted_by_name=actor.person_name,
        submitted_at=at,
        posted_at=at,
    )
