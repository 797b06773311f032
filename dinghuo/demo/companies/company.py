"""What is known of the demo's companies, before they become rows."""

from dataclasses import dataclass, field
from decimal import Decimal

from dinghuo.demo.goods.shelves import read
from dinghuo.demo.words import Words


@dataclass(frozen=True)
class Place:
    """Where a company is."""

    province: str
    city: str
    district: str
    street: str


@dataclass(frozen=True)
class Seller:
    """The operator, a branch or a supplier. `groups`: categories it sells; `second`: shelves on which it comes second.
    A branch has a storefront: `key`, `shop`, `accent`."""

    code: str
    words: Words
    place: Place
    groups: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    key: str = ""
    shop: Words = field(default_factory=lambda: Words("", ""))
    accent: str = ""


@dataclass(frozen=True)
class Buyer:
    """A buyer, in which storefront it orders, on which terms (yuan, days), and what it likes: lines by group."""

    code: str
    words: Words
    kind: str
    storefront: str
    level: str
    credit: Decimal
    term_days: int
    place: Place
    taste: dict[str, int]


def operator() -> Seller:
    """The house."""
    data = read("companies")
    return _seller({**data["operator"], **data["house"]})


def branches() -> list[Seller]:
    """The house's branches."""
    return [_seller(row) for row in read("companies")["branch"]]


def suppliers() -> list[Seller]:
    """The suppliers."""
    return [_seller(row) for row in read("companies")["supplier"]]


def buyers() -> list[Buyer]:
    """The buyers, the first one first."""
    data = read("companies")
    return [
        Buyer(
            code,
            Words(chinese, english),
            kind,
            storefront,
            level,
            Decimal(credit),
            term,
            Place(*place),
            data["tastes"][kind],
        )
        for code, chinese, english, kind, storefront, level, credit, term, *place in data["buyers"]["rows"]
    ]


def _seller(row: dict) -> Seller:
    return Seller(
        code=row["code"],
        words=Words(*row["name"]),
        place=Place(*row["place"]),
        groups=tuple(row.get("groups", ())),
        second=tuple(row.get("second", ())),
        key=row.get("key", ""),
        shop=Words(*row.get("shop", ("", ""))),
        accent=row.get("accent", ""),
    )
