"""Ends the rules in whose place a new one comes."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Func, Value
from django.db.models.functions import Lower

from dinghuo.foundation.actor import Actor
from dinghuo.pricing.models import PriceRule


def close_rules(actor: Actor, rule: PriceRule, start: datetime) -> None:
    """End the rule that is in force at `start` there, and drop those that begin later: what has been stays. The list is
    locked. Two statements."""
    slot = PriceRule.objects.filter(
        market_id=actor.market_id,
        list=rule.list,
        target=rule.target,
        variant=rule.variant,
        product=rule.product,
        category=rule.category,
        brand=rule.brand,
        unit=rule.unit,
        min_quantity=rule.min_quantity,
    )
    slot.filter(valid__startswith__gte=start).delete()
    ended = Func(
        Lower(F("valid")), Value(start), function="tstzrange", output_field=PriceRule._meta.get_field("valid")
    )
    slot.filter(valid__contains=start).update(valid=ended)


def end_rule(rule: PriceRule, at: datetime) -> None:
    """End one rule at an instant, or drop it where it begins later. One statement."""
    rows = PriceRule.objects.filter(market_id=rule.market_id, id=rule.id)
    if rule.valid.lower >= at:
        rows.delete()
    else:
        rows.update(valid=DateTimeTZRange(rule.valid.lower, at))
