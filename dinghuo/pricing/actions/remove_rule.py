"""Takes a rule off a list from now on."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.events import RuleRemoved
from dinghuo.pricing.models import PriceRule
from dinghuo.pricing.permissions import PUT_RULE
from dinghuo.pricing.steps.close_rules import end_rule
from dinghuo.pricing.steps.lock_list import lock_list
from dinghuo.pricing.steps.note_rules import note_rules


def remove_rule(actor: Actor, list_key: str, rule_id: UUID) -> None:
    """End the rule now, or drop it if it was still to come. What has been stays. Raises NotFound where there is none
    that counts now or later."""
    require(actor, PUT_RULE)
    at = now()
    with acting(actor):
        price_list = lock_list(actor, list_key)
        rule = PriceRule.objects.filter(market_id=actor.market_id, list=price_list, id=rule_id).first()
        if rule is None or (rule.valid.upper is not None and rule.valid.upper <= at):
            raise NotFound(str(rule_id))
        end_rule(rule, at)
        note_rules(actor, price_list)
        parties = [each for each in (price_list.seller_id, price_list.buyer_id) if each]
        record(actor, RuleRemoved(price_list.id, price_list.key, parties, {"target": rule.target}))
