"""Finds everything that is wrong with a rule before it is written."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Brand, Category, PackUnit, Product, Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.models import PriceList, PriceRule
from dinghuo.pricing.rules.levels import DEEPEST
from dinghuo.pricing.rules.rows import RuleInput
from dinghuo.pricing.rules.slips import are_contradictory, is_odd_percent
from dinghuo.pricing.states import ListKind, Sums, Target

MOST = Decimal(10) ** 12
NAMED_BY: dict[Target, tuple[type[Any], str]] = {
    Target.VARIANT: (Variant, "sku"),
    Target.PRODUCT: (Product, "code"),
    Target.CATEGORY: (Category, "key"),
    Target.BRAND: (Brand, "key"),
}


def check_rule(
    actor: Actor, price_list: PriceList, row: RuleInput, at: datetime, faults: Faults
) -> PriceRule:
    """Read it, and collect its faults. A constant number of statements, one more for each list that it follows from."""
    rule = PriceRule(
        market_id=actor.market_id,
        list=price_list,
        target=row.target.value,
        unit=row.unit,
        min_quantity=row.min_quantity,
        sums=row.sums.value,
        tier_group=row.tier_group,
        amount=row.amount,
        percent=row.percent,
        plus=row.plus,
        step=row.step,
        ending=row.ending,
        floor=row.floor,
        ceiling=row.ceiling,
        min_margin=row.min_margin,
    )
    _read_goods(actor, row, rule, faults)
    _check_unit(actor, row, rule, faults)
    if row.base_list and row.amount is None:
        rule.base_list = _base(actor, price_list, row.base_list, faults)
        if row.unit:
            faults.add("unit", "not-needed", _("A formula is for the unit that is ordered."))
    elif row.base_list or row.amount is None:
        faults.add("amount", "one-of", _("Give an amount or another list from which it follows."))
    _check_numbers(row, faults)
    if (row.sums is Sums.GROUP) != bool(row.tier_group) or len(row.tier_group) > 40:
        faults.add("tier_group", "required", _("Name the goods that count together, in at most 40 letters."))
    if row.valid_to is not None and row.valid_to <= max(row.valid_from or at, at):
        faults.add("valid_to", "before-start", _("It ends before it begins."))
    return rule


def _read_goods(actor: Actor, row: RuleInput, rule: PriceRule, faults: Faults) -> None:
    if row.target is Target.ALL:
        if row.goods:
            faults.add("goods", "not-needed", _("A rule for all goods names none."))
        return
    model, column = NAMED_BY[row.target]
    rows = model.objects.filter(market_id=actor.market_id, **{column: row.goods.replace("\0", "")})
    found = rows.first()
    if found is None:
        faults.add("goods", "unknown", _("There is no %s.") % row.goods[:60].replace("\0", ""))
    setattr(rule, row.target.value, found)


def _check_unit(actor: Actor, row: RuleInput, rule: PriceRule, faults: Faults) -> None:
    """The unit must be one of the article's or style's; of many goods, one that is known in the market at all."""
    if not row.unit or row.base_list:
        return
    packs = PackUnit.objects.filter(market_id=actor.market_id, unit=row.unit.replace("\0", ""))
    if rule.variant_id:
        packs = packs.filter(variant_id=rule.variant_id)
    elif rule.product_id:
        packs = packs.filter(variant__product_id=rule.product_id)
    if len(row.unit) > 20 or not packs.exists():
        faults.add("unit", "unknown", _("Nothing is sold by %s here.") % row.unit[:20].replace("\0", ""))


def _base(actor: Actor, price_list: PriceList, key: str, faults: Faults) -> PriceList | None:
    """The list of that key, if this one may follow from it: a seller's own, or the operator's who sees all of them."""
    rows = PriceList.objects.filter(market_id=actor.market_id, key=key.replace("\0", ""))
    if actor.scope != "market":
        rows = rows.filter(seller_id=price_list.seller_id)
    found = rows.first()
    if found is None:
        faults.add("base_list", "unknown", _("There is no %s.") % key[:60].replace("\0", ""))
    elif found.currency != price_list.currency:
        faults.add("base_list", "other-currency", _("The prices of that list are in %s.") % found.currency)
    elif _follows(actor, [found.id], price_list.id):
        faults.add("base_list", "circle", _("The prices of %s follow from this list already.") % found.name)
    elif found.kind == ListKind.COST.value and price_list.kind == ListKind.COST.value:
        faults.add("base_list", "circle", _("What goods cost doesn’t follow from another list of costs."))
    return found


def _follows(actor: Actor, first: Iterable[UUID], wanted: UUID) -> bool:
    """Whether one of the lists is the wanted one, or follows from it; too many steps count as such."""
    seen: set[UUID] = set()
    following = set(first)
    # By steps, not by lists: each look takes all lists of one distance.
    for _step in range(DEEPEST):
        if wanted in following:
            return True
        seen |= following
        rows = PriceList.objects.filter(market_id=actor.market_id, id__in=following)
        following = {base for bases in rows.values_list("bases", flat=True) for base in bases} - seen
        if not following:
            return False
    return True


def _check_numbers(row: RuleInput, faults: Faults) -> None:
    above_zero = {"amount": row.amount, "step": row.step, "percent": row.percent}
    for name, number in above_zero.items():
        if number is not None and not (_is_number(number) and number > 0):
            faults.add(name, "positive", _("Enter more than zero, with at most six decimals."))
    for name in ("min_quantity", "ending", "floor", "ceiling", "min_margin"):
        number = getattr(row, name)
        if number is not None and not (_is_number(number) and number >= 0):
            faults.add(name, "negative", _("Enter zero or more, with at most six decimals."))
    if are_contradictory(row.floor, row.ceiling):
        faults.add("floor", "above-ceiling", _("The floor is above the ceiling."))
    if not _is_number(row.plus):
        faults.add("plus", "too-large", _("Enter a number with at most six decimals."))
    if row.percent >= 100_000 or (row.min_margin or 0) >= 1000 or row.percent != round(row.percent, 4):
        faults.add("percent", "too-large", _("That is too much."))
    elif row.base_list and row.percent > 0 and is_odd_percent(row.percent) and not row.meant:
        told = _("%(percent)s percent of the other list? Say that you mean it, if you do.")
        faults.add("percent", "absurd", told % {"percent": plain(row.percent)})


def _is_number(number: Decimal) -> bool:
    return number.is_finite() and abs(number) < MOST and number == round(number, 6)
