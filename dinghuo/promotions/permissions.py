"""The permissions of this domain, each named after the action it opens."""

SEE_PROMOTIONS = "promotions.see_promotions"
SAVE_PROMOTION = "promotions.save_promotion"
START_PROMOTION = "promotions.start_promotion"
END_PROMOTION = "promotions.end_promotion"
MAKE_COUPONS = "promotions.make_coupons"

PERMISSIONS = frozenset({SEE_PROMOTIONS, SAVE_PROMOTION, START_PROMOTION, END_PROMOTION, MAKE_COUPONS})
