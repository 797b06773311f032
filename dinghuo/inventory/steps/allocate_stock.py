"""Moves what lines hold to the lots that may go to their customer: first expired first out of those fresh enough."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.statements import fetch
from dinghuo.inventory.models import Reservation
from dinghuo.inventory.queries.batches import LOCKED_BATCHES
from dinghuo.inventory.queries.life_needs import life_needs
from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.rules.life import Batch, LifeNeed, first_out, is_fresh, taken_from
from dinghuo.inventory.steps.exchange_holds import exchange_holds
from dinghuo.organisations.queries.today import today

Pool = Mapping[UUID, list[tuple[Batch, bool]]]


def allocate_stock(
    actor: Actor,
    document: Document,
    seller_id: UUID,
    buyer_id: UUID,
    lines: Mapping[UUID, UUID],
    routed: Collection[UUID] = (),
) -> dict[UUID, Decimal]:
    """Give each line (id -> its variant) lots that are fresh enough for the buyer, as much as it holds already.

    Returns by how much lines fall short of what they hold: too little of what there is is fresh enough. Nothing was
    moved for those, and the caller refuses. Lines that were `routed` keep what is fresh enough of what they hold. One
    statement where the seller has no rules of freshness, else about nine.
    """
    needs = life_needs(actor, seller_id, buyer_id, set(lines.values()))
    concerned = {line_id: variant_id for line_id, variant_id in lines.items() if variant_id in needs}
    if not concerned:
        return {}
    pool = _locked(actor, seller_id, set(concerned.values()))
    holds = _holds(actor, concerned)
    short, given, back = _decide(actor, concerned, holds, pool, needs, routed)
    if short:
        return short
    exchange_holds(actor, document, back, given)
    return {}


def _locked(actor: Actor, owner_id: UUID, variant_ids: set[UUID]) -> Pool:
    parameters = {
        "market": actor.market_id,
        "owner": owner_id,
        "variants": sorted(variant_ids),
        "today": today(actor),
    }
    pool = defaultdict(list)
    for row in fetch(LOCKED_BATCHES, parameters):
        stock_id, variant_id, free, expires, made, received_at, priority, open_now, _place = row
        pool[variant_id].append((Batch(stock_id, free, expires, made, received_at, priority), open_now))
    return pool


def _holds(actor: Actor, lines: Mapping[UUID, UUID]) -> dict[UUID, list[Hold]]:
    rows = Reservation.objects.filter(market_id=actor.market_id, line_id__in=list(lines), quantity__gt=0)
    holds = defaultdict(list)
    for row in rows.order_by("line_id", "stock_id").values_list("line_id", "stock_id", "quantity"):
        holds[row[0]].append(Hold(*row))
    return holds


def _decide(
    actor: Actor,
    lines: Mapping[UUID, UUID],
    holds: Mapping[UUID, Sequence[Hold]],
    pool: Pool,
    needs: Mapping[UUID, LifeNeed],
    routed: Collection[UUID],
) -> tuple[dict[UUID, Decimal], list[Hold], list[Hold]]:
    """What is short by line; what the lines get, and what they give up for it."""
    day = today(actor)
    own: dict[UUID, Decimal] = defaultdict(Decimal)
    for hold in (hold for line_id in lines for hold in holds.get(line_id, ())):
        own[hold.stock_id] += hold.quantity
    left = {
        batch.stock_id: (batch.free if open_now else Decimal(0)) + own[batch.stock_id]
        for batches in pool.values()
        for batch, open_now in batches
    }
    short: dict[UUID, Decimal] = {}
    given: list[Hold] = []
    back: list[Hold] = []
    for line_id, variant_id in sorted(lines.items()):
        wanted = sum((hold.quantity for hold in holds.get(line_id, ())), Decimal(0))
        fresh = [batch for batch, _open in pool[variant_id] if is_fresh(batch, needs[variant_id], day)]
        there = [
            Batch(b.stock_id, left[b.stock_id], b.expires, b.made, b.received_at, b.priority)
            for b in first_out(fresh)
        ]
        parts = _kept(holds.get(line_id, ()), there) if line_id in routed else {}
        kept = sum(parts.values(), Decimal(0))
        if kept < wanted:
            rest = [replace(b, free=b.free - parts.get(b.stock_id, Decimal(0))) for b in there]
            for stock_id, part in taken_from(rest, wanted - kept).items():
                parts[stock_id] = parts.get(stock_id, Decimal(0)) + part
        missing = wanted - sum(parts.values(), Decimal(0))
        if missing:
            short[line_id] = missing
        for stock_id, part in parts.items():
            left[stock_id] -= part
            given.append(Hold(line_id, stock_id, part))
        back += holds.get(line_id, ())
    return short, given, back


def _kept(holds: Sequence[Hold], fresh: Sequence[Batch]) -> dict[UUID, Decimal]:
    """What of these holds is fresh enough to stay."""
    good = {batch.stock_id for batch in fresh}
    return {hold.stock_id: hold.quantity for hold in holds if hold.stock_id in good}
