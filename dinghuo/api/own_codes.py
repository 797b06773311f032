"""Articles that an order or a price check names by what its buyer calls them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.api.bodies.ordering import Wanted
from dinghuo.api.customer import customer_id
from dinghuo.catalogue.queries.wording import skus_called
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.tenancy import acting

NOBODY = UUID(int=0)


class Named(Protocol):
    """A line that names its article."""

    sku: str | None
    own_code: str | None


def named_lines(actor: Actor, buyer_id: UUID | None, lines: Sequence[Named]) -> list[Fault]:
    """Put the SKU into each line that names its article by the buyer's own code, and tell what is wrong. One statement,
    none where no line has an own code."""
    asked = {
        (buyer_id, line.own_code) for line in lines if buyer_id is not None and line.own_code is not None
    }
    called: Mapping[tuple[UUID, str], str] = {}
    if asked:
        with acting(actor):
            called = skus_called(actor, asked)
    # Who asks for no customer in particular calls nothing by codes of its own.
    return _name(lines, buyer_id or NOBODY, called)


def named_articles(actor: Actor, orders: Sequence[Wanted]) -> dict[int, list[Fault]]:
    """Put the SKU into each line that names its article by the buyer's own code. Returns what is wrong, by the order's
    identity. One statement for all orders and one for each customer named, none where no line has an own code."""
    buyers = {order.buyer for order in orders if any(line.own_code for line in order.lines)}
    known = _buyers(actor, buyers)
    asked = {
        (buyer_id, line.own_code)
        for order in orders
        if (buyer_id := known.get(order.buyer)) is not None
        for line in order.lines
        if line.own_code
    }
    called: dict[tuple[UUID, str], str] = {}
    if asked:
        with acting(actor):
            called = skus_called(actor, asked)
    wrong: dict[int, list[Fault]] = {}
    for order in orders:
        told_already = {fault.path for fault in order.shape_faults}
        faults = _name(order.lines, known.get(order.buyer), called, told_already)
        if faults:
            wrong[id(order)] = faults
    return wrong


def _name(
    lines: Sequence[Named],
    buyer_id: UUID | None,
    called: Mapping[tuple[UUID, str], str],
    told_already: Collection[str] = (),
) -> list[Fault]:
    faults = []
    for i, line in enumerate(lines):
        if f"lines.{i}.sku" in told_already or f"lines.{i}.own_code" in told_already:
            continue
        if line.sku is not None and line.own_code is not None:
            told = _("Name the article by its SKU or by your own code, not by both.")
            faults.append(Fault(f"lines.{i}.own_code", "both", told))
        elif line.sku is None and line.own_code is None:
            faults.append(Fault(f"lines.{i}.sku", "required", _("This is missing.")))
        elif line.own_code is not None and buyer_id is not None:
            line.sku = called.get((buyer_id, line.own_code))
            if line.sku is None:
                told = _("Nothing is called %(code)s here. Your own codes are kept under “Own codes”.")
                faults.append(Fault(f"lines.{i}.own_code", "unknown", told % {"code": line.own_code}))
    return faults


def _buyers(actor: Actor, codes: set[str | None]) -> dict[str | None, UUID | None]:
    """By code; one that isn't there is left to the order, which tells it."""
    found: dict[str | None, UUID | None] = {}
    for code in codes:
        try:
            with acting(actor):
                found[code] = customer_id(actor, code)
        except Invalid:
            found[code] = None
    return found
