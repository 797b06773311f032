"""How fresh goods must be that go to a customer."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import LastSent, LifeRule
from dinghuo.inventory.rules.life import LifeNeed


def life_needs(
    actor: Actor, seller_id: UUID, buyer_id: UUID, variant_ids: Collection[UUID]
) -> dict[UUID, LifeNeed]:
    """What each article must have left; missing where nothing is asked. One statement where the seller has no rules.

    The rule for the customer and the nearest category wins, then that for the customer, the nearest category, and
    everybody.
    """
    rules = [
        rule
        for rule in LifeRule.objects.filter(market_id=actor.market_id, seller_id=seller_id).select_related(
            "category"
        )
        if rule.buyer_id in (None, buyer_id)
    ]
    if not rules:
        return {}
    paths = Variant.objects.filter(market_id=actor.market_id, id__in=variant_ids)
    found = {
        variant_id: rule
        for variant_id, path in paths.values_list("id", "product__category__path")
        if (rule := _nearest(rules, path))
    }
    last = _last_sent(actor, seller_id, buyer_id, [each for each, rule in found.items() if rule.not_older])
    return {
        variant_id: LifeNeed(rule.min_days, rule.min_percent, last.get(variant_id))
        for variant_id, rule in found.items()
    }


def _nearest(rules: Collection[LifeRule], path: str) -> LifeRule | None:
    fitting = [rule for rule in rules if rule.category is None or path.startswith(rule.category.path)]
    return max(fitting, key=_weight, default=None)


def _weight(rule: LifeRule) -> tuple[bool, int]:
    return rule.buyer_id is not None, len(rule.category.path) if rule.category else 0


def _last_sent(
    actor: Actor, seller_id: UUID, buyer_id: UUID, variant_ids: Collection[UUID]
) -> dict[UUID, date]:
    if not variant_ids:
        return {}
    rows = LastSent.objects.filter(
        market_id=actor.market_id, owner_id=seller_id, buyer_id=buyer_id, variant_id__in=variant_ids
    )
    return dict(rows.values_list("variant_id", "expires"))
