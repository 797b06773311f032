"""Lets a promotion count, from its time on."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.promotions.errors import PromotionFixed
from dinghuo.promotions.events import PromotionStarted
from dinghuo.promotions.models import Promotion
from dinghuo.promotions.permissions import START_PROMOTION
from dinghuo.promotions.states import MOVES, PromotionState
from dinghuo.promotions.steps.lock_promotion import lock_promotion


def start_promotion(actor: Actor, key: str) -> Promotion:
    """Start a draft. Raises NotFound, PromotionFixed for one that runs or ended, or whose time is over."""
    require(actor, START_PROMOTION)
    with acting(actor):
        promotion = lock_promotion(actor, key)
        if promotion.state == PromotionState.ACTIVE or not MOVES.may(
            PromotionState(promotion.state), PromotionState.ACTIVE
        ):
            raise PromotionFixed(_("It has started already, or ended."))
        if promotion.valid.upper and promotion.valid.upper <= now():
            raise PromotionFixed(_("Its time is over. Give it a later end first."))
        promotion.state = PromotionState.ACTIVE.value
        promotion.save(update_fields=["state"])
        record(actor, PromotionStarted(promotion.id, promotion.key, [promotion.owner_id]))
        return promotion
