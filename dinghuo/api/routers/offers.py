"""The calls about sellers' offers: side by side, when and where they are open; sales, and links between products."""

from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Query, Router

from dinghuo.api.bodies import offers as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.customer import customer_id
from dinghuo.api.shapes.offers import (
    ComparisonAnswer,
    ComparisonPoliciesAnswer,
    ComparisonPolicyAnswer,
    LimitsAnswer,
    LinksAnswer,
    SaleAnswer,
    ScoreAnswer,
    ScoresAnswer,
    comparison_shape,
    kept_link_shapes,
    link_shapes,
    policy_shape,
    score_shape,
    times_shape,
    unset_policy,
)
from dinghuo.api.values import Word, start_of, until_after
from dinghuo.catalogue.actions.comparison.score_seller import score_seller
from dinghuo.catalogue.actions.comparison.set_comparison import ComparisonView, Weights, set_comparison
from dinghuo.catalogue.actions.limit_offer import limit_offer
from dinghuo.catalogue.actions.save_links import LinkKind, save_links
from dinghuo.catalogue.actions.schedule_sale import schedule_sale
from dinghuo.catalogue.queries.comparison.comparison_policy import comparing, comparison_versions
from dinghuo.catalogue.queries.comparison.seller_scores import scored_sellers
from dinghuo.catalogue.queries.links import gone, kept_links, linked_products
from dinghuo.catalogue.queries.product import product as find_product
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.ordering.queries.compared import ForWhom
from dinghuo.ordering.queries.comparison import compare_offers
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.organisations.queries.storefronts import home_storefront

router = Router(tags=["Offers"])
Customer = Annotated[
    Word | None, Query(None, description="Code of the customer, where a representative looks for one.")
]


@router.get("/comparisons/{path:sku}", response=ComparisonAnswer, operation_id="comparison")
@reading()
def get_comparison(
    request: Call,
    sku: str,
    buyer: Customer = None,
    quantity: Annotated[str | None, Query(pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$")] = None,
) -> dict[str, Any]:
    """Several sellers' offers of an article, the best first, at a quantity of base units (else each at its least).

    As far as the market tells buyers: sellers may be called A, B, C (then `seller` is the offer's own id), or only the
    best offer is told, or none.
    """
    actor = request.auth
    buyer_id = customer_id(actor, buyer)
    asked = bodies.read_quantity(quantity)
    whom = ForWhom(home_storefront(actor, buyer_id), buyer_id, asked)
    return comparison_shape(compare_offers(actor, whom, sku))


@router.get("/comparison-policies", response=ComparisonPoliciesAnswer, operation_id="comparison_policies")
@reading()
def get_policies(request: Call) -> dict[str, Any]:
    """How offers are compared, and how they were before."""
    versions = [policy_shape(row) for row in comparison_versions(request.auth)]
    return {"items": versions or [unset_policy(comparing(request.auth))], "next": None}


@router.post("/comparison-policies", response=ComparisonPolicyAnswer, operation_id="set_comparison")
@writing()
def post_policy(request: Call, body: bodies.ComparisonPolicy) -> dict[str, Any]:
    """Compare like this from now on."""
    weights = Weights(body.price, body.lead_time, body.score)
    return policy_shape(set_comparison(request.auth, weights, ComparisonView(body.view), body.why))


@router.get("/seller-scores", response=ScoresAnswer, operation_id="seller_scores")
@reading()
def get_scores(request: Call) -> dict[str, Any]:
    """How good the market's sellers are."""
    rows = scored_sellers(request.auth)
    return {"items": [score_shape(row.seller, row.last) for row in rows], "next": None}


@router.post("/seller-scores", response=ScoreAnswer, operation_id="score_seller")
@writing()
def post_score(request: Call, body: bodies.SellerScore) -> dict[str, Any]:
    """Judge a seller: it counts in comparisons from now on."""
    made = score_seller(request.auth, body.seller, body.score, body.why)
    return score_shape(made.seller, made)


@router.post("/offer-limits", response=LimitsAnswer, operation_id="limit_offer")
@writing()
def post_limits(request: Call, body: bodies.OfferLimits) -> dict[str, Any]:
    """Say when and where an offer is open: the key's own, or, for the operator, a seller's."""
    actor = request.auth
    starts_at, ends_at = start_of(body.starts_at, actor.time_zone), until_after(body.ends_at, actor.time_zone)
    offer = limit_offer(actor, body.sku, starts_at, ends_at, body.regions, _seller(actor, body.seller))
    return {"sku": body.sku, **times_shape(offer.starts_at, offer.ends_at), "regions": offer.region_codes}


@router.post("/sales", response=SaleAnswer, operation_id="schedule_sale")
@writing()
def post_sale(request: Call, body: bodies.Sale) -> dict[str, Any]:
    """Say from when until when a product is on sale: at that instant lists, carts and orders change together."""
    actor = request.auth
    starts_at, ends_at = start_of(body.starts_at, actor.time_zone), until_after(body.ends_at, actor.time_zone)
    schedule_sale(actor, body.product, starts_at, ends_at)
    return {"product": body.product, **times_shape(starts_at, ends_at)}


@router.get("/product-links", response=LinksAnswer, operation_id="product_links")
@reading()
def get_links(
    request: Call,
    sku: Annotated[Word | None, Query(description="An article, for what a buyer is shown.")] = None,
    product: Annotated[Word | None, Query(description="A product's code, for who keeps its links.")] = None,
    buyer: Customer = None,
) -> dict[str, Any]:
    """What is bought instead of a product, after it and with it: as a buyer sees it (`sku`, also of an article that was
    withdrawn), or as it is kept (`product`)."""
    actor = request.auth
    if (sku is None) == (product is None):
        raise Invalid([Fault("sku", "required", _("Ask for an article or for a product."))])
    if product is not None:
        return {"items": kept_link_shapes(kept_links(actor, product)), "next": None}
    buyer_id = customer_id(actor, buyer)
    storefront_id = home_storefront(actor, buyer_id).id
    try:
        product_id = find_product(actor, storefront_id, sku or "", buyer_id).item.product_id
    except NotFound:
        instead = gone(actor, storefront_id, sku or "", buyer_id).instead
        return {"items": link_shapes([(LinkKind.SUCCESSOR, item) for item in instead]), "next": None}
    found = linked_products(actor, storefront_id, [product_id], buyer_id=buyer_id)
    return {"items": link_shapes(found.get(product_id, ())), "next": None}


@router.post("/product-links", response=LinksAnswer, operation_id="save_links")
@writing()
def post_links(request: Call, body: bodies.ProductLinks) -> dict[str, Any]:
    """Make these products all that are linked in this way."""
    save_links(request.auth, body.product, LinkKind(body.kind), body.others)
    return {"items": kept_link_shapes(kept_links(request.auth, body.product)), "next": None}


def _seller(actor: Actor, code: str | None) -> Any:
    return find_organisation(actor, code).id if code else None
