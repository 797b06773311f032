"""The rules of a list: prices of more than one article, and formulas over other lists."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now, Upper

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.pricing.models import PriceRule
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.price_lists import visible_lists

#: Rules of one list that are shown.
MOST = 500


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """A rule as it was written (rules/rows.py: RuleInput), with the time for which it is valid."""

    id: UUID
    target: str
    goods: str
    goods_name: str
    unit: str
    min_quantity: Decimal
    sums: str
    tier_group: str
    amount: Decimal | None
    base_list: str
    base_list_name: str
    percent: Decimal
    plus: Decimal
    step: Decimal | None
    ending: Decimal
    floor: Decimal | None
    ceiling: Decimal | None
    min_margin: Decimal | None
    currency: str
    valid_from: datetime
    valid_to: datetime | None


def price_rules(actor: Actor, list_key: str) -> list[RuleRecord]:
    """The rules that count now or are to come, most specific first. Raises NotFound. Two statements."""
    require(actor, SEE_PRICE_LISTS)
    found = visible_lists(actor).filter(key=list_key.replace("\0", "")).first()
    if found is None:
        raise NotFound(list_key)
    rows = (
        PriceRule.objects.filter(market_id=actor.market_id, list=found)
        .annotate(ends=Upper("valid"))
        .filter(Q(ends=None) | Q(ends__gt=Now()))
        .select_related("variant", "product", "category", "brand", "base_list")
        .order_by("variant_id", "product_id", "category_id", "brand_id", "unit", "min_quantity", "valid")
    )
    return [_record(row, found.currency) for row in rows[:MOST]]


def _record(row: PriceRule, currency: str) -> RuleRecord:
    code, name = rule_goods(row)
    return RuleRecord(
        id=row.id,
        target=row.target,
        goods=code,
        goods_name=name,
        unit=row.unit,
        min_quantity=row.min_quantity,
        sums=row.sums,
        tier_group=row.tier_group,
        amount=row.amount,
        base_list=row.base_list.key if row.base_list else "",
        base_list_name=row.base_list.name if row.base_list else "",
        percent=row.percent,
        plus=row.plus,
        step=row.step,
        ending=row.ending,
        floor=row.floor,
        ceiling=row.ceiling,
        min_margin=row.min_margin,
        currency=currency,
        valid_from=row.valid.lower,
        valid_to=row.valid.upper,
    )


def rule_goods(row: PriceRule) -> tuple[str, str]:
    """Code and name of what a rule is for; both empty for all goods."""
    if row.variant:
        return row.variant.sku, row.variant.name
    if row.product:
        return row.product.code, row.product.name
    if row.category:
        return row.category.key, row.category.name
    return (row.brand.key, row.brand.name) if row.brand else ("", "")
