"""The seller ships what is confirmed, and the carrier reports."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from dinghuo.demo.trade.deal import ZERO, Deal, DealLine
from dinghuo.demo.trade.settle import settle
from dinghuo.demo.trade.stock import Balance
from dinghuo.demo.trade.world import World
from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.events import OrderShipped, TrackingAdded
from dinghuo.fulfilment.models import TrackingEvent
from dinghuo.fulfilment.states import TrackingStatus
from dinghuo.ordering.rules import counters as rules

#: Made-up carriers, and what their numbers begin with.
CARRIERS = (("速达物流", "SD"), ("安途快运", "AT"), ("云驰冷链", "YC"), ("华源自有车队", "HYC"))
#: Share of the shipments that go in two parts.
SPLIT = 0.10
STATIONS = ("分拨中心", "转运站", "营业部")


@dataclass(eq=False, slots=True)
class Parcel:
    """A shipment on its way. `carried`: base units by line; `taken`: from which balances they came."""

    id: UUID
    number: str
    deal: Deal
    carrier: str
    tracking_number: str
    shipped_at: datetime
    shipped_by: tuple[UUID | None, str]
    carried: dict[DealLine, Decimal]
    taken: dict[DealLine, list[tuple[Balance, Decimal]]]
    line_ids: dict[DealLine, UUID]
    accepted: dict[DealLine, Decimal] = field(default_factory=dict)
    rejected: dict[DealLine, Decimal] = field(default_factory=dict)
    lost: dict[DealLine, Decimal] = field(default_factory=dict)
    reasons: dict[DealLine, str] = field(default_factory=dict)
    received_at: datetime | None = None


Arrive = Callable[[World, Parcel, datetime], None]


class Shipping:
    """Ships orders; `arrive` is what follows when a parcel is there."""

    def __init__(self, arrive: Arrive) -> None:
        self.parcels: list[Parcel] = []
        self._arrive = arrive

    def expect(self, world: World, deal: Deal, at: datetime) -> None:
        """Let the seller ship in its own time."""
        world.later(at + timedelta(hours=world.chance.uniform(3, 44)), partial(self._ship, world, deal))

    def _ship(self, world: World, deal: Deal, at: datetime) -> None:
        ready = {line: line.counters.to_ship for line in deal.lines if line.counters.to_ship}
        if not ready:
            return
        if len(ready) > 3 and world.chance.random() < SPLIT:
            later = list(ready)[len(ready) // 2 :]
            ready = {line: quantity for line, quantity in ready.items() if line not in later}
            self.expect(world, deal, at + timedelta(hours=20))
        self._send(world, deal, ready, at)

    def _send(self, world: World, deal: Deal, ready: dict[DealLine, Decimal], at: datetime) -> None:
        company = world.company(deal.seller)
        who = world.who(company, "store")
        carrier, letters = world.chance.choice(CARRIERS)
        parcel_id, number = world.ids.at(at), world.number("SH", at)
        changed, taken = {}, {}
        for line, quantity in ready.items():
            after = rules.ship(line.counters, quantity)
            if after is None:
                raise RuntimeError(f"{deal.number}: more is shipped than allocated")
            changed[line] = after
            taken[line] = world.stock.ship(line.id, quantity, at, who, ("shipment", parcel_id, number))
            line.held -= quantity
        parcel = Parcel(
            id=parcel_id,
            number=number,
            deal=deal,
            carrier=carrier,
            tracking_number=f"{letters}{world.chance.randrange(10**11):011d}",
            shipped_at=at,
            shipped_by=(who.person_id, who.person_name),
            carried=ready,
            taken=taken,
            line_ids={line: world.ids.at(at) for line in ready},
        )
        self.parcels.append(parcel)
        settle(world, deal, changed, at, who, document=number)
        world.record(OrderShipped, at, who, deal.subject, deal.parties, _told(parcel))
        self._track(world, parcel, at)

    def _track(self, world: World, parcel: Parcel, at: datetime) -> None:
        start = world.company(parcel.deal.seller).place.city
        end = parcel.deal.party.company.place.city
        hours = world.chance.uniform(16, 80)
        steps = (
            (0.04, start, TrackingStatus.PICKED_UP, "已揽收"),
            (0.5, world.chance.choice(STATIONS), TrackingStatus.IN_TRANSIT, "运输途中"),
            (0.9, end, TrackingStatus.OUT_FOR_DELIVERY, "派送中"),
            (1.0, end, TrackingStatus.DELIVERED, "已送达收货地址"),
        )
        for share, place, status, text in steps:
            when = at + timedelta(hours=hours * share)
            world.later(when, partial(_report, world, parcel, place, status, text))
        world.later(
            at + timedelta(hours=hours + world.chance.uniform(0.3, 20)),
            partial(self._arrive, world, parcel),
        )


def _report(
    world: World, parcel: Parcel, place: str, status: TrackingStatus, text: str, at: datetime
) -> None:
    deal = parcel.deal
    who = world.who(world.company(deal.seller), "store")
    world.rows.add(
        TrackingEvent,
        id=world.ids.at(at),
        shipment_id=parcel.id,
        at=at,
        place=place,
        status=status.value,
        text=text,
        person_id=who.person_id,
        person_name=who.person_name,
        created_at=at,
        **deal.both,
    )
    data = {
        "shipment": parcel.number,
        "shipment_id": str(parcel.id),
        "at": at.isoformat(),
        "place": place,
        "status": status.value,
        "text": text,
    }
    world.record(TrackingAdded, at, who, deal.subject, deal.parties, data)


def _told(parcel: Parcel) -> dict[str, Any]:
    return {
        "shipment": parcel.number,
        "shipment_id": str(parcel.id),
        "carrier": parcel.carrier,
        "tracking_number": parcel.tracking_number,
        "lines": [
            {
                "line": line.position,
                "sku": line.sold.item.sku,
                "name": line.sold.item.words.chinese,
                "quantity": plain(quantity),
                "unit": line.sold.item.article.unit,
            }
            for line, quantity in parcel.carried.items()
        ],
    }


__all__ = ["ZERO", "Parcel", "Shipping"]
