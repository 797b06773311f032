"""Who pays something else once a set of price changes counts: each customer's prices before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.models import PackUnit
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.paging import Page, cut, decode_cursor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.pricing.models import PriceDraft
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.drafts.drafts import DraftChange, draft_changes
from dinghuo.pricing.queries.price_many import Asker, price_rows_of_many
from dinghuo.pricing.queries.price_rows import read_rows
from dinghuo.pricing.rules.candidates import candidates
from dinghuo.pricing.rules.decide import policy_of, winner
from dinghuo.pricing.states import DraftState

REACHED = beside(__file__, "reached")
#: Customers of a page, and changes that are looked at: a page is at most their product of prices.
CUSTOMERS, CHANGES = 25, 200
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Touched:
    """A price that changes for a customer; None: on request."""

    change: DraftChange
    was: Decimal | None
    becomes: Decimal | None


@dataclass(frozen=True, slots=True)
class Affected:
    """A customer for whom the list may count, and what changes for it: nothing where a nearer list has a price."""

    buyer_id: UUID
    code: str
    name: str
    customer_id: UUID
    touched: Sequence[Touched]


def affected(actor: Actor, draft: PriceDraft, after: str | None = None) -> Page[Affected]:
    """A page of customers by name, with their prices of the first CHANGES changed rows where the changes begin. Orders
    already placed keep theirs. Four statements, however many customers and prices."""
    require(actor, SEE_PRICE_LISTS)
    at = draft.starts_at if draft.starts_at and draft.starts_at > now() else now()
    name, after_id = decode_cursor(after, str, UUID) or ["", NOBODY]
    rows = fetch(
        REACHED,
        {
            "market": actor.market_id,
            "list": draft.list_id,
            "currency": draft.list.currency,
            "at": at,
            "name": name,
            "id": after_id,
            "limit": CUSTOMERS + 1,
        },
    )
    changes = draft_changes(actor, draft, limit=CHANGES).items
    told = _touched(actor, draft, [Asker(row[0], row[3]) for row in rows[:CUSTOMERS]], changes, at)
    found = [
        Affected(row[0], row[1], row[2], row[4], told.get(n, []))
        for n, row in enumerate(rows[: CUSTOMERS + 1])
    ]
    return cut(found, CUSTOMERS, lambda each: (each.name, each.customer_id))


def _touched(
    actor: Actor,
    draft: PriceDraft,
    askers: Sequence[Asker],
    changes: Sequence[DraftChange],
    at: datetime,
) -> dict[int, list[Touched]]:
    if not askers or not changes:
        return {}
    seller, currency = draft.list.seller_id, draft.list.currency
    variants, units = [each.variant_id for each in changes], [each.unit for each in changes]
    rows = price_rows_of_many(actor, askers, seller, currency, at, variants, units)
    factors = _factors(actor, variants)
    asked = [(each.unit, each.min_quantity, seller, n) for n, each in enumerate(changes)]
    # A published set stands in the list: what is put over the rows read is then what was there before it.
    undone = draft.state == DraftState.PUBLISHED.value
    told = {}
    for n, mine in rows.items():
        other = _over(mine, str(draft.list_id), changes, factors, undone)
        before, after = (other, mine) if undone else (mine, other)
        was = _prices(before, asked, currency, str(seller))
        becomes = _prices(after, asked, currency, str(seller))
        pairs = zip(changes, was, becomes, strict=True)
        told[n] = [Touched(change, old, new) for change, old, new in pairs if old != new]
    return told


def _factors(actor: Actor, variants: Sequence[UUID]) -> dict[tuple[UUID, str], Decimal]:
    rows = PackUnit.objects.filter(market_id=actor.market_id, variant_id__in=set(variants))
    found = rows.values_list("variant_id", "unit", "factor")
    return {(variant_id, unit): factor for variant_id, unit, factor in found}


def _over(
    rows: Sequence[tuple],
    list_id: str,
    changes: Sequence[DraftChange],
    factors: Mapping[tuple[UUID, str], Decimal],
    undone: bool,
) -> list[tuple]:
    """The rows with the changes' prices in place of the list's own."""
    number = next((row[1] for row in rows if row[0] == 0 and row[2] == list_id), None)
    if number is None:
        return list(rows)
    by_variant: dict[UUID, list[DraftChange]] = {}
    for each in changes:
        by_variant.setdefault(each.variant_id, []).append(each)
    slots = {(each.variant_id, each.unit, each.min_quantity) for each in changes}
    lines = dict(enumerate((each.variant_id for each in changes), start=1))

    def stays(row: tuple) -> bool:
        is_price = row[0] > 0 and row[1] == number and row[8] is None
        return not (is_price and (lines[row[0]], row[3], row[4]) in slots)

    kept = [row for row in rows if stays(row)]
    for n, change in enumerate(changes, start=1):
        for each in by_variant[change.variant_id]:
            amount = each.was if undone else each.amount
            if amount is not None:
                own, ordered = (factors.get((each.variant_id, unit)) for unit in (each.unit, change.unit))
                kept.append((n, number, "draft", each.unit, each.min_quantity, amount, own, ordered, None))
    return kept


def _prices(
    rows: Sequence[tuple], asked: Sequence[tuple], currency: str, seller: str
) -> list[Decimal | None]:
    found = read_rows(rows, asked, currency)
    shelf = found.shelves.get(seller)
    lowest = found.lowest_from.get(seller, 0)
    prices = []
    for line in found.lines:
        could = candidates(line, shelf.own, shelf.by_id) if shelf and line.rows else []
        won = winner(could, line.base_quantity, policy_of(lowest, line))
        prices.append(won.price if won else None)
    return prices
