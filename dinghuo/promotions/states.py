"""The states of a promotion, and the ways it takes something off."""

from enum import StrEnum

from dinghuo.foundation.states import Moves


class PromotionState(StrEnum):
    """Whether a promotion counts: not yet, now, never again."""

    DRAFT = "draft"
    ACTIVE = "active"
    ENDED = "ended"


MOVES = Moves(
    {
        PromotionState.DRAFT: {PromotionState.ACTIVE, PromotionState.ENDED},
        PromotionState.ACTIVE: {PromotionState.ENDED},
    }
)


class Benefit(StrEnum):
    """What a promotion gives."""

    PERCENT = "percent"
    AMOUNT = "amount"
    FIXED_PRICE = "fixed_price"
    NTH_PIECE = "nth_piece"
    BUNDLE = "bundle"
    GIFT = "gift"
    TIERS = "tiers"
    FREE_FREIGHT = "free_freight"


class Refused(StrEnum):
    """Why a code gives nothing to this basket."""

    UNKNOWN = "unknown"
    NOT_STARTED = "not-started"
    EXPIRED = "expired"
    USED_UP = "used-up"
    NOT_FOR_YOU = "not-for-you"
    ALREADY_USED = "already-used"
    BELOW_MINIMUM = "below-minimum"
    NO_GOODS = "no-goods"
    EXCLUDED = "excluded"
    NO_FREIGHT = "no-freight"
