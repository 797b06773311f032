"""What a contract says that goods cost, for its seller and for its buyer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.paging import Page, beyond, bounded, cut, decode_cursor
from dinghuo.organisations.queries.today import zone_of
from dinghuo.pricing.models import Contract, Price, PriceRule
from dinghuo.pricing.permissions import SEE_CONTRACTS
from dinghuo.pricing.queries.price_rules import rule_goods
from dinghuo.pricing.rules.contract_days import span

#: Rules of one contract that are told.
MOST_RULES = 100
ORDER = ("variant__sku", "unit", "min_quantity", "id")


@dataclass(frozen=True, slots=True)
class ContractPrice:
    """From `min_quantity` of the unit on, one of it costs `amount`, with its tax or without."""

    sku: str
    name: str
    names: dict[str, str]
    unit: str
    min_quantity: Decimal
    amount: Decimal
    currency: str
    tax_included: bool


@dataclass(frozen=True, slots=True)
class ContractRule:
    """A price of many goods; `amount` None: it follows from another of the seller's lists, which is the seller's."""

    target: str
    goods: str
    goods_name: str
    unit: str
    min_quantity: Decimal
    amount: Decimal | None
    currency: str


def contract_prices(
    actor: Actor, found: Contract, after: str | None = None, limit: int | None = None
) -> Page[ContractPrice]:
    """A page of its articles' prices by SKU, as they count now; on its first day where that is to come, on its last
    where that has been. `found` is one that the actor may see (queries/contracts/contracts.py). One statement."""
    require(actor, SEE_CONTRACTS)
    rows = Price.objects.filter(
        market_id=actor.market_id, list__contracts__contract=found, valid__contains=_at(actor, found)
    )
    rows = rows.filter(beyond(ORDER, decode_cursor(after, str, str, Decimal, UUID)))
    size = bounded(limit)
    read = list(rows.select_related("variant", "list").order_by(*ORDER)[: size + 1])
    page = cut(read, size, lambda row: (row.variant.sku, row.unit, row.min_quantity, row.id))
    return page.map(lambda rows: [_price(row) for row in rows])


def contract_rules(actor: Actor, found: Contract) -> list[ContractRule]:
    """Its prices of many goods at the same instant. One statement."""
    require(actor, SEE_CONTRACTS)
    rows = PriceRule.objects.filter(
        market_id=actor.market_id, list__contracts__contract=found, valid__contains=_at(actor, found)
    ).select_related("variant", "product", "category", "brand", "list")
    return [_rule(row) for row in rows.order_by("list_id", "target", "min_quantity", "id")[:MOST_RULES]]


def _at(actor: Actor, found: Contract) -> datetime:
    """Now, or the nearest instant of the contract's own time."""
    begins, last = span(found.starts_on, found.ends_on, zone_of(actor))
    ends = found.ended_at or last
    at = max(begins, now()) if begins else now()
    return ends - timedelta(microseconds=1) if ends and ends <= at else at


def _price(row: Any) -> ContractPrice:
    variant = row.variant
    return ContractPrice(
        variant.sku,
        variant.name,
        variant.names,
        row.unit,
        row.min_quantity,
        row.amount,
        row.list.currency,
        row.list.tax_included,
    )


def _rule(row: PriceRule) -> ContractRule:
    code, name = rule_goods(row)
    return ContractRule(row.target, code, name, row.unit, row.min_quantity, row.amount, row.list.currency)
