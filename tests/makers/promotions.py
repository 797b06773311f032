"""Makes promotions that run, the way a seller or the operator makes them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.promotions.actions.make_coupons import make_coupons
from dinghuo.promotions.actions.save_promotion import Benefit, PromotionInput, Terms, save_promotion
from dinghuo.promotions.actions.start_promotion import start_promotion
from dinghuo.promotions.models import Promotion
from dinghuo.promotions.permissions import PERMISSIONS
from tests.makers.people import make_actor
from tests.makers.world import World


def promoter(world: World) -> Actor:
    """A person of the operator's who makes promotions over all sellers' goods."""
    return make_actor(world.operator, dict.fromkeys(PERMISSIONS), "Zhao Min")


def sellers_promoter(world: World) -> Actor:
    """A person of the supplier's who makes promotions for its own goods."""
    return make_actor(world.supplier, dict.fromkeys(PERMISSIONS), "Chen Wei")


def make_promotion(
    actor: Actor, key: str = "P1", value: str = "10", benefit: str = "percent", word: str = "", **columns: Any
) -> Promotion:
    """One that runs now; `word` is its code, for as many uses as wanted. Terms' own fields go to the terms."""
    of_terms = {
        name: columns.pop(name)
        for name in ("least_units", "least_amount", "first_order", "every", "nth", "most", "tiers")
        if name in columns
    }
    row = PromotionInput(
        name=f"Promotion {key}",
        terms=Terms(Benefit(benefit), Decimal(value), **of_terms),
        currency="CNY",
        starts_at=columns.pop("starts_at", now() - timedelta(hours=1)),
        needs_code=bool(word) or columns.pop("needs_code", False),
        **columns,
    )
    saved = save_promotion(actor, key, row)
    if word:
        make_coupons(actor, key, word=word, most_uses=1000)
    start_promotion(actor, key)
    return saved
