"""What each article of a house needs in each of its warehouses: the same few statements, however many articles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.queries.supplied_by import Supplied, supplied_by
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.inventory.queries.incoming_supplies import expected_supplies
from dinghuo.inventory.queries.places import Placed, places, strictest_life_days
from dinghuo.inventory.queries.warehouses import WarehouseLine, warehouses
from dinghuo.ordering.queries.daily_demand import Wanted, daily_demand
from dinghuo.ordering.queries.goods_to_come import goods_to_come
from dinghuo.procurement.models import Limits, Policy, Proposal
from dinghuo.procurement.permissions import SEE
from dinghuo.procurement.queries.policy import limits, policy
from dinghuo.procurement.rules.figures import ZERO, Article, Figure, Held
from dinghuo.procurement.rules.levels import Demand, Levels, demand_of, levels_of, service_factor
from dinghuo.procurement.rules.quantity import Terms
from dinghuo.procurement.states import Standing

Spot = tuple[UUID, UUID]


@dataclass(slots=True)
class Elsewhere:
    """An article outside the house's open places, in base units: what is free with keepers and on its way to them, and
    what was shipped from there, or from places that are closed now."""

    free: Decimal = ZERO
    underway: Decimal = ZERO
    shipped: Decimal = ZERO
    keeps_days: int | None = None


NOWHERE = Elsewhere()


@dataclass(frozen=True)
class Known:
    """All that was read: by variant, or by (warehouse, variant)."""

    policy: Policy
    factor: float
    least_days: int
    open_places: Mapping[UUID, WarehouseLine]
    wanted: Mapping[UUID, Wanted]
    there: Mapping[Spot, Placed]
    elsewhere: Mapping[UUID, Elsewhere]
    shipped: Mapping[UUID, Decimal]
    coming: Mapping[Spot, Decimal]
    owed: Mapping[UUID, Decimal]
    by_hand: Mapping[Spot, Limits]
    goods: Mapping[UUID, Supplied]

    @property
    def first(self) -> UUID:
        """The place that is emptied first: what can't be told apart is counted there, and what lies with keepers."""
        return next(iter(self.open_places))


def figures(actor: Actor, owner_id: UUID | None = None) -> list[Figure]:
    """Of the actor's own house (or one in the market), by SKU and warehouse. Ten statements, however many articles."""
    require(actor, SEE)
    owner = (owner_id if actor.scope == "market" else None) or actor.organisation_id
    if owner is None:
        return []
    own = policy(actor, owner)
    open_places = [place for place in warehouses(actor, owner) if place.is_active and place.owner_id == owner]
    if not open_places:
        return []
    known = _read(actor, owner, own, {place.id: place for place in open_places})
    found = [_figure(known, *spot) for spot in _spots(known)]
    order = {place.id: at for at, place in enumerate(open_places)}
    return sorted(found, key=lambda each: (each.article.sku, order[each.article.warehouse_id]))


def standing(found: Sequence[Figure], kind: str, warehouse: str = "") -> Iterator[Figure]:
    """Those that are low (the most urgent first), too much (the most first) or enough, of one warehouse or all."""
    chosen = [each for each in found if not warehouse or each.article.warehouse == warehouse]
    if kind == Standing.LOW:
        low = [each for each in chosen if each.standing == Standing.LOW]
        return iter(sorted(low, key=lambda each: (each.days_left or 0.0, each.article.sku)))
    if kind == Standing.OVER:
        over = [each for each in chosen if each.standing == Standing.OVER]
        return iter(sorted(over, key=lambda each: (-(each.days_left or 1e9), each.article.sku)))
    return (each for each in chosen if each.standing == kind)


def _read(actor: Actor, owner: UUID, own: Policy, open_places: Mapping[UUID, WarehouseLine]) -> Known:
    until = now()
    since = until - timedelta(days=own.window_days)
    there = {(each.warehouse_id, each.variant_id): each for each in places(actor, owner, since)}
    wanted = {each.variant_id: each for each in daily_demand(actor, owner, since, until)}
    to_come = goods_to_come(actor, owner)
    by_hand = limits(actor, owner)
    shipped: dict[UUID, Decimal] = defaultdict(Decimal)
    for each in there.values():
        shipped[each.variant_id] += each.shipped
    concerned = {variant for _place, variant in (*there, *by_hand)} | set(wanted)
    return Known(
        policy=own,
        factor=service_factor(float(own.service_percent) / 100),
        least_days=strictest_life_days(actor, owner),
        open_places=open_places,
        wanted=wanted,
        there=there,
        elsewhere=_elsewhere(there.values(), open_places),
        shipped=shipped,
        coming=_coming(actor, owner, next(iter(open_places)), to_come.coming),
        owed=to_come.owed,
        by_hand=by_hand,
        goods=supplied_by(actor, concerned, owner),
    )


