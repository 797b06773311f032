"""What a house has to pick and send off of goods that it keeps for others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import F

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.fields import translated
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.queries.shipments import PERMISSION
from dinghuo.inventory.models import Consignment, Reservation
from dinghuo.inventory.queries.consignments import kept_for
from dinghuo.inventory.states import Ships
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.states import Approval

KEEPER_SHIPS = frozenset({Ships.KEEPER.value, Ships.BOTH.value})
#: Orders that one list shows; more than a house picks in a round.
MOST = 200


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """An order of another house with goods in the actor's warehouses (their ids), which the actor's house sends off."""

    owner_id: UUID
    warehouse_ids: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class OrderToPick:
    """An order by whose number its keeper begins to pick: whose goods, and how many lines lie here."""

    number: str
    owner: str
    owner_names: Mapping[str, str]
    lines: int

    @property
    def owner_words(self) -> str:
        """The owner's name in the reader's language."""
        return translated(self.owner, self.owner_names)


def for_owner(actor: Actor, owner_id: UUID) -> Actor:
    """The same person in another house's name: the database shows what that house may see. Its documents name the
    person and the person's own house. Only for documents that the caller has found through goods that its house
    keeps."""
    return actor if actor.scope == "market" else replace(actor, organisation_id=owner_id)


def kept_order(actor: Actor, number: str) -> KeptOrder:
    """Who has sold what the actor's house is to send off for this order. Raises NotFound where it keeps nothing of
    it, or others send it off. Three statements."""
    rows = _sent_from_here(actor)
    # As the market for a moment: the keeper has no part in the order. Only whose it is and what it has here is asked.
    with acting(replace(actor, scope="market")):
        order = Order.objects.filter(
            market_id=actor.market_id, number=number, seller_id__in={row.owner_id for row in rows}
        ).first()
        here = frozenset[UUID]() if order is None else _held_in(order, rows)
    if order is None or not here:
        raise NotFound(number)
    return KeptOrder(order.seller_id, here)


def _held_in(order: Order, rows: Sequence[Consignment]) -> frozenset[UUID]:
    """In which of these places goods are held for the order."""
    lines = OrderLine.objects.filter(market_id=order.market_id, order=order).values("id")
    held = Reservation.objects.filter(
        market_id=order.market_id,
        line_id__in=lines,
        quantity__gt=0,
        stock__warehouse_id__in={row.warehouse_id for row in rows if row.owner_id == order.seller_id},
    )
    return frozenset(held.values_list("stock__warehouse_id", flat=True))


def kept_orders(actor: Actor) -> list[OrderToPick]:
    """Those with confirmed goods here that wait to be sent off, oldest first; none in the market's scope, which sees
    every order. Three statements, one where nothing is kept for others."""
    require(actor, PERMISSION)
    rows = [] if actor.scope == "market" else _sent_from_here(actor)
    if not rows:
        return []
    pairs = {(row.owner_id, row.warehouse_id) for row in rows}
    held = Reservation.objects.filter(
        market_id=actor.market_id,
        quantity__gt=0,
        stock__owner_id__in={owner_id for owner_id, _place in pairs},
        stock__warehouse_id__in={place_id for _owner, place_id in pairs},
    ).values_list("line_id", "stock__owner_id", "stock__warehouse_id")
    here = {line_id for line_id, owner_id, place_id in held if (owner_id, place_id) in pairs}
    with acting(replace(actor, scope="market")):
        lines = (
            OrderLine.objects.filter(market_id=actor.market_id, id__in=here, allocated__gt=F("shipped"))
            .exclude(order__approval=Approval.PENDING)
            .order_by("order_id")
            .values_list("order__number", "seller__name", "seller__names")
        )
        counted = Counter((number, name, tuple(sorted(names.items()))) for number, name, names in lines)
    return [
        OrderToPick(number, name, dict(names), count) for (number, name, names), count in counted.items()
    ][:MOST]


def _sent_from_here(actor: Actor) -> list[Consignment]:
    """The agreements by which the actor's house sends off what their owners sell; the latest of each pair decides."""
    latest: dict[tuple[UUID, UUID], Consignment] = {}
    for row in kept_for(actor):
        latest.setdefault((row.owner_id, row.warehouse_id), row)
    return [row for row in latest.values() if row.ships in KEEPER_SHIPS]
