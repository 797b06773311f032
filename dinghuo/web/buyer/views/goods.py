"""The catalogue: a tree and facets beside goods as cards, rows or the order pad, searched as one types."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.wording.note_empty_search import note_empty_search
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import range_of
from dinghuo.catalogue.queries.categories import CategoryNode, categories
from dinghuo.catalogue.queries.facets import Facets, facets
from dinghuo.catalogue.queries.list_products import Wanted
from dinghuo.foundation.actor import Actor
from dinghuo.ordering.queries.by_price import CHEAP, DEAR, MOST_PRICED
from dinghuo.ordering.queries.shelf import shelf
from dinghuo.ordering.queries.to_be_had import to_be_had
from dinghuo.web.buyer.filters import asked_traits, filters_of
from dinghuo.web.buyer.shelf_view import cart_of, goods_of
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

VIEWS = ("cards", "rows", "pad")
SORTS = ("relevance", "name", "sku", "newest", "sold", CHEAP, DEAR)
VIEW_COOKIE = "dinghuo_goods_view"
YEAR_SECONDS = 31_536_000
#: Rows of a page of each view: what keeps it under 100 KB with every row in the cart.
PAGE_ROWS = {"cards": 30, "rows": 26, "pad": 26}
BRANDS_SHOWN = 12


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    search: str
    category: str
    brands: list[str]
    traits: dict[str, list[str]]
    in_stock: bool
    sort: str
    view: str
    after: str

    @property
    def wanted(self) -> Wanted:
        """The same for the catalogue; the order pad shows every variant, the others each product once."""
        return Wanted(self.search, self.category, self.brands, None, self.view != "pad", self.traits)

    @property
    def is_narrowed(self) -> bool:
        """True if anything leaves goods out."""
        return bool(self.search or self.category or self.brands or self.traits or self.in_stock)


@screen(door="buyer", permission=SEE_PRODUCTS, guests=True)
def goods(request: Request, actor: Actor) -> HttpResponse:
    """A page of the storefront's goods."""
    asked = _asked(request)
    storefront = request.storefront
    shown = range_of(actor, storefront.id)
    counted = facets(actor, shown, _counted(actor, storefront, asked))
    if counted.total > MOST_PRICED and asked.sort in (CHEAP, DEAR):
        # The filters of a sorted list may have been taken off since: it is shown as if it weren't sorted.
        asked = replace(asked, sort=SORTS[0], after="")
    if not counted.total:
        _note(actor, asked)
    page = shelf(
        actor,
        storefront,
        actor.organisation_id,
        asked.wanted,
        in_stock_only=asked.in_stock,
        sort=asked.sort,
        after=asked.after or None,
        limit=PAGE_ROWS[asked.view],
        within=shown,
    )
    cart = cart_of(actor, storefront)
    nodes = categories(actor, shown)
    context = {
        "asked": asked,
        "page": page,
        "goods": goods_of(page.items, cart),
        "cart": cart,
        "facets": counted,
        "brands": _brands(asked, counted),
        "filters": filters_of(asked.traits, counted),
        "tree": _tree(asked, nodes),
        "chosen": next((node for node in nodes if node.key == asked.category), None),
        "sorts": _sorts(asked, counted),
        "views": _views(),
    }
    response = render(request, "buyer/goods/page.html", context)
    if request.GET.get("view") in VIEWS:
        response.set_cookie(
            VIEW_COOKIE,
            asked.view,
            max_age=YEAR_SECONDS,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response


def _asked(request: Request) -> Asked:
    given = request.GET
    view = given.get("view") or request.COOKIES.get(VIEW_COOKIE, "")
    sort = given.get("sort", "")
    return Asked(
        search=given.get("q", "").strip()[:200],
        category=given.get("category", "")[:60],
        brands=[key[:60] for key in given.getlist("brand")[:50] if key],
        traits=asked_traits(given.getlist("a")),
        in_stock=given.get("stock") == "1",
        sort=sort if sort in SORTS else SORTS[0],
        view=view if view in VIEWS else VIEWS[0],
        after=given.get("after", "")[:500],
    )


def _note(actor: Actor, asked: Asked) -> None:
    """Keep a search that finds nothing - if it is the search, and not a filter, that leaves nothing."""
    if asked.search and not (asked.wanted.is_narrowed or asked.in_stock):
        note_empty_search(actor, asked.search)


def _views() -> list[tuple[str, str, str]]:
    return [
        ("cards", _("Cards"), "layout-grid"),
        ("rows", _("Rows"), "rows-3"),
        ("pad", _("Order pad"), "table"),
    ]


def _sorts(asked: Asked, counted: Facets) -> list[tuple[str, str]]:
    """The orders to choose from. Each of a list's goods has a price of this buyer's: a long list has too many."""
    sorts = (
        [("relevance", _("Best match")), ("name", _("By name"))]
        if asked.search
        else [(SORTS[0], _("By name"))]
    )
    sorts += [("sku", _("By code")), ("newest", _("Newest first")), ("sold", _("Most ordered"))]
    if counted.total <= MOST_PRICED:
        sorts += [(CHEAP, _("Cheapest first")), (DEAR, _("Dearest first"))]
    return sorts


def _counted(actor: Actor, storefront: Any, asked: Asked) -> Wanted:
    only = to_be_had(actor, storefront.id, actor.organisation_id) if asked.in_stock else None
    return replace(asked.wanted, only=only)


def _brands(asked: Asked, counted: Facets) -> list[dict[str, Any]]:
    """The brands with most goods; a chosen one always, and a second press takes it back."""
    rows = []
    for place, brand in enumerate(counted.brands):
        on = brand.key in asked.brands
        if place >= BRANDS_SHOWN and not on:
            continue
        keys = [key for key in asked.brands if key != brand.key] if on else [*asked.brands, brand.key]
        rows.append({"brand": brand, "on": on, "keys": keys})
    return rows


def _tree(asked: Asked, nodes: list[CategoryNode]) -> list[CategoryNode]:
    """The branches that matter: the top, the way to the chosen one, its children and its siblings."""
    by_key = {node.key: node for node in nodes}
    open_keys = {""}
    key = asked.category
    while key in by_key and key not in open_keys:
        open_keys.add(key)
        key = by_key[key].parent_key
    return [node for node in nodes if node.parent_key in open_keys]
