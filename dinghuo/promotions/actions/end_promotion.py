"""Ends a promotion: what was granted stands, nothing more is."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.promotions.errors import PromotionFixed
from dinghuo.promotions.events import PromotionEnded
from dinghuo.promotions.models import Promotion
from dinghuo.promotions.permissions import END_PROMOTION
from dinghuo.promotions.states import MOVES, PromotionState
from dinghuo.promotions.steps.lock_promotion import lock_promotion


def end_promotion(actor: Actor, key: str) -> Promotion:
    """End it for good. Raises NotFound, PromotionFixed for one that has ended."""
    require(actor, END_PROMOTION)
    with acting(actor):
        promotion = lock_promotion(actor, key)
        if promotion.state == PromotionState.ENDED or not MOVES.may(
            PromotionState(promotion.state), PromotionState.ENDED
        ):
            raise PromotionFixed(_("It has ended already."))
        promotion.state = PromotionState.ENDED.value
        promotion.save(update_fields=["state"])
        record(actor, PromotionEnded(promotion.id, promotion.key, [promotion.owner_id]))
        return promotion
