"""Takes stock for drafted lines out of a supply."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.rules.incoming import IncomingPool
from dinghuo.inventory.rules.shown import Display, ShownStock, shown
from dinghuo.inventory.rules.supply import Supply
from dinghuo.inventory.rules.wants import Taken, Want
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.rules.packing import most_units


def goods_of(drafts: Sequence[Draft]) -> set[tuple[UUID, UUID]]:
    """The stocked goods of drafts: variant and seller."""
    return {(draft.variant_id, draft.seller_id) for draft in drafts if draft.stocked}


def short_goods(supply: Supply, drafts: Sequence[Draft]) -> set[tuple[UUID, UUID]]:
    """The goods of which less is in stock than all drafts want together: only these may wait for what is on its way."""
    wanted: dict[tuple[UUID, UUID], Decimal] = {}
    stocked = [draft for draft in drafts if draft.stocked]
    for draft in stocked:
        goods = (draft.variant_id, draft.seller_id)
        wanted[goods] = wanted.get(goods, Decimal(0)) + draft.base_quantity
    return {
        goods
        for goods, need, urgent, buyer_id in {
            ((draft.variant_id, draft.seller_id), draft.need, draft.urgent, draft.buyer_id)
            for draft in stocked
        }
        if supply.free(*goods, need, urgent, buyer_id) < wanted[goods]
    }


def reserve_drafts(
    supply: Supply,
    incoming: IncomingPool,
    drafts: Sequence[Draft],
    region: str,
    display_of: Callable[[UUID], Display],
) -> list[Taken]:
    """Take stock for every stocked draft, promise it what is on its way where stock is short, and say both with it.

    Where a seller takes back-orders, as much as there is; goods that may be ordered before they are here, as far as
    what comes reaches; else all of the line, or OutOfStock, which names every short line with what may be told of what
    is left (`display_of` a seller, asked only then), and takes nothing. `region`: the code of where the goods go.
    """
    taken = supply.take([_want(draft, incoming) for draft in drafts if draft.stocked], region)
    held: dict[UUID, Decimal] = {}
    for part in taken:
        held[part.line_id] = held.get(part.line_id, Decimal(0)) + part.quantity
    for draft in drafts:
        draft.held = held.get(draft.line_id, Decimal(0))
        draft.pledges = []
        if draft.waiting > 0:
            goods = (draft.variant_id, draft.seller_id)
            early = not draft.backorder_allowed
            draft.pledges = incoming.pledge(draft.line_id, *goods, draft.waiting, presale=early)
    short = [d for d in drafts if d.stocked and not d.backorder_allowed and d.promised < d.waiting]
    if short:
        for draft in short:
            incoming.put_back(draft.pledges)
            draft.pledges = []
        refusal = _out_of_stock(short, supply, incoming, display_of)
        give_back(supply, incoming, drafts, taken)
        raise refusal
    if supply.routes:
        _say_routes(supply, drafts, taken)
    return taken


def give_back(
    supply: Supply, incoming: IncomingPool, drafts: Sequence[Draft], taken: Sequence[Taken]
) -> None:
    """Leave all of it to others."""
    supply.put_back(taken)
    for draft in drafts:
        incoming.put_back(draft.pledges)
        draft.pledges = []


def _say_routes(supply: Supply, drafts: Sequence[Draft], taken: Sequence[Taken]) -> None:
    """Keep with each line of a seller who has rules which warehouses serve it, and why."""
    parts: dict[UUID, dict[UUID, dict[str, Any]]] = {}
    for part in taken:
        row = parts.setdefault(part.line_id, {}).setdefault(
            part.warehouse_id, {"warehouse": str(part.warehouse_id), "quantity": Decimal(0), "why": part.why}
        )
        row["quantity"] += part.quantity
    for draft in drafts:
        route = supply.routes.get(draft.seller_id)
        if route is not None and draft.line_id in parts:
            rows = [
                each | {"quantity": plain(each["quantity"]), "why": list(each["why"])}
                for each in parts[draft.line_id].values()
            ]
            draft.routing = {"version": route.version, "parts": rows}


def _want(draft: Draft, incoming: IncomingPool) -> Want:
    early = incoming.free(draft.variant_id, draft.seller_id, presale=True) > 0
    return Want(
        line_id=draft.line_id,
        variant_id=draft.variant_id,
        seller_id=draft.seller_id,
        quantity=draft.base_quantity,
        partial=draft.backorder_allowed or early,
        need=draft.need,
        urgent=draft.urgent,
        buyer_id=draft.buyer_id,
    )


def _out_of_stock(
    short: Sequence[Draft], supply: Supply, incoming: IncomingPool, display_of: Callable[[UUID], Display]
) -> OutOfStock:
    """What could be ordered instead comes in whole packs, beside what the other lines have taken."""
    lines, words = [], []
    possible: dict[UUID, tuple[Draft, Decimal]] = {}
    for draft in short:
        goods = (draft.variant_id, draft.seller_id)
        there = supply.free(*goods, draft.need, draft.urgent, draft.buyer_id)
        rest = draft.held + there + incoming.free(*goods, presale=True)
        told = shown(display_of(draft.seller_id), rest)
        lines.append(
            {
                "line": draft.index + 1,
                "sku": draft.sku,
                "name": named(draft),
                "wanted": plain(draft.base_quantity),
                "available": None if told.quantity is None else plain(told.quantity),
                "at_least": None if told.at_least is None else plain(told.at_least),
                "unit": draft.base_unit,
            }
        )
        words.append(_told(draft, told))
        key = draft.kit.id if draft.kit else draft.line_id
        most = _most(draft, told.sure)
        if key not in possible or most < possible[key][1]:
            possible[key] = (draft, most)
    instead = [
        {"sku": (draft.kit or draft).sku, "quantity": plain(most), "unit": (draft.kit or draft).base_unit}
        for draft, most in possible.values()
        if most
    ]
    return OutOfStock(
        _("There is less in stock than you want. Left: %(told)s.") % {"told": ", ".join(words)},
        lines=lines,
        instead={"lines": instead} if instead else None,
    )


def _most(draft: Draft, rest: Decimal) -> Decimal:
    """The most that can be ordered of what it is sold as - of a part, its kit - in base units of that."""
    if draft.kit is None:
        return most_units(rest, Decimal(1), draft.minimum, draft.multiple)
    kit = draft.kit
    return most_units(rest * kit.base_quantity / draft.base_quantity, Decimal(1), kit.minimum, kit.multiple)


def _told(draft: Draft, told: ShownStock) -> str:
    if told.quantity is not None:
        return f"{named(draft)}: {plain(told.quantity)} {draft.base_unit}"
    if told.at_least:
        return f"{named(draft)}: {plain(told.at_least)}+ {draft.base_unit}"
    return _("%(name)s: fewer") % {"name": named(draft)}
