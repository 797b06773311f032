"""The calls about goods: what a buyer finds in its storefront."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from ninja import Query, Router
from pydantic import StringConstraints

from dinghuo.api.calls import Call, reading
from dinghuo.api.customer import customer_id
from dinghuo.api.paging import After, Limit
from dinghuo.api.shapes.product import (
    AttributesAnswer,
    CategoriesAnswer,
    ProductPage,
    ProductSheetAnswer,
    attribute_shapes,
    category_shapes,
    product_shape,
    sheet_shape,
)
from dinghuo.api.values import Name, Word
from dinghuo.catalogue.actions.wording.note_empty_search import note_empty_search
from dinghuo.catalogue.queries.categories import categories
from dinghuo.catalogue.queries.categories import category as find_category
from dinghuo.catalogue.queries.list_products import Wanted
from dinghuo.catalogue.queries.templates import template_of_path
from dinghuo.ordering.queries.shelf import shelf, shelf_product
from dinghuo.organisations.queries.storefronts import home_storefront

router = Router(tags=["Products"])

Customer = Annotated[
    Word | None, Query(None, description="Code of the customer, where a representative looks for one.")
]


NO_TRAITS: list[str] = []
Traits = Annotated[
    list[Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}:[^\x00]{1,60}$")]],
    Query(
        description="`key:value` of a filterable attribute; of one attribute any, of several each.",
        max_length=40,
    ),
]


@router.get("/products", response=ProductPage, operation_id="products")
@reading()
def get_products(
    request: Call,
    search: Name = "",
    category: Word | None = None,
    brand: Word | None = None,
    in_stock: bool = False,
    attribute: Traits = NO_TRAITS,
    sort: Literal["relevance", "name", "sku", "newest", "sold", "price", "-price"] = "relevance",
    buyer: Customer = None,
    after: After = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """The goods of the storefront in which the key's organisation orders, with its prices and what is available.

    `search` finds, the best first: codes, barcodes, the customer's own codes, names, aliases and synonyms, pinyin and
    its initials - and what is one typing mistake away, where it finds hardly anything. By relevance what was bought
    lately comes first of what is found by name; without a search it is by name. By price at most 1,000 goods are put in
    order, by what one of the usual unit costs. Minimum, multiple, available and tiers are in base units.
    """
    actor = request.auth
    buyer_id = customer_id(actor, buyer)
    wanted = Wanted(search, category or "", (brand,) if brand else (), traits=_traits(attribute))
    storefront = home_storefront(actor, buyer_id)
    page = shelf(actor, storefront, buyer_id, wanted, in_stock, sort, after, limit)
    if search and not page.items and not (after or in_stock or wanted.is_narrowed):
        note_empty_search(actor, search)
    return {"items": [product_shape(each) for each in page.items], "next": page.next}


@router.get("/suggestions", response=ProductPage, operation_id="suggestions")
@reading()
def get_suggestions(
    request: Call, search: Name, buyer: Customer = None, limit: Annotated[int, Query(6, ge=1, le=20)] = 6
) -> dict[str, Any]:
    """The first goods that a search would find, for a field in which somebody types: each product once, and no page
    after it. What finds nothing isn't counted."""
    actor = request.auth
    buyer_id = customer_id(actor, buyer)
    page = shelf(actor, home_storefront(actor, buyer_id), buyer_id, Wanted(search, grouped=True), limit=limit)
    return {"items": [product_shape(each) for each in page.items], "next": None}


@router.get("/products/{path:sku}", response=ProductSheetAnswer, operation_id="product")
@reading()
def get_product(request: Call, sku: str, buyer: Customer = None) -> dict[str, Any]:
    """One article with its description, variants, pictures and every seller's offer."""
    actor = request.auth
    buyer_id = customer_id(actor, buyer)
    return sheet_shape(shelf_product(actor, home_storefront(actor, buyer_id), buyer_id, sku))


@router.get("/categories", response=CategoriesAnswer, operation_id="categories")
@reading()
def get_categories(request: Call) -> dict[str, Any]:
    """The categories of the storefront that hold something, parents before children."""
    found = categories(request.auth, home_storefront(request.auth).id)
    return {"items": category_shapes(found), "next": None}


@router.get("/categories/{key}/attributes", response=AttributesAnswer, operation_id="categoryAttributes")
@reading()
def get_attributes(request: Call, key: Word) -> dict[str, Any]:
    """What the goods of a category say of themselves: its attributes, and those it inherits."""
    found = template_of_path(request.auth, find_category(request.auth, key).path)
    return {"items": attribute_shapes(found), "next": None}


def _traits(asked: Sequence[str]) -> dict[str, list[str]]:
    traits: dict[str, list[str]] = {}
    for one in asked:
        key, _colon, value = one.partition(":")
        traits.setdefault(key, []).append(value)
    return traits
