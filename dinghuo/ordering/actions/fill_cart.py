"""Puts many lines into the cart at once: a reorder, or codes that were typed or pasted."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.rules.request import LineRequest
from dinghuo.ordering.steps.open_cart import open_cart
from dinghuo.ordering.steps.read_lines import MOST

__all__ = ["LineRequest", "fill_cart"]


def fill_cart(actor: Actor, storefront_id: UUID, wanted: Sequence[LineRequest]) -> list[LineRequest]:
    """Set the quantity of each line wanted that is sold here; returns those that aren't, for the person to see, and
    as a line of its own each option that isn't.

    The same article twice adds up, with the options of both. What a line doesn't say of options stays as it is. A
    constant number of statements for any number of lines.
    """
    require(actor, PLACE)
    with acting(actor):
        goods = find_goods(actor, storefront_id, [line.sku for line in wanted])
        cart = open_cart(actor, storefront_id)
        rows: dict[tuple[UUID, UUID, str], CartLine] = {}
        unknown = []
        told: dict[tuple[UUID, UUID, str], list[str]] = {}
        for line in wanted:
            found = goods.get(line.sku)
            unit = line.unit or (found.default_unit if found else "")
            if (
                found is None
                or not found.offers
                or unit not in found.factors
                or not 0 < line.quantity <= MOST
            ):
                unknown.append(line)
                continue
            offer = next((o for o in found.offers if o.is_of(line.seller)), found.offers[0])
            key = (found.variant_id, offer.seller_id, unit)
            if line.options is not None:
                foreign = found.kit.unknown(line.options) if found.kit else line.options
                unknown += [LineRequest(sku, line.quantity) for sku in foreign]
                options = told.setdefault(key, [])
                options += [sku for sku in line.options if sku not in (*foreign, *options)]
            if key in rows:
                rows[key].quantity += line.quantity
            else:
                rows[key] = CartLine(
                    market_id=actor.market_id,
                    cart=cart,
                    buyer_id=cart.buyer_id,
                    variant_id=found.variant_id,
                    seller_id=offer.seller_id,
                    unit=unit,
                    quantity=line.quantity,
                )
        for key, options in told.items():
            rows[key].options = options
        _write([row for key, row in rows.items() if key not in told], ["quantity"])
        _write([rows[key] for key in told], ["quantity", "options"])
        return unknown


def _write(rows: Sequence[CartLine], columns: Sequence[str]) -> None:
    CartLine.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["market_id", "cart", "variant", "seller", "unit"],
        update_fields=columns,
    )
