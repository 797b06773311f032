"""The statement of consigned stock: what lay there, came, was sold, taken and lost, and what lies there now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Variant
from dinghuo.foundation import clock
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.models import Consignment, Movement
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.consignments import consignment
from dinghuo.inventory.rules.consignment import Sums, column_of, summed
from dinghuo.inventory.states import MovementKind
from dinghuo.organisations.queries.organisations import market

SUMS = beside(__file__)
#: Movements that one statement lists by document; the sums count all of them.
MOST_ENTRIES = 5000
LONGEST = timedelta(days=366 * 2)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One article over the time, in base units."""

    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One movement of goods, in base units: `column` is where it counts (rules/consignment.py)."""

    at: datetime
    kind: str
    column: str
    document_number: str
    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    lot: str
    quantity: Decimal
    person_name: str
    why: str


@dataclass(frozen=True, slots=True)
class ConsignedStatement:
    """The same for keeper and owner, to the last figure: it is the sum of movements that never change."""

    agreement: Consignment
    zone: ZoneInfo
    first: date
    last: date
    lines: Sequence[StatementLine]
    entries: Sequence[StatementEntry]
    is_cut: bool


def consigned_statement(
    actor: Actor, number: str, first: date | None = None, last: date | None = None
) -> ConsignedStatement:
    """Of the goods under an agreement from the `first` to the `last` day (this month, up to today), in the market's
    zone.

    Raises NotFound for an agreement of others, Invalid. Five statements.
    """
    require(actor, SEE_STOCK)
    agreement = consignment(actor, number)
    zone = ZoneInfo(market(actor.market_id).time_zone)
    last = last or max(clock.today(zone.key), first or date.min)
    first = first or last.replace(day=1)
    if not first <= last <= first + LONGEST:
        words = _("Name a first and a last day, at most two years apart.")
        raise Invalid([Fault("until", "span", words)])
    bounds = _midnight(first, zone), _midnight(last + timedelta(days=1), zone)
    entries = _entries(actor, agreement, *bounds)
    lines = _lines(actor, agreement, *bounds)
    return ConsignedStatement(
        agreement, zone, first, last, lines, entries[:MOST_ENTRIES], len(entries) > MOST_ENTRIES
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _lines(actor: Actor, agreement: Consignment, since: datetime, until: datetime) -> list[StatementLine]:
    values = {
        "market": actor.market_id,
        "owner": agreement.owner_id,
        "warehouse": agreement.warehouse_id,
        "since": since,
        "until": until,
    }
    opening: dict[UUID, Decimal] = defaultdict(Decimal)
    moved: dict[UUID, list[tuple[MovementKind, Decimal]]] = defaultdict(list)
    for variant_id, kind, _arrived, quantity in fetch(SUMS, values):
        if kind is None:
            opening[variant_id] += quantity
        else:
            moved[variant_id].append((MovementKind(kind), quantity))
    variants = Variant.objects.filter(market_id=actor.market_id, id__in={*opening, *moved})
    lines = [
        StatementLine(sku, name, names, unit, summed(opening[variant_id], moved[variant_id]))
        for variant_id, sku, name, names, unit in variants.order_by("sku").values_list(
            "id", "sku", "name", "names", "product__base_unit"
        )
    ]
    return [line for line in lines if line.sums != Sums()]


def _entries(actor: Actor, agreement: Consignment, since: datetime, until: datetime) -> list[StatementEntry]:
    rows = Movement.objects.filter(
        market_id=actor.market_id,
        stock__owner_id=agreement.owner_id,
        stock__warehouse_id=agreement.warehouse_id,
        at__gte=since,
        at__lt=until,
    ).exclude(on_hand_delta=0)
    found = rows.order_by("at", "id").values_list(
        "at",
        "kind",
        "document_number",
        "stock__variant__sku",
        "stock__variant__name",
        "stock__variant__names",
        "stock__variant__product__base_unit",
        "stock__lot",
        "on_hand_delta",
        "person_name",
        "why",
    )[: MOST_ENTRIES + 1]
    return [_entry(*row) for row in found]


def _entry(at: datetime, kind: str, number: str, *rest: Any) -> StatementEntry:
    sku, name, names, unit, lot, quantity, person, why = rest
    column = column_of(MovementKind(kind), quantity)
    return StatementEntry(at, kind, column, number, sku, name, names, unit, lot, quantity, person, why)
