"""Makes codes for a promotion: one word for many customers, or many codes for one use each."""

import re
import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.promotions.errors import PromotionFixed
from dinghuo.promotions.events import CouponsMade
from dinghuo.promotions.models import Coupon
from dinghuo.promotions.permissions import MAKE_COUPONS
from dinghuo.promotions.rules.codes import make_code, plain_code
from dinghuo.promotions.states import PromotionState
from dinghuo.promotions.steps.lock_promotion import lock_promotion

WORD = re.compile(r"[A-Z0-9][A-Z0-9-]{3,39}")
#: Codes that one call makes.
MOST = 10_000


def make_coupons(
    actor: Actor, key: str, count: int = 1, word: str = "", most_uses: int = 1, batch: str = ""
) -> list[Coupon]:
    """Make `count` codes at random, each for one use; or the one `word`, for `most_uses` uses.

    Raises NotFound, Invalid (a word that is taken or too short, a number out of range), PromotionFixed for a promotion
    that needs no code or has ended.
    """
    require(actor, MAKE_COUPONS)
    with acting(actor):
        promotion = lock_promotion(actor, key)
        if promotion.state == PromotionState.ENDED or not promotion.needs_code:
            raise PromotionFixed(_("Codes are for promotions that need one and haven't ended."))
        word = plain_code(word)
        _check(word, count, most_uses, batch)
        codes = [word] if word else [make_code(secrets.choice) for _place in range(count)]
        made = [
            Coupon(
                market_id=actor.market_id,
                promotion=promotion,
                code=code,
                batch=batch.strip(),
                most_uses=most_uses if word else 1,
            )
            for code in codes
        ]
        try:
            with transaction.atomic():
                Coupon.objects.bulk_create(made)
        except IntegrityError as taken:
            faults = Faults()
            faults.add("word", "taken", _("There is such a code already. Take another."))
            faults.raise_any()
            raise AssertionError("a fault was added") from taken
        record(actor, CouponsMade(promotion.id, promotion.key, [promotion.owner_id], {"count": len(made)}))
        return made


def _check(word: str, count: int, most_uses: int, batch: str) -> None:
    faults = Faults()
    if word and not WORD.fullmatch(word):
        faults.add("word", "malformed", _("A code has 4 to 40 letters A-Z, digits and hyphens."))
    if not word and not 1 <= count <= MOST:
        faults.add("count", "out-of-range", _("From 1 to %(most)s at once.") % {"most": MOST})
    if not 1 <= most_uses <= 10_000_000:
        faults.add("most_uses", "positive", _("At least 1."))
    if len(batch) > 60 or "\0" in batch:
        faults.add("batch", "too-long", _("At most %(most)s characters.") % {"most": 60})
    faults.raise_any()
