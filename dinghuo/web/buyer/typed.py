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
#: Stands before the options of a kit.
WITH = "+"
MOST_OPTIONS = 50


@dataclass(frozen=True)
class TypedLine:
    """One stepper as it was sent. `was` and `had` are the unit and quantity that stood there when the page was made,
    `quantity` is None where nothing is typed. `options`: which optional parts of a kit come along, None where the page
    didn't ask."""

    sku: str
    seller: str
    was: str
    had: str
    unit: str
    text: str
    quantity: Decimal | None
    options: tuple[str, ...] | None = None

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
        return (
            self.text.strip() != self.had
            or (bool(self.quantity) and self.unit != self.was)
            or (bool(self.quantity) and self.options is not None)
        )

    @property
    def request(self) -> LineRequest:
        """The line as an action takes it."""
        return LineRequest(
            sku=self.sku,
            quantity=self.quantity or Decimal(0),
            unit=self.unit or None,
            seller=self.seller or None,
            options=self.options,
        )


def decimal_of(text: str) -> Decimal | None:
    """A number as people type it: full-width figures, thousands grouped by commas. None if it is none."""
    plain = normalize("NFKC", text).strip().replace(",", "").replace(" ", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal(10) ** 12 else None


def goods_value(sku: str, seller: str, unit: str, had: str = "", options: Sequence[str] | None = None) -> str:
    """What the hidden field of a stepper holds."""
    chosen = () if options is None else (WITH, *options)
    return SEPARATOR.join((sku, seller, unit, had, *chosen))


def _unpacked(packed: str) -> tuple[str, str, str, str, tuple[str, ...] | None]:
    """What goods_value has packed."""
    parts = packed.split(SEPARATOR)
    sku, seller, unit, had = (parts + [""] * 4)[:4]
    options = tuple(each[:60] for each in parts[5:][:MOST_OPTIONS]) if parts[4:5] == [WITH] else None
    return sku[:60], seller[:40], unit[:20], had[:40], options


def key_of(sku: str, seller: str) -> str:
    """A short name for goods from a seller, for the ids of a page."""
    return "g" + blake2b(f"{sku}{SEPARATOR}{seller}".encode(), digest_size=5).hexdigest()


def packed_lines(packed: Sequence[str]) -> list[TypedLine]:
    """Lines that carry their quantity with them: an undo, a button that orders again."""
    lines = []
    for each in packed[:MOST_LINES]:
        sku, seller, unit, quantity, options = _unpacked(each)
        lines.append(TypedLine(sku, seller, unit, "", unit, quantity, decimal_of(quantity), options))
    return lines


def typed_lines(posted: QueryDict) -> list[TypedLine]:
    """The lines of a form: `goods`, `unit` and `quantity` come once for each stepper, in order.

    `set` ("3:24") overrides the quantity of one line by its place: the buttons that repair or take out. `configured`
    names the kits whose options were asked for, `part` (kit, option) those that come along.
    """
    goods = posted.getlist("goods")[:MOST_LINES]
    units, texts = posted.getlist("unit"), posted.getlist("quantity")
    position, _colon, wanted = posted.get("set", "").partition(":")
    lines = []
    configured = set(posted.getlist("configured"))
    parts = [tuple(each.split(SEPARATOR, 1)) for each in posted.getlist("part")[:MOST_LINES]]
    for place, packed in enumerate(goods):
        sku, seller, was, had, options = _unpacked(packed)
        if sku in configured:
            options = tuple(each[1][:60] for each in parts if len(each) == 2 and each[0] == sku)
        unit = units[place] if place < len(units) else was
        text = texts[place] if place < len(texts) else ""
        if position == str(place):
            text = wanted
        lines.append(TypedLine(sku, seller, was, had, unit[:20], text[:40], decimal_of(text), options))
    return lines
