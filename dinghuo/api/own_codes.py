"""Articles that an order names by what its buyer calls them."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.api.bodies.ordering import Wanted
from dinghuo.api.customer import customer_id
from dinghuo.catalogue.queries.wording import skus_called
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.tenancy import acting


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
        faults = _name(order, known.get(order.buyer), called)
        if faults:
            wrong[id(order)] = faults
    return wrong


def _name(order: Wanted, buyer_id: UUID | None, called: dict[tuple[UUID, str], str]) -> list[Fault]:
    faults = []
    told_already = {fault.path for fault in order.shape_faults}
    for i, line in enumerate(order.lines):
        if told_already & {f"lines.{i}.sku", f"lines.{i}.own_code"}:
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
