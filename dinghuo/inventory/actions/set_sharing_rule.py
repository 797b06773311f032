"""Says how goods are shared that are too few for all who wait."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import SharingRuleSet
from dinghuo.inventory.models import SharingRule
from dinghuo.inventory.permissions import SET_SHARING_RULE
from dinghuo.inventory.states import Sharing


def set_sharing_rule(actor: Actor, rule: str, seller_id: UUID | None = None) -> Sharing:
    """Set the rule of the actor's organisation, or of one in the market's scope. Urgent orders come first by any."""
    require(actor, SET_SHARING_RULE)
    with acting(actor):
        seller = (seller_id if actor.scope == "market" else None) or actor.organisation_id
        if seller is None:
            raise NotFound("seller")
        if rule not in set(Sharing):
            words = _("One of these: %(words)s.") % {"words": ", ".join(Sharing)}
            raise Invalid([Fault("rule", "unknown", words)])
        SharingRule.objects.bulk_create(
            [SharingRule(market_id=actor.market_id, seller_id=seller, rule=rule)],
            update_conflicts=True,
            unique_fields=["market_id", "seller"],
            update_fields=["rule"],
        )
        record(actor, SharingRuleSet(seller, parties=[seller], data={"rule": rule}))
        return Sharing(rule)
