"""What is sold, as the trade of the demo sees it."""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.demo.goods.article import Article, Kind
from dinghuo.demo.words import Words

NIL = UUID(int=0)


@dataclass(eq=False, slots=True)
class Item:
    """A variant. `unit` is what it is ordered in, `factor` its base units; `rank` 0 is the best seller; `id` is
    its row's, once it has one."""

    article: Article
    kind: Kind
    rank: int
    words: Words
    unit: str
    factor: int
    id: UUID = NIL

    @property
    def sku(self) -> str:
        """The variant's code."""
        return self.kind.sku

    @property
    def group(self) -> str:
        """The root of the category it is in."""
        return self.article.group

    @property
    def is_clothing(self) -> bool:
        """True for apparel, which is ordered by the piece and does not expire."""
        return self.article.life_days == 0


@dataclass(eq=False, slots=True)
class Sold:
    """An item as one seller (by code) sells it; `price` is its base price of one base unit, tax included."""

    item: Item
    seller: str
    price: Decimal
    is_second: bool = False
    backorder_allowed: bool = False
    lead_time_days: int = 1


@dataclass(slots=True)
class Range:
    """What the sellers of one storefront sell, by category group; the best sellers first."""

    sellers: tuple[str, ...]
    groups: dict[str, list[Sold]] = field(default_factory=dict)
