"""What is known of an article of the demo, before it becomes rows."""

from dataclasses import dataclass
from decimal import Decimal

from dinghuo.demo.drawings import Paint
from dinghuo.demo.words import Words


@dataclass(frozen=True, slots=True)
class Kind:
    """A variant: its own words ("原味", "墨黑 M"), GTINs of one and of a case, and the paint of its own picture."""

    sku: str
    words: Words | None
    options: dict[str, str]
    gtin: str
    case_gtin: str
    paint: Paint | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A product of the assortment. `price` is the base list's for one base unit, tax included, in yuan; `case` the base
    units in a case; `life_days` how long it keeps (0: for ever); `shelf` and `group` are category keys."""

    code: str
    group: str
    shelf: str
    brand: str
    words: Words
    description: Words
    attributes: dict[str, str]
    tax_rate: Decimal
    unit: str
    case: int
    price: Decimal
    life_days: int
    shape: str
    paint: Paint
    kinds: tuple[Kind, ...]
