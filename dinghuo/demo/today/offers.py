"""Lets the demo's offers be compared, some goods be on sale at times and in regions, and others take their place."""

from datetime import datetime, timedelta
from decimal import Decimal

from dinghuo.catalogue.actions.comparison.score_seller import score_seller
from dinghuo.catalogue.actions.comparison.set_comparison import ComparisonView, Weights, set_comparison
from dinghuo.catalogue.actions.limit_offer import limit_offer
from dinghuo.catalogue.actions.save_links import LinkKind, save_links
from dinghuo.catalogue.actions.schedule_sale import schedule_sale
from dinghuo.catalogue.models import Variant
from dinghuo.catalogue.steps.propose_offers import Proposed, propose_offers
from dinghuo.demo.companies.market import Opened
from dinghuo.demo.shelf.item import Item
from dinghuo.demo.shelf.shelves import Shelves
from dinghuo.foundation.tenancy import acting

#: What the operator thinks of some sellers, and why.
SCORES = (
    ("S001", "92.5", "全年准时，无质量索赔"),
    ("S002", "81.0", "旺季偶有迟交"),
    ("S003", "74.5", "缺货偏多，已约谈"),
)
GUANGDONG, HUNAN = "44", "43"


def compare_and_schedule(opened: Opened, shelves: Shelves, end: datetime) -> None:
    """Set it all by the domain's own actions, a handful of each."""
    actor = opened.actor
    set_comparison(actor, Weights(70, 20, 10), ComparisonView.ALL, "开业初期以价格为先")
    set_comparison(actor, Weights(50, 25, 25), ComparisonView.ALL, "供应商评分已齐，计入比价")
    for code, score, why in SCORES:
        score_seller(actor, code, Decimal(score), why)
    # The least of what sells, so that nothing of the trade that is under way goes off sale.
    rare = _products(shelves)[-8:]
    begin = end.replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=7 - end.weekday())
    schedule_sale(actor, rare[0].article.code, begin, begin + timedelta(days=28))
    schedule_sale(actor, rare[1].article.code, None, begin)
    twice = next(one for one in reversed(shelves.sold) if one.is_second)
    seller = opened.companies[twice.seller]
    limit_offer(actor, twice.item.sku, None, begin + timedelta(days=90), [GUANGDONG, HUNAN], seller.id)
    best = _products(shelves)[:4]
    save_links(actor, best[0].article.code, LinkKind.SUBSTITUTE, [best[1].article.code, best[2].article.code])
    save_links(actor, best[0].article.code, LinkKind.ACCESSORY, [best[3].article.code])
    save_links(actor, rare[2].article.code, LinkKind.SUCCESSOR, [best[1].article.code])
    _propose(opened, best)


def _propose(opened: Opened, best: list[Item]) -> None:
    """A supplier's sheet has described what others sell already: its offer waits for the operator."""
    actor = opened.actor
    with acting(actor):
        rows = Variant.objects.filter(
            market_id=actor.market_id, sku__in=[item.sku for item in best], gtin__gt=""
        )
        variant = rows.exclude(offers__seller__code="S004").order_by("sku").first()
        if variant is not None and (seller := opened.companies.get("S004")):
            named = Proposed(variant.id, "XT-88012", variant.name, variant.gtin, Decimal(12), Decimal(12), 2)
            propose_offers(actor, seller.id, [named])


def _products(shelves: Shelves) -> list[Item]:
    """One item of each product, the best seller first."""
    by_code: dict[str, Item] = {}
    for item in sorted(shelves.items, key=lambda item: item.rank):
        by_code.setdefault(item.article.code, item)
    return list(by_code.values())
