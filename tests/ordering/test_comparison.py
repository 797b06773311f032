"""Sellers' offers side by side: ranked by the market's weights, told as far as its policy allows.

mistakes.md 17: what the policy doesn't tell is nowhere to be had: not in lists, pages, price checks or the API.
"""

import json
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.actions.comparison.score_seller import score_seller
from dinghuo.catalogue.actions.comparison.set_comparison import ComparisonView, Weights, set_comparison
from dinghuo.catalogue.models import ComparisonPolicy, Offer, Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.queries.compared import ForWhom
from dinghuo.ordering.queries.comparison import compare_offers
from dinghuo.organisations.models import Organisation
from tests.makers import make_goods
from tests.makers.goods import make_price, make_stock
from tests.makers.people import make_actor, make_organisation
from tests.makers.staff import BUY, make_program
from tests.makers.world import World, make_world

SEE = ("catalogue.see_products", "pricing.see_prices")
RUN = ("catalogue.set_comparison", "catalogue.score_seller")


@pytest.fixture
def world(db: None) -> World:
    """One article by two sellers: the first is dearer and quicker."""
    world = make_world()
    other = make_organisation(world.market.id, "supplier", code="ZHENGTAI", name="Zhengtai Trading")
    with acting(world.system):
        Organisation.objects.filter(id=world.supplier.id).update(code="HENGYUAN", name="Hengyuan Foods")
        world.supplier.refresh_from_db()
    variant = make_goods(world.supplier, "W", price="12", stock=100, lead_time_days=1)
    sell(world, other, variant, "9", lead_time_days=5, position=1)
    make_stock(other, variant, 30, key="far")
    return world


def sell(world: World, seller: Organisation, variant: Variant, price: str, **offer) -> None:
    with acting(world.system):
        Offer.objects.create(market_id=world.market.id, variant=variant, seller=seller, **offer)
    make_price(seller, variant, price)


def article(world: World) -> Variant:
    with acting(world.system):
        return Variant.objects.get(market_id=world.market.id, sku="W")


def buyer(world: World) -> Actor:
    return make_actor(world.buyer, (*SEE, "ordering.place_order"))


def operator(world: World) -> Actor:
    return make_actor(world.operator, (*SEE, *RUN))


def whom(world: World, quantity: str | None = None) -> ForWhom:
    return ForWhom(world.storefront, world.buyer.id, Decimal(quantity) if quantity else None)


def policy(world: World, view: str, *weights: int) -> None:
    set_comparison(operator(world), Weights(*weights) if weights else Weights(), ComparisonView(view))


def seen(world: World) -> list[str]:
    actor = buyer(world)
    with acting(actor):
        return [each.shelf.offer.seller_name for each in compare_offers(actor, whom(world), "W").offers]


def test_the_cheaper_one_wins_until_time_weighs_more(world: World) -> None:
    assert seen(world) == ["Zhengtai Trading", "Hengyuan Foods"]
    policy(world, "all", 20, 80, 0)
    assert seen(world) == ["Hengyuan Foods", "Zhengtai Trading"]
    policy(world, "all", 100, 0, 0)
    assert seen(world) == ["Zhengtai Trading", "Hengyuan Foods"]


def test_a_score_counts_once_there_is_one(world: World) -> None:
    policy(world, "all", 50, 0, 50)
    score_seller(operator(world), "HENGYUAN", Decimal(95), "No claims in a year")
    score_seller(operator(world), "ZHENGTAI", Decimal(20), "Late every month")
    assert seen(world) == ["Hengyuan Foods", "Zhengtai Trading"]
    score_seller(operator(world), "ZHENGTAI", None, "Settled")
    assert seen(world) == ["Zhengtai Trading", "Hengyuan Foods"]


