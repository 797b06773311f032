"""Which goods an agreement on consignment is about, when it counts, and what its statement sums up."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from uuid import UUID

from dinghuo.inventory.states import ConsignedGoods, ConsignmentState, MovementKind

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Article:
    """What decides whether an agreement is about an article."""

    variant_id: UUID
    brand_id: UUID | None
    category_path: str


@dataclass(frozen=True, slots=True)
class Covered:
    """The goods of an agreement: one brand's, one category's with what is below it, those listed, or all."""

    goods: ConsignedGoods
    brand_id: UUID | None = None
    category_path: str = ""
    variant_ids: Collection[UUID] = ()

    def has(self, article: Article) -> bool:
        """True where the agreement is about the article."""
        return {
            ConsignedGoods.ALL: True,
            ConsignedGoods.BRAND: article.brand_id is not None and article.brand_id == self.brand_id,
            ConsignedGoods.CATEGORY: article.category_path.startswith(self.category_path),
            ConsignedGoods.ARTICLES: article.variant_id in self.variant_ids,
        }[self.goods]


def counts_on(state: str, valid_from: date, valid_until: date | None, day: date) -> bool:
    """True where goods may come in, and be taken, on this day."""
    return (
        state == ConsignmentState.ACTIVE and valid_from <= day and (valid_until is None or day <= valid_until)
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """What happened to goods over a time, in base units. `lost` counts what was found against it; `sent` went on to
    another place: back to its owner, or to another of the keeper's."""

    opening: Decimal = ZERO
    came: Decimal = ZERO
    sold: Decimal = ZERO
    taken: Decimal = ZERO
    lost: Decimal = ZERO
    sent: Decimal = ZERO

    @property
    def closing(self) -> Decimal:
        """What lies there at the end."""
        return self.opening + self.came - self.sold - self.taken - self.lost - self.sent


#: In which column of a statement a movement stands; a transfer by its direction.
COLUMN = {
    MovementKind.RECEIVED: "came",
    MovementKind.SHIPPED: "sold",
    MovementKind.RETURNED: "sold",
    MovementKind.TAKEN: "taken",
    MovementKind.COUNTED: "lost",
    MovementKind.ADJUSTED: "lost",
    MovementKind.SCRAPPED: "lost",
}


def column_of(kind: MovementKind, delta: Decimal) -> str:
    """The column of a movement that changes what is on hand."""
    if kind == MovementKind.TRANSFERRED:
        return "came" if delta > 0 else "sent"
    return COLUMN[kind]


def summed(opening: Decimal, moved: Iterable[tuple[MovementKind, Decimal]]) -> Sums:
    """Sums up changes of what is on hand: what comes in is positive, and so is what leaves, each in its column."""
    sums = {each.name: ZERO for each in fields(Sums)} | {"opening": opening}
    for kind, delta in moved:
        column = column_of(kind, delta)
        sums[column] += delta if column == "came" else -delta
    return Sums(**sums)
