"""What is taken off at the moment: by the house for everybody, by two suppliers, with codes; and one still written."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from dinghuo.demo.companies.market import CURRENCY
from dinghuo.demo.today.desk import Desk
from dinghuo.demo.words import Words
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.promotions.actions.make_coupons import make_coupons
from dinghuo.promotions.actions.save_promotion import (
    Benefit,
    Named,
    PromotionInput,
    Terms,
    Tier,
    save_promotion,
)
from dinghuo.promotions.actions.start_promotion import start_promotion

STEPS = [
    Tier(Decimal(2000), Decimal(60)),
    Tier(Decimal(5000), Decimal(200)),
    Tier(Decimal(10000), Decimal(500)),
]
DRINKS = [Named("category", "juice"), Named("category", "plant-drinks")]


def promote(desk: Desk) -> None:
    """Write and start them, and let four customers use a code."""
    house = desk.actor(desk.opened.operator.code, "admin")
    _of_the_house(house)
    _of_suppliers(desk)
    for code in ("B001", "B004", "B014", "B034"):
        desk.place(code, "admin", 6, (6, 8, 10), codes=["FIFTY"])


def _of_the_house(actor: Actor) -> None:
    """Over all sellers' goods, some of them paid for by the platform in part."""
    terms = Terms(Benefit.PERCENT, Decimal(8), least_amount=Decimal(500), most=Decimal(800))
    words = Words("果汁和植物饮品满500元减8%", "8 % off juice and plant drinks from ¥500")
    _start(actor, "winter-juice", words, terms, goods=DRINKS, budget=Decimal(30000), platform_share=50)
    words = Words("整单满额立减", "The more you order, the more is off")
    _start(actor, "spend-more", words, Terms(Benefit.TIERS, tiers=STEPS), priority=-1)
    terms = Terms(Benefit.AMOUNT, Decimal(50), least_amount=Decimal(300), first_order=True)
    words = Words("新客立减50元", "¥50 off your first order")
    _start(actor, "welcome", words, terms, needs_code=True, platform_share=100)
    make_coupons(actor, "welcome", word="WELCOME50", most_uses=10_000)
    terms = Terms(Benefit.AMOUNT, Decimal(50), least_amount=Decimal(500))
    words = Words("限量优惠券50元", "¥50 off, while it lasts")
    limits = {"needs_code": True, "budget": Decimal(2500), "per_customer": 1, "exclusive_group": "coupon"}
    _start(actor, "fifty", words, terms, **limits)
    make_coupons(actor, "fifty", word="FIFTY", most_uses=1000)
    make_coupons(actor, "fifty", count=20, batch="微信群")
    words = Words("春节备货九折", "10 % off for the spring festival")
    _write(actor, "spring", words, Terms(Benefit.PERCENT, Decimal(10)))


def _of_suppliers(desk: Desk) -> None:
    """Each for its own goods, at its own cost."""
    terms = Terms(Benefit.AMOUNT, Decimal(30), least_amount=Decimal(1000), every=True)
    words = Words("碳酸饮料每满1000元减30元", "¥30 off soft drinks for each ¥1,000")
    goods = [Named("category", "soft-drinks")]
    _start(desk.actor("S001", "admin"), "soda", words, terms, goods=goods)
    words = Words("休闲零食买11件送1件", "Snacks: of twelve pieces one is free")
    terms = Terms(Benefit.NTH_PIECE, Decimal(100), nth=12, least_units=Decimal(12))
    goods = [Named("category", "snacks")]
    _start(desk.actor("S004", "admin"), "snacks", words, terms, goods=goods, budget=Decimal(20000))


def _start(actor: Actor, key: str, words: Words, terms: Terms, **columns: Any) -> None:
    _write(actor, key, words, terms, **columns)
    start_promotion(actor, key)


def _write(actor: Actor, key: str, words: Words, terms: Terms, **columns: Any) -> None:
    begun = now() - timedelta(days=3)
    row = PromotionInput(
        name=words.chinese,
        names=words.translations,
        terms=terms,
        currency=CURRENCY,
        starts_at=begun,
        ends_at=begun + timedelta(days=60),
        **columns,
    )
    save_promotion(actor, key, row)
