"""Keeps the rules of a list inside its bands: only plain percentages of the list above are sure to stay there."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.pricing.models import PriceBand, PriceList, PriceRule
from dinghuo.pricing.rules.bands import Bounds, is_inside, is_plain


def check_rule_bands(actor: Actor, price_list: PriceList, rule: PriceRule, faults: Faults) -> None:
    """Add a fault where the list has bands and the rule could leave one. The list is locked. One statement."""
    rows = PriceBand.objects.filter(market_id=actor.market_id, list=price_list).select_related("parent")
    bands = list(rows)
    if bands and not _stays(rule, bands[0].parent, [(band.least, band.most) for band in bands]):
        told = _("Inside a band a rule is a percentage of %s, within every band, and nothing else.")
        faults.add("percent" if rule.base_list_id else "amount", "outside-band", told % bands[0].parent.name)


def check_rules(
    actor: Actor, price_list: PriceList, parent: PriceList, bounds: Sequence[Bounds], faults: Faults
) -> None:
    """Add a fault where a rule that counts, or is to, could leave the bands that are to be. One statement."""
    rows = PriceRule.objects.filter(market_id=actor.market_id, list=price_list, valid__endswith__gt=now())
    open_ended = PriceRule.objects.filter(market_id=actor.market_id, list=price_list, valid__upper_inf=True)
    wrong = [rule for rule in (rows | open_ended) if not _stays(rule, parent, bounds)]
    if wrong:
        told = _("This list has %s rules that could leave the band. Take them off first.")
        faults.add("bands", "rules", told % len(wrong))


def _stays(rule: PriceRule, parent: PriceList, bounds: Sequence[Bounds]) -> bool:
    others = (rule.plus, rule.step, rule.floor, rule.ceiling, rule.min_margin)
    return (
        rule.base_list_id == parent.id and is_plain(rule.percent, *others) and is_inside(rule.percent, bounds)
    )
