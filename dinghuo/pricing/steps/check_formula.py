"""Asks about a formula that makes prices ten times what they are on its list, a tenth, or nothing at all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.statements import beside, fetch
from dinghuo.pricing.models import PriceRule
from dinghuo.pricing.rules.formula import Formula, applied
from dinghuo.pricing.rules.slips import is_slip

EXAMPLES = beside(__file__, "find_examples")
Example = tuple[str, str, Decimal, Decimal]


def check_formula(actor: Actor, rule: PriceRule, at: datetime, faults: Faults) -> None:
    """Add a fault `absurd` with an example where a formula takes a price of its list too far, as of an instant. What a
    least margin does isn't looked at: it follows costs. One statement."""
    if rule.base_list_id is None:
        return
    goods = rule.variant_id or rule.product_id or rule.category_id or rule.brand_id
    asked = {"market": actor.market_id, "base": rule.base_list_id, "at": at, "target": rule.target}
    path = rule.category.path if rule.category else ""
    examples = fetch(EXAMPLES, {**asked, "goods": goods, "path": path})
    formula = Formula(
        "", rule.percent, rule.plus, rule.step, rule.ending, rule.floor, rule.ceiling, min_margin=None
    )
    odd = [each for each in examples if _is_odd(formula, each)]
    if odd:
        faults.add(_suspect(formula, odd), "absurd", _words(formula, odd[0], rule.list.currency))


def _is_odd(formula: Formula, example: Example) -> bool:
    _sku, _unit, was, factor = example
    becomes = applied(formula, was, factor, None)
    return becomes is None or is_slip(becomes, was)


def _suspect(formula: Formula, odd: Sequence[Example]) -> str:
    """What may be the slip: the first without which nothing is odd."""
    without_it = {
        "plus": replace(formula, plus=Decimal(0)),
        "floor": replace(formula, floor=None),
        "ceiling": replace(formula, ceiling=None),
    }
    for name, without in without_it.items():
        if without != formula and not any(_is_odd(without, each) for each in odd):
            return name
    return "percent"


def _words(formula: Formula, example: Example, currency: str) -> str:
    sku, unit, was, factor = example
    becomes = applied(formula, was, factor, None)
    told = {"sku": sku, "unit": unit, "was": formats.money(was, currency, unit_price=True)}
    if becomes is None:
        words = (
            _("%(sku)s: %(was)s for one %(unit)s would come to nothing, and it would have no price.") % told
        )
    else:
        now = formats.money(becomes, currency, unit_price=True)
        words = _("%(sku)s: one %(unit)s would cost %(now)s instead of %(was)s.") % {**told, "now": now}
    return f"{words} {_('Say that you mean it, if you do.')}"
