"""The tree of categories, with how many products each holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count

from dinghuo.catalogue.models import Category, Listing
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import Range, range_of, shown_rows
from dinghuo.catalogue.queries.on_sale import on_sale_now
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A category in the tree's order; `depth` is 0 at the top, `count` the products below it."""

    id: UUID
    key: str
    name: str
    names: Mapping[str, str]
    parent_key: str
    path: str
    depth: int
    count: int


def categories(
    actor: Actor, place: UUID | Range | None = None, with_empty: bool = False
) -> list[CategoryNode]:
    """The categories of a storefront (None: the market's; or of the range that it is known to show) that hold
    something, parents before children.

    At most three statements: the counts are kept with the categories, except for a range that cuts through them.
    """
    require(actor, SEE_PRODUCTS)
    shown = range_of(actor, place)
    rows = list(
        Category.objects.filter(market_id=actor.market_id)
        .order_by("position", "name", "id")
        .values_list("id", "key", "name", "names", "parent__key", "path", "products_listed")
    )
    paths = shown.only_paths
    if paths is None:
        own = _counted(actor, shown)
    else:
        own = {path: count for *_, path, count in rows if not paths or path.startswith(tuple(paths))}
        for path, closed in _closed(actor, shown).items():
            if path in own:
                own[path] -= closed
    nodes = [
        CategoryNode(
            id=category_id,
            key=key,
            name=name,
            names=names,
            parent_key=parent_key or "",
            path=path,
            depth=path.count("/") - 1,
            count=0,
        )
        for category_id, key, name, names, parent_key, path, _ in rows
    ]
    return _in_tree_order(nodes, _with_descendants(own), with_empty)


def category(actor: Actor, key: str) -> CategoryNode:
    """One category, without its count. Raises NotFound."""
    require(actor, SEE_PRODUCTS)
    found = (
        Category.objects.filter(market_id=actor.market_id, key=key.replace("\0", ""))
        .select_related("parent")
        .first()
    )
    if found is None:
        raise NotFound(key)
    parent_key = found.parent.key if found.parent else ""
    depth = found.path.count("/") - 1
    return CategoryNode(found.id, found.key, found.name, found.names, parent_key, found.path, depth, 0)


def _counted(actor: Actor, shown: Range) -> dict[str, int]:
    rows = shown_rows(actor, shown).order_by()
    return dict(rows.values_list("category_path").annotate(Count("product_id", distinct=True)))


def _closed(actor: Actor, shown: Range) -> dict[str, int]:
    """How many of the products that a category counts aren't on sale now, or not where the buyer is. One statement."""
    rows = Listing.objects.filter(market_id=actor.market_id, listed=True, lead=True, always=False)
    is_open = on_sale_now(actor, shown.storefront_id, shown.buyer_id)
    counted = rows.order_by().values_list("category_path")
    closed = Count("variant_id") - Count("product_id", distinct=True, filter=is_open)
    return dict(counted.annotate(closed=closed))


def _with_descendants(own: Mapping[str, int]) -> dict[str, int]:
    """Counts of every category that holds something, itself or below, by path."""
    total: dict[str, int] = {}
    for path, count in own.items():
        keys = path.rstrip("/").split("/")
        for depth in range(1, len(keys) + 1):
            above = "/".join(keys[:depth]) + "/"
            total[above] = total.get(above, 0) + count
    return total


def _in_tree_order(
    nodes: list[CategoryNode], counts: Mapping[str, int], with_empty: bool
) -> list[CategoryNode]:
    children: dict[str, list[CategoryNode]] = {}
    for node in nodes:
        children.setdefault(node.parent_key, []).append(node)
    ordered: list[CategoryNode] = []
    waiting = list(reversed(children.get("", [])))
    while waiting:
        node = waiting.pop()
        count = counts.get(node.path, 0)
        if count or with_empty:
            ordered.append(replace(node, count=count))
            waiting.extend(reversed(children.get(node.key, [])))
    return ordered
