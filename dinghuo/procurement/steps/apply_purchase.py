"""Makes what is on its way agree with a house's purchase order, and promises it to who waits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.queries.supplied_by import supplied_by
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.inventory.models import IncomingSupply
from dinghuo.inventory.steps.lock_pool import Pool, lock_pool
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.steps.check_supply import announce_supply
from dinghuo.ordering.steps.lock_waiting import WaitingOrders, lock_waiting
from dinghuo.ordering.steps.settle_waiting import settle_waiting
from dinghuo.organisations.queries.today import day_of
from dinghuo.procurement.models import Proposal
from dinghuo.procurement.rules.supply import Bought, expected_on

ZERO = Decimal(0)


@dataclass(frozen=True)
class Purchase:
    """A purchase order of a house, with its customers' orders that wait for the goods, locked. `proposal` is None for
    one that no proposal became: then only what somebody has entered as on its way is kept in step."""

    number: str
    owner_id: UUID
    variants: frozenset[UUID]
    waiting: WaitingOrders
    proposal: Proposal | None


def lock_purchase(actor: Actor, number: str, owner_id: UUID) -> Purchase:
    """Lock who waits for the order's goods, before any stock is."""
    market = {"market_id": actor.market_id}
    proposal = Proposal.objects.filter(**market, owner_id=owner_id, order_number=number).first()
    rows = OrderLine.objects.filter(**market, order__number=number, stocked=True)
    variants = frozenset(rows.values_list("variant_id", flat=True))
    return Purchase(number, owner_id, variants, lock_waiting(actor, owner_id, variants), proposal)


def apply_purchase(actor: Actor, bought: Purchase, document: Document) -> int:
    """Write the goods on their way as the order says now, and settle who waits; returns how many articles are to come.

    What has come is what was accepted; what was rejected or lost doesn't come any more.
    """
    pool = lock_pool(actor, bought.owner_id, bought.variants)
    # Read under the locks: whoever comes later reads what is true then.
    lines = OrderLine.objects.filter(
        market_id=actor.market_id, order__number=bought.number, stocked=True
    ).select_related("order")
    goods = _goods(actor, bought, list(lines))
    known = _known(actor, bought, pool)
    changed = [
        _write(actor, bought.proposal, variant_id, wanted, known.get(variant_id), pool)
        for variant_id, wanted in goods.items()
    ]
    # Goods that have come are handed out, whether or not they were written down as on their way.
    if any(changed) or document.kind != "order":
        settle_waiting(actor, bought.owner_id, bought.waiting, pool, document, bought.number)
    return sum(1 for wanted in goods.values() if wanted.to_come)


def _goods(actor: Actor, bought: Purchase, lines: Sequence[OrderLine]) -> Mapping[UUID, Bought]:
    terms = supplied_by(actor, bought.variants, bought.owner_id)
    of: dict[UUID, list[OrderLine]] = defaultdict(list)
    for line in lines:
        of[line.variant_id].append(line)
    return {
        variant_id: Bought(
            sum((line.counters.to_come for line in several), ZERO),
            sum((line.accepted for line in several), ZERO),
            max(
                _day(actor, line, terms[variant_id].lead_time_days if variant_id in terms else 0)
                for line in several
            ),
        )
        for variant_id, several in of.items()
    }


def _day(actor: Actor, line: OrderLine, lead_time_days: int) -> date:
    asked = line.requested_date or line.order.requested_date
    usual = day_of(actor, line.order.placed_at) + timedelta(days=lead_time_days)
    return expected_on(line.promised_date, asked, usual)


def _known(actor: Actor, bought: Purchase, pool: Pool) -> dict[UUID, IncomingSupply]:
    """The order's goods on their way that are written down, by article; closed ones too."""
    rows = IncomingSupply.objects.filter(
        market_id=actor.market_id, owner_id=bought.owner_id, reference=bought.number
    )
    return {row.variant_id: pool.supplies.get(row.id, row) for row in rows.order_by("-id")}


def _write(
    actor: Actor,
    proposal: Proposal | None,
    variant_id: UUID,
    wanted: Bought,
    known: IncomingSupply | None,
    pool: Pool,
) -> bool:
    """True where something is different now."""
    supply = known
    if supply is None:
        if proposal is None or not wanted.to_come:
            return False
        supply = _new(proposal, variant_id, wanted)
    before = (supply.quantity, supply.received, supply.expected, supply.state)
    # A closed delivery keeps what it was for.
    supply.quantity = wanted.quantity or supply.quantity
    supply.received, supply.expected, supply.state = wanted.accepted, wanted.expected, wanted.state.value
    if known is not None and before == (supply.quantity, supply.received, supply.expected, supply.state):
        return False
    pool.supplies[supply.id] = supply
    announce_supply(actor, supply)
    return True


def _new(proposal: Proposal, variant_id: UUID, wanted: Bought) -> IncomingSupply:
    supply = IncomingSupply(
        market_id=proposal.market_id,
        owner_id=proposal.owner_id,
        warehouse_id=proposal.warehouse_id,
        variant_id=variant_id,
        reference=proposal.order_number,
        expected=wanted.expected,
        quantity=wanted.quantity,
        made_by_name=proposal.closed_by_name,
    )
    supply.save(force_insert=True)
    return supply
