"""How low prices given by hand may go: what a seller asks, and what that is for lines."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.pricing.models import PriceFloor
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, find_rows
from dinghuo.pricing.queries.price_rows import Found
from dinghuo.pricing.rules.candidates import ONE, Candidate, Line, candidates, cost_of
from dinghuo.pricing.rules.decide import policy_of, winner
from dinghuo.pricing.rules.floor import FloorPolicy, Known, in_mode, least
from dinghuo.pricing.rules.levels import MANUAL


@dataclass(frozen=True, slots=True)
class Floor:
    """Of one ordered unit, with tax in it or not (`tax_included`): the lowest price that needs nobody's word (`least`;
    None: any price does), and what the lists ask (`listed`). `asks`: whether the seller asks for anything."""

    least: Decimal | None
    listed: Decimal | None
    tax_included: bool
    tax_rate: Decimal
    asks: bool

    def allows(self, amount: Decimal, tax_included: bool) -> bool:
        """Whether nobody else has to agree to this price."""
        if not self.asks:
            return True
        return self.least is not None and amount >= self.in_mode(self.least, tax_included)

    def in_mode(self, amount: Decimal, tax_included: bool) -> Decimal:
        """An amount of this floor's with the tax in it, or without."""
        return in_mode(amount, self.tax_included, tax_included, self.tax_rate)


def price_floor(actor: Actor, seller_id: UUID | None = None) -> FloorPolicy:
    """What the actor's house asks of prices given by hand; who sees the whole market may name a seller. Raises
    NotFound without one. One statement."""
    require(actor, SEE_PRICE_LISTS)
    seller_id = (seller_id if actor.scope == "market" else None) or actor.organisation_id
    if seller_id is None:
        raise NotFound("seller")
    return floor_policies(actor, [seller_id]).get(seller_id, FloorPolicy())


def floor_policies(actor: Actor, seller_ids: Iterable[UUID]) -> dict[UUID, FloorPolicy]:
    """What sellers ask; one that asks nothing is missing. One statement; checks no permission."""
    rows = PriceFloor.objects.filter(market_id=actor.market_id, seller_id__in=set(seller_ids))
    return {row.seller_id: FloorPolicy(row.of_list, row.margin) for row in rows}


def floors(actor: Actor, request: PriceRequest, every: bool = False) -> dict[Hashable, Floor]:
    """How low each line's price may go; lines of sellers who ask for nothing are missing, unless `every` is wanted. Two
    statements, one where there is nothing to say. Checks no permission, and tells of costs: never for a buyer."""
    policies = floor_policies(actor, (line.seller_id for line in request.lines))
    if not policies and not every:
        return {}
    found = find_rows(actor, request, costs=True)
    return {
        asked.key: _floor(asked, line, found, policies, request.currency)
        for asked, line in zip(request.lines, found.lines, strict=True)
        if every or asked.seller_id in policies
    }


def _floor(
    asked: PriceLine, line: Line, found: Found, policies: Mapping[UUID, FloorPolicy], currency: str
) -> Floor:
    shelf = found.shelves.get(str(asked.seller_id))
    won = _won(asked, line, found)
    cost = cost_of(line, currency, shelf.by_id) if shelf else None
    included = line.has_tax(won.row.listed) if won else line.exempt is None
    known = Known(
        listed=won.price if won else None,
        cost=in_mode(cost.price, cost.row.listed.tax_included, included, line.tax_rate) if cost else None,
        formula=_formula(won, line, included),
    )
    policy = policies.get(asked.seller_id)
    lowest = least(policy, known) if policy else None
    return Floor(lowest, known.listed, included, line.tax_rate, policy is not None)


def _won(asked: PriceLine, line: Line, found: Found) -> Candidate | None:
    """What counts without any price given by hand."""
    seller = str(asked.seller_id)
    shelf = found.shelves.get(seller)
    if shelf is None or not line.rows:
        return None
    lists = [listed for listed in shelf.own if listed.level != MANUAL]
    lowest = found.lowest_from.get(seller, 0)
    could = candidates(line, lists, shelf.by_id)
    return winner(could, line.base_quantity, policy_of(lowest, line))


def _formula(won: Candidate | None, line: Line, included: bool) -> Decimal | None:
    formula = won.row.formula if won else None
    if won is None or formula is None or formula.floor is None:
        return None
    floor = formula.floor * (line.factor or ONE) * (won.row.listed.rate or ONE)
    return in_mode(floor, won.row.listed.tax_included, included, line.tax_rate)