def test_who_judges_gives_reasons_and_figures_that_count(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        score_seller(operator(world), "HENGYUAN", Decimal("100.5"), " ")
    assert {fault.path for fault in refused.value.faults} == {"score", "why"}
    with pytest.raises(NotFound):
        score_seller(operator(world), "NOBODY", Decimal(5), "Why not")
    with pytest.raises(NotAllowed):
        score_seller(buyer(world), "HENGYUAN", Decimal(5), "Why not")


def test_each_version_stays_on_record(world: World) -> None:
    policy(world, "all", 20, 80, 0)
    policy(world, "best", 30, 70, 0)
    with acting(world.system):
        rows = ComparisonPolicy.objects.filter(market_id=world.market.id).order_by("number")
        assert [(row.number, row.view, row.price_weight) for row in rows] == [(1, "all", 20), (2, "best", 30)]
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            rows.update(price_weight=1)


def test_something_must_weigh(world: World) -> None:
    with pytest.raises(Invalid):
        policy(world, "all", 0, 0, 0)
    with pytest.raises(NotAllowed):
        set_comparison(buyer(world), Weights(), ComparisonView.ALL)


def test_at_a_quantity_its_price_counts(world: World) -> None:
    make_price(world.supplier, article(world), "5", min_quantity=50)
    actor = buyer(world)
    with acting(actor):
        one, many = (compare_offers(actor, whom(world, each), "W").offers[0] for each in ("1", "50"))
    assert (one.price.amount, many.price.amount, many.quantity) == (9, 5, 50)


def test_statements_do_not_grow_with_offers(world: World) -> None:
    actor, counts = buyer(world), []
    for first, number in ((2, 1), (3, 12)):
        for i in range(number):
            seller = make_organisation(world.market.id, "supplier")
            sell(world, seller, article(world), "11", position=i + first)
        with acting(actor), CaptureQueriesContext(connection) as statements:
            assert len(compare_offers(actor, whom(world), "W").offers) == number + first
        counts.append(len(statements))
    # Sets, which article, what it is, how it is compared, prices at the quantity, scores, prices of packs, stock, and
    # what may be ordered before it is here of what is out of stock.
    assert counts[0] == counts[1] <= 9


#: What a policy keeps to itself: of the seller that isn't told of nothing, or of no seller its name.
SECRETS = {
    "unnamed": ("HENGYUAN", "Hengyuan", "ZHENGTAI", "Zhengtai"),
    "best": ("HENGYUAN", "Hengyuan", "12.00", '"12"'),
    "none": ("ZHENGTAI", "Zhengtai", "9.00", '"9"'),
}
PATHS = (
    "/products",
    "/products?search=W",
    "/products?sort=price",
    "/products/W",
    "/suggestions?search=w",
    "/comparisons/W",
    "/comparisons/W?quantity=7",
    "/product-links?sku=W",
)


@pytest.mark.parametrize("view", SECRETS)
def test_mistakes_17_what_the_policy_keeps_is_in_no_answer(world: World, view: str) -> None:
    policy(world, view, 100, 0, 0)
    program = make_program(world.buyer, *BUY)
    answers = [program.get(path) for path in PATHS]
    answers.append(program.post("/price-checks", {"lines": [{"sku": "W", "quantity": "1"}]}))
    for answer in answers:
        assert answer.status == 200
        told = answer.content.decode()
        assert not [secret for secret in SECRETS[view] if secret in told], told
    # Nor is it to be had by asking for it.
    for seller in ("HENGYUAN", "ZHENGTAI"):
        answer = program.post("/price-checks", {"lines": [{"sku": "W", "quantity": "1", "seller": seller}]})
        told = json.dumps(answer["lines"]) if answer.status == 200 else ""
        assert not [secret for secret in SECRETS[view] if secret in told]


def test_who_runs_the_market_is_told_everything(world: World) -> None:
    policy(world, "none")
    actor = operator(world)
    with acting(actor):
        assert len(compare_offers(actor, whom(world), "W").offers) == 2


def test_the_policies_are_for_who_sets_them(world: World) -> None:
    program = make_program(world.buyer, *BUY)
    assert program.get("/comparison-policies").status == 403
    assert program.get("/seller-scores").status == 403


def test_an_offer_goes_into_the_cart_by_its_id(world: World) -> None:
    policy(world, "unnamed", 100, 0, 0)
    actor = buyer(world)
    with acting(actor):
        best = compare_offers(actor, whom(world), "W").offers[0]
        assert best.shelf.offer.seller_name == "Seller B"
    set_cart_line(actor, world.storefront.id, "W", Decimal(2), seller=best.shelf.offer.seller_code)
    with acting(actor):
        assert CartLine.objects.get(market_id=world.market.id).seller.code == "ZHENGTAI"
