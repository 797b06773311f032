"""Says what sending costs in the demo: two suppliers charge freight, more to the far west; the house frees some."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from dinghuo.demo.companies.market import CURRENCY
from dinghuo.demo.today.desk import Desk
from dinghuo.demo.words import Words
from dinghuo.foundation.clock import now
from dinghuo.ordering.actions.save_freight_term import FreightInput, save_freight_term
from dinghuo.promotions.actions.save_promotion import Benefit, PromotionInput, Terms, save_promotion
from dinghuo.promotions.actions.start_promotion import start_promotion

TAX = Decimal("0.09")
NOTE = Words("零食体积大，按重量计费。", "Snacks are sent by weight.")
FREE = Words("零食饮品满600元免运费", "Free freight from ¥600")
#: Xinjiang and Tibet.
FAR = ("65", "54")


def charge_freight(desk: Desk) -> None:
    """By the domains' own actions."""
    actor = desk.opened.actor
    by_weight = FreightInput(
        Decimal(12),
        seller="S004",
        first_grams=Decimal(5000),
        step_grams=Decimal(1000),
        step_amount=Decimal("1.5"),
        free_from=Decimal(1000),
        tax_rate=TAX,
        note=NOTE.chinese,
        notes=NOTE.translations,
    )
    save_freight_term(actor, by_weight)
    for region in FAR:
        far = replace(by_weight, amount=Decimal(30), step_amount=Decimal(6), free_from=Decimal(3000))
        save_freight_term(actor, replace(far, region_code=region))
    save_freight_term(actor, FreightInput(Decimal(15), seller="S003", free_from=Decimal(500), tax_rate=TAX))
    house = desk.actor(desk.opened.operator.code, "admin")
    row = PromotionInput(
        name=FREE.chinese,
        names=FREE.translations,
        terms=Terms(Benefit.FREE_FREIGHT, least_amount=Decimal(600), most=Decimal(50)),
        currency=CURRENCY,
        starts_at=now() - timedelta(hours=1),
        budget=Decimal(5000),
        platform_share=100,
    )
    save_promotion(house, "free-freight", row)
    start_promotion(house, "free-freight")
