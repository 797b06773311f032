"""Reads what was typed into steppers: which goods, how many, of which unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import blake2b
from unicodedata import normalize

from django.http import QueryDict

from dinghuo.ordering.actions.fill_cart import LineRequest

#: Lines in one form; no page has more.
MOST_LINES = 2000
SEPARATOR = "\t"


@dataclass(frozen=True)
class TypedLine:
    """One stepper as it was sent. `was` and `had` are the unit and quantity that stood there when the page was made,
    `quantity` is None where nothing is typed."""

    sku: str
    seller: str
    was: str
    had: str
    unit: str
    text: str
    quantity: Decimal | None

    @property
    def key(self) -> str:
        """Names the goods in the page."""
        return key_of(self.sku, self.seller)

    @property
    def readable(self) -> bool:
        """False for what is no quantity at all."""
        return not self.text.strip() or (self.quantity is not None and self.quantity >= 0)

    @property
    def changed(self) -> bool:
        """True if it isn't what stood there already."""
        return self.text.strip() != self.had or (bool(self.quantity) and self.unit != self.was)

    @property
    def request(self) -> LineRequest:
        """The line as an action takes it."""
        return LineRequest(
            sku=self.sku,
            quantity=self.quantity or Decimal(0),
            unit=self.unit or None,
            seller=self.seller or None,
        )


def decimal_of(text: str) -> Decimal | None:
    """A number as people type it: full-width figures, thousands grouped by commas. None if it is none."""
    plain = normalize("NFKC", text).strip().replace(",", "").replace(" ", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal(10) ** 12 else None


def goods_value(sku: str, seller: str, unit: str, had: str = "") -> str:
    """What the hidden field of a stepper holds."""
    return SEPARATOR.join((sku, seller, unit, had))


def key_of(sku: str, seller: str) -> str:
    """A short name for goods from a seller, for the ids of a page."""
    return "g" + blake2b(f"{sku}{SEPARATOR}{seller}".encode(), digest_size=5).hexdigest()


def packed_lines(packed: Sequence[str]) -> list[TypedLine]:
    """Lines that carry their quantity with them: an undo, a button that orders again."""
    lines = []
    for each in packed[:MOST_LINES]:
        sku, seller, unit, quantity = (each.split(SEPARATOR) + [""] * 4)[:4]
        lines.append(
            TypedLine(sku[:60], seller[:40], unit[:20], "", unit[:20], quantity[:40], decimal_of(quantity))
        )
    return lines


def typed_lines(posted: QueryDict) -> list[TypedLine]:
    """The lines of a form: `goods`, `unit` and `quantity` come once for each stepper, in order.

    `set` ("3:24") overrides the quantity of one line by its place: the buttons that repair or take out.
    """
    goods = posted.getlist("goods")[:MOST_LINES]
    units, texts = posted.getlist("unit"), posted.getlist("quantity")
    position, _colon, wanted = posted.get("set", "").partition(":")
    lines = []
    for place, packed in enumerate(goods):
        sku, seller, was, had = (packed.split(SEPARATOR) + [""] * 4)[:4]
        unit = units[place] if place < len(units) else was
        text = texts[place] if place < len(texts) else ""
        if position == str(place):
            text = wanted
        lines.append(
            TypedLine(sku[:60], seller[:40], was[:20], had[:40], unit[:20], text[:40], decimal_of(text))
        )
    return lines
