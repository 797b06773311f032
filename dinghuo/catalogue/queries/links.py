"""What is bought instead of products, after them and with them: as far as it is shown to a buyer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from dinghuo.catalogue.models import Product, ProductLink, Variant
from dinghuo.catalogue.permissions import SAVE_LINKS, SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import Range, range_of, shown_rows
from dinghuo.catalogue.queries.items import Item, items
from dinghuo.catalogue.queries.merging.merged_into import merged_into
from dinghuo.catalogue.states import LinkKind, ProductState
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor

#: What can take the place of goods that aren't there.
INSTEAD = (LinkKind.SUCCESSOR, LinkKind.SUBSTITUTE)
Linked = Mapping[UUID, Sequence[tuple[LinkKind, Item]]]


@dataclass(frozen=True, slots=True)
class KeptLink:
    """A link as it is kept."""

    kind: LinkKind
    code: str
    name: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that isn't sold any more, and what follows it."""

    sku: str
    instead: Sequence[Item]


def linked_products(
    actor: Actor,
    storefront_id: UUID,
    product_ids: Collection[UUID],
    kinds: Collection[LinkKind] = tuple(LinkKind),
    buyer_id: UUID | None = None,
) -> Linked:
    """What is linked to products and shown to a buyer: one article of each, the best first, by product. Checks no
    permission: it completes what shows the products. Four statements, one where nothing is linked."""
    rows = ProductLink.objects.filter(
        market_id=actor.market_id, product_id__in=product_ids, kind__in=[kind.value for kind in kinds]
    )
    links = list(rows.order_by("rank", "id").values_list("product_id", "kind", "other_id"))
    if not links:
        return {}
    shown = range_of(actor, storefront_id, buyer_id)
    first = _first_shown(actor, shown, {other for *_, other in links})
    known = {item.product_id: item for item in items(actor, first.values(), shown)}
    found: dict[UUID, list[tuple[LinkKind, Item]]] = {}
    for product_id, kind, other in sorted(links, key=lambda link: list(LinkKind).index(LinkKind(link[1]))):
        if other in known:
            found.setdefault(product_id, []).append((LinkKind(kind), known[other]))
    return found


def _first_shown(actor: Actor, shown: Range, product_ids: Collection[UUID]) -> dict[UUID, UUID]:
    rows = shown_rows(actor, shown).filter(product_id__in=product_ids)
    found: dict[UUID, UUID] = {}
    for product_id, variant_id in rows.order_by("-lead", "sku").values_list("product_id", "variant_id"):
        found.setdefault(product_id, variant_id)
    return found


def gone(actor: Actor, storefront_id: UUID, sku: str, buyer_id: UUID | None = None) -> Gone:
    """An article that was withdrawn, with what follows it or is bought instead. Raises NotFound where it wasn't, or
    nothing of that is shown to the buyer: then nothing is told of it. What was merged into another leads there. Seven
    statements."""
    require(actor, SEE_PRODUCTS)
    rows = Variant.objects.filter(market_id=actor.market_id, sku=sku.replace("\0", ""))
    merged = merged_into(actor, list(rows.values_list("id", flat=True)))
    if merged and (same := list(items(actor, merged.values(), range_of(actor, storefront_id, buyer_id)))):
        return Gone(sku, same)
    withdrawn = rows.filter(product__state=ProductState.WITHDRAWN.value)
    product_id = withdrawn.values_list("product_id", flat=True).first()
    if product_id is None:
        raise NotFound(sku)
    linked = linked_products(actor, storefront_id, [product_id], INSTEAD, buyer_id)
    if product_id not in linked:
        raise NotFound(sku)
    return Gone(sku, [item for _kind, item in linked[product_id]])


def instead_of(
    actor: Actor, storefront_id: UUID, variant_ids: Collection[UUID]
) -> Mapping[UUID, Sequence[Item]]:
    """What can take the place of these articles, by article. Checks no permission. Five statements, none for
    nothing. What was merged into another is told by that."""
    if not variant_ids:
        return {}
    rows = Variant.objects.filter(market_id=actor.market_id, id__in=variant_ids)
    products = dict(rows.values_list("id", "product_id"))
    linked = linked_products(actor, storefront_id, set(products.values()), INSTEAD)
    found = {
        variant_id: [item for _kind, item in linked[product_id]]
        for variant_id, product_id in products.items()
        if product_id in linked
    }
    if merged := merged_into(actor, variant_ids):
        same = {
            item.variant_id: item for item in items(actor, merged.values(), range_of(actor, storefront_id))
        }
        found |= {old: [same[kept]] for old, kept in merged.items() if kept in same}
    return found


def kept_links(actor: Actor, code: str) -> Sequence[KeptLink]:
    """All links of a product, for who keeps them. Raises NotFound. Two statements."""
    require(actor, SAVE_LINKS)
    product = Product.objects.filter(market_id=actor.market_id, code=code.replace("\0", "")).first()
    if product is None:
        raise NotFound(code)
    rows = ProductLink.objects.filter(market_id=actor.market_id, product=product).select_related("other")
    return [
        KeptLink(LinkKind(row.kind), row.other.code, row.other.name, row.other.names)
        for row in rows.order_by("kind", "rank", "id")
    ]


@dataclass(frozen=True, slots=True)
class LinkedProduct:
    """A product with all that is linked to it, kind by kind."""

    code: str
    name: str
    names: Mapping[str, str]
    links: Sequence[KeptLink]


def products_with_links(actor: Actor, search: str = "", after: str | None = None) -> Page[LinkedProduct]:
    """The market's products that others are linked to, by code; `search` is the beginning of a code or a part of a
    name. For the operator. Two statements."""
    require(actor, SAVE_LINKS)
    if actor.scope != "market":
        raise NotAllowed(SAVE_LINKS)
    linked = ProductLink.objects.filter(market_id=actor.market_id, product_id=OuterRef("id"))
    rows = Product.objects.filter(Exists(linked), market_id=actor.market_id)
    if text := search.replace("\0", "").strip():
        rows = rows.filter(Q(code__istartswith=text) | Q(name__icontains=text) | Q(names__icontains=text))
    if cursor := decode_cursor(after, str):
        rows = rows.filter(code__gt=cursor[0])
    size = bounded(None)
    page = cut(list(rows.order_by("code")[: size + 1]), size, lambda row: (row.code,))
    links = ProductLink.objects.filter(
        market_id=actor.market_id, product_id__in=[row.id for row in page.items]
    ).select_related("other")
    found: dict[UUID, list[KeptLink]] = {}
    for link in links.order_by("rank", "id"):
        told = KeptLink(LinkKind(link.kind), link.other.code, link.other.name, link.other.names)
        found.setdefault(link.product_id, []).append(told)
    return page.map(
        lambda shown: [LinkedProduct(row.code, row.name, row.names, found.get(row.id, [])) for row in shown]
    )
