"""Puts many lines into the cart at once: a reorder, or codes that were typed or pasted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.queries.find_goods import Goods, find_goods
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import Cart, CartLine
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.rules.request import LineRequest
from dinghuo.ordering.steps.open_cart import open_cart
from dinghuo.ordering.steps.read_lines import MOST

__all__ = ["Filled", "LineRequest", "Rechosen", "fill_cart"]

#: A line of a cart: variant, seller, unit.
Key = tuple[UUID, UUID, str]


@dataclass(frozen=True)
class Rechosen:
    """A kit that was to come with several choices of options, in the cart or among the lines wanted, and comes with one
    (`options`: their names) in all of its line."""

    goods: Goods
    quantity: Decimal
    unit: str
    options: Sequence[str]


@dataclass(frozen=True)
class Filled:
    """What became of the lines wanted: those that aren't sold here, and as a line of its own each option that isn't;
    and the kits whose choice of options was replaced."""

    unknown: Sequence[LineRequest] = ()
    rechosen: Sequence[Rechosen] = ()


@dataclass
class _Line:
    """A line to write. `choices`: what was said of its options, each time that something was."""

    goods: Goods
    row: CartLine
    choices: list[list[str]] = field(default_factory=list)

    @property
    def options(self) -> list[str]:
        return list(dict.fromkeys(sku for choice in self.choices for sku in choice))

    def chosen_anew(self, stood: Sequence[str] | None) -> bool:
        before = self.choices if stood is None else [*self.choices, stood]
        return len({frozenset(choice) for choice in before}) > 1

    @property
    def rechosen(self) -> Rechosen:
        known = {part.sku: str(part) for part in (self.goods.kit.options if self.goods.kit else ())}
        return Rechosen(self.goods, self.row.quantity, self.row.unit, [known[sku] for sku in self.options])


def fill_cart(actor: Actor, storefront_id: UUID, wanted: Sequence[LineRequest]) -> Filled:
    """Set the quantity of each line wanted that is sold here; returns what isn't and what changed with it, for the
    person to see.

    The same article twice adds up, with the options of both: a kit stands in a cart once for each unit, with one
    choice of options. What a line doesn't say of options stays as it is. A constant number of statements for any number
    of lines.
    """
    require(actor, PLACE)
    with acting(actor):
        goods = find_goods(actor, storefront_id, [line.sku for line in wanted])
        cart = open_cart(actor, storefront_id)
        lines: dict[Key, _Line] = {}
        unknown = [each for line in wanted for each in _take(cart, goods.get(line.sku), line, lines)]
        told = [line for line in lines.values() if line.choices]
        rechosen = _rechosen(cart, told)
        for line in told:
            line.row.options = line.options
        _write([line.row for line in lines.values() if not line.choices], ["quantity"])
        _write([line.row for line in told], ["quantity", "options"])
        return Filled(unknown, rechosen)


def _take(
    cart: Cart, found: Goods | None, line: LineRequest, lines: dict[Key, _Line]
) -> Iterable[LineRequest]:
    """Adds a line wanted to those to write; what of it isn't sold here."""
    unit = line.unit or (found.default_unit if found else "")
    if found is None or not found.offers or unit not in found.factors or not 0 < line.quantity <= MOST:
        return [line]
    offer = next((o for o in found.offers if o.is_of(line.seller)), found.offers[0])
    key = (found.variant_id, offer.seller_id, unit)
    if key in lines:
        lines[key].row.quantity += line.quantity
    else:
        row = CartLine(
            market_id=cart.market_id,
            cart=cart,
            buyer_id=cart.buyer_id,
            variant_id=found.variant_id,
            seller_id=offer.seller_id,
            unit=unit,
            quantity=line.quantity,
        )
        lines[key] = _Line(found, row)
    if line.options is None:
        return []
    foreign = found.kit.unknown(line.options) if found.kit else line.options
    lines[key].choices.append([sku for sku in line.options if sku not in foreign])
    return [LineRequest(sku, line.quantity) for sku in foreign]


def _rechosen(cart: Cart, told: Sequence[_Line]) -> list[Rechosen]:
    """The kits among these lines that come with another choice of options than stands in the cart, or with several."""
    kits = [line for line in told if line.goods.kit]
    if not kits:
        return []
    rows = CartLine.objects.filter(
        market_id=cart.market_id, cart=cart, variant_id__in=[line.row.variant_id for line in kits]
    )
    stood: Mapping[Key, list[str]] = {
        (row.variant_id, row.seller_id, row.unit): row.options
        for row in rows.only("variant_id", "seller_id", "unit", "options")
    }
    return [
        line.rechosen
        for line in kits
        if line.chosen_anew(stood.get((line.row.variant_id, line.row.seller_id, line.row.unit)))
    ]


def _write(rows: Sequence[CartLine], columns: Sequence[str]) -> None:
    CartLine.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["market_id", "cart", "variant", "seller", "unit"],
        update_fields=columns,
    )
