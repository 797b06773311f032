"""Promotions and codes as the API tells them."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import instant, money
from dinghuo.api.shapes.answer import Answer, DecimalText, InstantText
from dinghuo.ordering.queries.try_on_cart import CartTrial
from dinghuo.ordering.queries.try_promotion import Trial
from dinghuo.promotions.queries.promotions import PromotionRow


class PromotionAnswer(Answer):
    """A promotion, with what it has given."""

    key: str
    name: str
    owner: str = Field(description="Code of the organisation.")
    seller: str | None = Field(description="Code; null: for all sellers' goods.")
    storefront: str | None = Field(description="Key; null: in every one.")
    state: str
    version: int
    benefit: str
    currency: str
    starts_at: InstantText | None
    ends_at: InstantText | None
    needs_code: bool
    priority: int
    exclusive_group: str
    alone: bool
    per_customer: int | None
    budget: DecimalText | None
    most_uses: int | None
    given: DecimalText = Field(description="What stands of what it granted.")
    uses: int
    seller_share: int
    platform_share: int
    supplier_share: int
    supplier: str | None = Field(description="Code of who bears the supplier's share.")


class PromotionsAnswer(Answer):
    """The promotions of the key's organisation, latest first."""

    items: list[PromotionAnswer]
    next: str | None


class CouponAnswer(Answer):
    """A code."""

    code: str
    batch: str
    most_uses: int
    uses: int


class CouponsAnswer(Answer):
    """Codes, those for many first."""

    items: list[CouponAnswer]
    next: str | None


class TrialLineAnswer(Answer):
    """What would have come off a line."""

    line: int
    sku: str
    off: DecimalText


class TrialAnswer(Answer):
    """What a promotion would have taken off an order, or would take off a cart."""

    order: str | None = Field(description="Null: a cart.")
    customer: str = Field(description="Code of the buyer.")
    currency: str
    off: DecimalText
    lines: list[TrialLineAnswer]
    why: str = Field(description="Where it is nothing: why, in words.")


def promotion_shape(row: PromotionRow) -> dict[str, Any]:
    """One of the list."""
    found = row.promotion
    same = ("key", "state", "version", "currency", "needs_code", "priority", "exclusive_group", "alone")
    shares = ("per_customer", "seller_share", "platform_share", "supplier_share")
    return {
        **{name: getattr(found, name) for name in (*same, *shares)},
        "name": found.name,
        "owner": found.owner.code,
        "seller": found.seller.code if found.seller else None,
        "storefront": row.storefront,
        "supplier": row.supplier,
        "benefit": found.terms["benefit"],
        "starts_at": instant(found.valid.lower) if found.valid.lower else None,
        "ends_at": instant(found.valid.upper) if found.valid.upper else None,
        "budget": None if row.budget is None else money(row.budget, found.currency),
        "most_uses": row.most_uses,
        "given": money(row.given, found.currency),
        "uses": row.uses,
    }


def coupon_shape(coupon: Any) -> dict[str, Any]:
    """One code."""
    return {name: getattr(coupon, name) for name in ("code", "batch", "most_uses", "uses")}


def trial_shape(trial: Trial) -> dict[str, Any]:
    """What it would have been."""
    currency = trial.order.currency
    return {
        "order": trial.order.number,
        "customer": trial.order.buyer.code,
        "currency": currency,
        "off": money(trial.off, currency),
        "lines": [
            {"line": line.position, "sku": line.sku, "off": money(off, currency)} for line, off in trial.lines
        ],
        "why": trial.why,
    }


def cart_trial_shape(trial: CartTrial) -> dict[str, Any]:
    """What it would be for a cart; its lines count from 1 in the cart's order."""
    return {
        "order": None,
        "customer": trial.customer.code,
        "currency": trial.currency,
        "off": money(trial.off, trial.currency),
        "lines": [
            {"line": position, "sku": line.variant.sku, "off": money(off, trial.currency)}
            for position, (line, off) in enumerate(trial.lines, 1)
        ],
        "why": trial.why,
    }
