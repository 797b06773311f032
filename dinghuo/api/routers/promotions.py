"""The calls about promotions and coupons: write, start, end, and make codes."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router

from dinghuo.api.bodies import promotions as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import the_promotion
from dinghuo.api.shapes.promotion import (
    CouponsAnswer,
    PromotionAnswer,
    PromotionsAnswer,
    TrialAnswer,
    cart_trial_shape,
    coupon_shape,
    promotion_shape,
    trial_shape,
)
from dinghuo.api.values import Word, start_of, until_after
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.ordering.queries.try_on_cart import try_on_cart
from dinghuo.ordering.queries.try_promotion import try_promotion
from dinghuo.promotions.actions.end_promotion import end_promotion
from dinghuo.promotions.actions.make_coupons import make_coupons
from dinghuo.promotions.actions.save_promotion import (
    Named,
    PartInput,
    PromotionInput,
    Terms,
    Tier,
    save_promotion,
)
from dinghuo.promotions.actions.start_promotion import start_promotion
from dinghuo.promotions.queries.promotions import coupons, promotion, promotions

router = Router(tags=["Promotions"])


@router.get("/promotions", response=PromotionsAnswer, operation_id="promotions")
@reading()
def get_promotions(request: Call) -> dict[str, Any]:
    """The promotions of the key's organisation, all for who sees the market; latest first."""
    return {"items": [promotion_shape(row) for row in promotions(request.auth)], "next": None}


@router.post("/promotions", response=PromotionAnswer, operation_id="save_promotion")
@writing()
def post_promotion(request: Call, body: bodies.Promotion) -> dict[str, Any]:
    """Write the promotion with this key: a draft as often as wanted, a running one as its next version.

    Refused as `promotion-fixed` once it has ended. It counts only after it was started.
    """
    actor = request.auth
    save_promotion(actor, body.key, _written(actor, body))
    return _told(actor, body.key)


@router.post("/promotions/{key}/start", response=PromotionAnswer, operation_id="start_promotion")
@writing(of=the_promotion)
def post_start(request: Call, key: str) -> dict[str, Any]:
    """Let a draft count, from its time on. Refused as `promotion-fixed` where it runs or has ended."""
    start_promotion(request.auth, key)
    return _told(request.auth, key)


@router.post("/promotions/{key}/end", response=PromotionAnswer, operation_id="end_promotion")
@writing(of=the_promotion)
def post_end(request: Call, key: str) -> dict[str, Any]:
    """Let it count no more; what was granted stands. Refused as `promotion-fixed` where it has ended."""
    end_promotion(request.auth, key)
    return _told(request.auth, key)


@router.get("/promotions/{key}/coupons", response=CouponsAnswer, operation_id="coupons")
@reading(of=the_promotion)
def get_coupons(request: Call, key: str, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """The codes of a promotion with their uses, words for many first."""
    page = coupons(request.auth, key, after, limit)
    return {"items": [coupon_shape(each) for each in page.items], "next": page.next}


@router.get("/promotions/{key}/trial", response=TrialAnswer, operation_id="try_promotion")
@reading(of=the_promotion)
def get_trial(request: Call, key: str, order: Word = "", customer: Word = "") -> dict[str, Any]:
    """What the promotion as it is written now would have taken off an order that was placed, a draft's too: by itself,
    as if it had run then, with no limit and no code. Nothing is changed. 404 for an order the key can't see.

    Or, for who runs the market, what it would take off what a customer has in its cart now: name the `customer`."""
    try:
        if customer and not order:
            return cart_trial_shape(try_on_cart(request.auth, key, customer))
        return trial_shape(try_promotion(request.auth, key, order))
    except NotFound:
        if order or customer:
            raise
        raise Invalid([Fault("order", "missing", _("Name the order."))]) from None


@router.post("/promotions/{key}/coupons", response=CouponsAnswer, operation_id="make_coupons")
@writing(of=the_promotion)
def post_coupons(request: Call, key: str, body: bodies.Coupons) -> dict[str, Any]:
    """Make codes: many at random for one use each, or one word for many. Refused as `promotion-fixed` where none is
    needed."""
    made = make_coupons(request.auth, key, body.count, body.word, body.most_uses, body.batch)
    return {"items": [coupon_shape(each) for each in made], "next": None}


def _told(actor: Actor, key: str) -> dict[str, Any]:
    return promotion_shape(promotion(actor, key).row)


def _written(actor: Actor, body: bodies.Promotion) -> PromotionInput:
    same = ("name", "currency", "seller", "storefront", "order_type", "needs_code", "priority", "alone")
    rest = (
        "exclusive_group",
        "per_customer",
        "budget",
        "most_uses",
        "platform_share",
        "supplier_share",
        "supplier",
    )
    terms = ("value", "least_units", "least_amount", "first_order", "every", "nth", "most")
    starts = start_of(body.starts_at, actor.time_zone)
    if starts is None:
        raise Invalid([Fault("starts_at", "required", _("This is missing."))])
    return PromotionInput(
        **{name: getattr(body, name) for name in (*same, *rest)},
        names=body.names,
        terms=Terms(
            body.benefit,
            **{name: getattr(body, name) for name in terms},
            tiers=[Tier(Decimal(each.least), Decimal(each.off), each.percent) for each in body.tiers],
        ),
        starts_at=starts,
        ends_at=until_after(body.ends_at, actor.time_zone),
        goods=[Named(each.kind, each.key) for each in body.goods],
        whom=[Named(each.kind, each.key) for each in body.whom],
        parts=[PartInput(each.sku, each.units) for each in body.parts],
    )
