"""Shares out what is free of articles, and what lines hold that their seller hasn't promised yet, by its rule."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import Picked, Reservation
from dinghuo.inventory.queries.batches import BATCHES, LOCKED_BATCHES, Lying, read_batches
from dinghuo.inventory.queries.life_needs import needs_of
from dinghuo.inventory.queries.safety_stock import safety_of
from dinghuo.inventory.queries.sharing_rule import sharing_rule
from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.rules.life import Batch, LifeNeed, first_out, is_fresh
from dinghuo.inventory.rules.safety import Safety, beyond_safety
from dinghuo.inventory.rules.sharing import ANY, Share, Waiting, handed_out
from dinghuo.inventory.rules.unanswered import Unanswered, unanswered
from dinghuo.organisations.queries.today import today

ZERO = Decimal(0)


@dataclass(slots=True)
class Shared:
    """Who gets what, by line; `back`: what lines held of what was shared out, `given`: what they hold of it then."""

    shares: dict[UUID, Share] = field(default_factory=dict)
    back: list[Hold] = field(default_factory=list)
    given: list[Hold] = field(default_factory=list)


def share_stock(
    actor: Actor,
    seller_id: UUID,
    waiting: Sequence[Waiting],
    settled: Mapping[UUID, Decimal],
    lock: bool = True,
) -> Shared:
    """Share out what is free of these lines' articles, beyond what is kept back, and what the lines hold of them.

    `settled`: how much of what a line holds stays its own, because the seller has promised it already. Six statements,
    however many lines; the first locks the balances unless it is only a trial. Nothing is written.
    """
    if not waiting:
        return Shared()
    day, variants = today(actor), {each.variant_id for each in waiting}
    lying = read_batches(actor, seller_id, variants, LOCKED_BATCHES if lock else BATCHES)
    needs = {
        (buyer_id, variant_id): need
        for (_seller, buyer_id, variant_id), need in needs_of(
            actor, {(seller_id, each.buyer_id, each.variant_id) for each in waiting}
        ).items()
    }
    held = _held(actor, waiting, lying, settled, needs)
    safety, rule = safety_of(actor, seller_id, variants), sharing_rule(actor, seller_id)
    found = Shared(back=held.back)
    for variant_id in sorted(variants):
        here = [each for each in lying if each.variant_id == variant_id and each.is_open]
        kept, hot = safety.get(variant_id, {}), {each.line_id for each in waiting if each.is_urgent}
        every, unkept = _pool(here, kept, (), held.shared, True), _pool(here, kept, hot, held.shared, False)
        asks = [
            replace(each, quantity=each.quantity - held.stays[each.line_id])
            for each in waiting
            if each.variant_id == variant_id
        ]
        of_buyers = {buyer_id: need for (buyer_id, of), need in needs.items() if of == variant_id}
        given, shares = handed_out(asks, every, rule, of_buyers, day, unkept, held.shared)
        found.given += given
        for line_id, share in shares.items():
            found.shares[line_id] = replace(share, quantity=share.quantity + held.stays[line_id])
    return found


def _held(
    actor: Actor,
    waiting: Sequence[Waiting],
    lying: Iterable[Lying],
    settled: Mapping[UUID, Decimal],
    needs: Mapping[tuple[UUID, UUID], LifeNeed],
) -> Unanswered:
    lines = {each.line_id: each for each in waiting}
    mine = {"market_id": actor.market_id, "line_id__in": list(lines), "quantity__gt": 0}
    columns = ("line_id", "stock_id", "quantity")
    holds = [
        Hold(*row) for row in Reservation.objects.filter(**mine).order_by(*columns).values_list(*columns)
    ]
    picked = {row[:2]: row[2] for row in Picked.objects.filter(**mine).values_list(*columns)}
    known, day = {each.batch.stock_id: each for each in lying}, today(actor)

    def fresh(hold: Hold) -> bool:
        line = lines[hold.line_id]
        need = needs.get((line.buyer_id, line.variant_id), ANY)
        return is_fresh(known[hold.stock_id].batch, need, day)

    return unanswered(
        holds, picked, settled, {stock_id: each.is_open for stock_id, each in known.items()}, fresh
    )


def _pool(
    lying: Sequence[Lying],
    safety: Mapping[UUID, Safety],
    hot: Collection[UUID],
    shared: Iterable[Hold],
    urgent: bool,
) -> list[Batch]:
    """What there is of an article for urgent orders or others: free beyond what is kept back, and what lines give back.
    Of what is kept back for urgent orders, what the lines of such (`hot`) give back is kept back again."""
    more: dict[UUID, Decimal] = defaultdict(Decimal)
    again: dict[UUID, Decimal] = defaultdict(Decimal)
    for hold in shared:
        (again if hold.line_id in hot else more)[hold.stock_id] += hold.quantity
    places = {each.batch.stock_id: each.warehouse_id for each in lying}
    batches = [
        replace(batch, free=batch.free + again[batch.stock_id])
        for batch in first_out(each.batch for each in lying)
    ]
    placed = [(places[batch.stock_id], batch) for batch in batches]
    return [
        replace(batch, free=batch.free + more[batch.stock_id])
        for batch in beyond_safety(placed, batches, safety, urgent)
    ]