def _elsewhere(there: Iterable[Placed], open_places: Mapping[UUID, WarehouseLine]) -> dict[UUID, Elsewhere]:
    found: dict[UUID, Elsewhere] = defaultdict(Elsewhere)
    for each in there:
        if each.warehouse_id in open_places:
            continue
        of = found[each.variant_id]
        of.shipped += each.shipped
        of.keeps_days = each.keeps_days
        if each.is_kept:
            of.free += each.on_hand - each.reserved
            of.underway += each.underway
    return found


def _coming(
    actor: Actor, owner: UUID, first: UUID, ordered: Mapping[tuple[str, UUID], Decimal]
) -> dict[Spot, Decimal]:
    """What is on its way to the house's places, as it is promised from; what was ordered otherwise comes in where its
    proposal was for, else in the first place. An order that is written down as on its way counts once."""
    found: dict[Spot, Decimal] = defaultdict(Decimal)
    written = set()
    for supply in expected_supplies(actor, owner):
        found[supply.warehouse_id, supply.variant_id] += supply.quantity - supply.received
        written.add((supply.reference, supply.variant_id))
    rows = Proposal.objects.filter(
        market_id=actor.market_id, owner_id=owner, order_number__in={number for number, _variant in ordered}
    )
    meant = dict(rows.values_list("order_number", "warehouse_id"))
    for (number, variant_id), quantity in ordered.items():
        if (number, variant_id) not in written:
            found[meant.get(number, first), variant_id] += quantity
    return found


def _spots(known: Known) -> set[Spot]:
    """Every article where it lies, sells from, or has limits; what is only wanted, or lies with a keeper, belongs to
    the first place."""
    found = {spot for spot in (*known.there, *known.by_hand) if spot[0] in known.open_places}
    found |= {(known.first, variant) for variant in known.wanted if not known.shipped[variant]}
    found |= {(known.first, variant) for variant in known.elsewhere}
    return {spot for spot in found if spot[1] in known.goods}


def _figure(known: Known, warehouse_id: UUID, variant_id: UUID) -> Figure:
    spot, own = (warehouse_id, variant_id), known.policy
    goods, place = known.goods[variant_id], known.open_places[warehouse_id]
    there, by_hand = known.there.get(spot), known.by_hand.get(spot)
    is_first = warehouse_id == known.first
    elsewhere = known.elsewhere.get(variant_id, NOWHERE) if is_first else NOWHERE
    wanted, part = known.wanted.get(variant_id), _part(known, warehouse_id, variant_id)
    demand = (
        demand_of(wanted.total, wanted.squares, own.window_days).share(part) if wanted else Demand(0.0, 0.0)
    )
    if by_hand:
        levels = Levels(by_hand.minimum, by_hand.maximum, ZERO)
    else:
        levels = levels_of(demand, goods.lead_time_days, own.review_days, known.factor)
    return Figure(
        article=_article(goods, place),
        demand=demand,
        levels=levels,
        held=Held(
            there.on_hand if there else ZERO,
            there.reserved if there else ZERO,
            (there.underway if there else ZERO) + elsewhere.underway,
            known.coming.get(spot, ZERO),
            known.owed.get(variant_id, ZERO) if is_first else ZERO,
            elsewhere.free,
        ),
        terms=Terms(goods.minimum, goods.multiple, goods.pack),
        total=wanted.total if wanted else ZERO,
        window_days=own.window_days,
        lead_time_days=goods.lead_time_days,
        review_days=own.review_days,
        service_percent=Decimal(own.service_percent),
        factor=known.factor,
        is_manual=by_hand is not None,
        keeps_days=there.keeps_days if there else elsewhere.keeps_days,
        least_days=known.least_days,
    )


def _part(known: Known, warehouse_id: UUID, variant_id: UUID) -> float:
    """Which part of the demand falls to a place: as much as of what was shipped. The first one refills what keepers
    sell, so what was shipped there counts as its own."""
    whole, is_first = known.shipped[variant_id], warehouse_id == known.first
    if not whole:
        return 1.0 if is_first else 0.0
    there = known.there.get((warehouse_id, variant_id))
    shipped = there.shipped if there else ZERO
    if is_first:
        shipped += known.elsewhere.get(variant_id, NOWHERE).shipped
    return float(shipped / whole)


def _article(goods: Supplied, place: WarehouseLine) -> Article:
    return Article(
        goods.variant_id,
        goods.sku,
        goods.name,
        goods.names,
        goods.unit,
        place.id,
        place.key,
        place.name,
        place.names,
        goods.seller_id,
        goods.seller_code,
        goods.seller_name,
        goods.seller_names,
    )
