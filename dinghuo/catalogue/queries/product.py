"""One product with its variants, for its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dinghuo.catalogue.models import Category, Image, Product, ProductDocument, Variant
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import range_of, settled_rows
from dinghuo.catalogue.queries.items import Item, items
from dinghuo.catalogue.queries.qualifications.papers import PublicPaper, papers_of_product
from dinghuo.catalogue.queries.templates import Template, TemplateAttribute, template_of_path
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound


@dataclass(frozen=True)
class Trail:
    """A category on the way from the root."""

    key: str
    name: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Particular:
    """What a product says of itself: the attribute (None for what is in no template, then `key` is its name), and its
    value; of several choices a list."""

    key: str
    attribute: TemplateAttribute | None
    value: Any


@dataclass(frozen=True)
class Picture:
    """A path below MEDIA_ROOT, and by language what is to be seen on it."""

    file: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class ProductSheet:
    """A product as its page shows it. `item` is the variant asked for, one of `variants`. `pictures`: the
    variant's own first. `papers`: those that prove that it may be sold."""

    item: Item
    description: str
    descriptions: Mapping[str, str]
    attributes: Mapping[str, Any]
    particulars: Sequence[Particular]
    variants: Sequence[Item]
    pictures: Sequence[Picture]
    documents: Sequence[ProductDocument]
    trail: Sequence[Trail]
    papers: Sequence[PublicPaper] = ()


def product(actor: Actor, storefront_id: UUID | None, sku: str, buyer_id: UUID | None = None) -> ProductSheet:
    """The product of this SKU with all its variants that the storefront shows to a buyer (None: the actor's
    organisation). Raises NotFound for what it doesn't.

    Nine statements, and one more where rules ask for papers.
    """
    require(actor, SEE_PRODUCTS)
    shown = range_of(actor, storefront_id, buyer_id)
    rows = settled_rows(actor, shown)
    asked = rows.filter(sku=sku.replace("\0", "")).values_list("product_id", "variant_id").first()
    if asked is None:
        raise NotFound(sku)
    product_id, variant_id = asked
    found = Product.objects.get(market_id=actor.market_id, id=product_id)
    siblings = rows.filter(product_id=product_id).values_list("variant_id", flat=True)
    order = _positions(actor, product_id)
    path = _path(actor, found)
    variants = items(actor, sorted(siblings, key=lambda each: order[each]), shown)
    item = next(each for each in variants if each.variant_id == variant_id)
    return ProductSheet(
        item=item,
        papers=papers_of_product(actor, product_id) if item.governed else [],
        description=found.description,
        descriptions=found.descriptions,
        attributes=found.attributes,
        particulars=particulars(template_of_path(actor, path), found.attributes),
        variants=variants,
        pictures=_pictures(actor, product_id, variant_id),
        documents=list(
            ProductDocument.objects.filter(market_id=actor.market_id, product_id=product_id).order_by(
                "position", "id"
            )
        ),
        trail=_trail(actor, path),
    )


def _positions(actor: Actor, product_id: UUID) -> dict[UUID, int]:
    rows = Variant.objects.filter(market_id=actor.market_id, product_id=product_id)
    return {
        each: turn for turn, each in enumerate(rows.order_by("position", "id").values_list("id", flat=True))
    }


def _pictures(actor: Actor, product_id: UUID, variant_id: UUID) -> list[Picture]:
    rows = Image.objects.filter(market_id=actor.market_id, product_id=product_id)
    found = rows.order_by("position", "id").values_list("file", "texts", "variant_id")
    return [Picture(file, texts) for file, texts, _ in sorted(found, key=lambda row: row[2] != variant_id)]


def particulars(template: Template, attributes: Mapping[str, Any]) -> list[Particular]:
    """What the attributes say, in the template's order; what it doesn't know comes last."""
    known = [
        Particular(each.key, each, attributes[each.key])
        for each in template.attributes
        if each.key in attributes
    ]
    others = [Particular(key, None, value) for key, value in attributes.items() if key not in template.by_key]
    return known + others


def _path(actor: Actor, found: Product) -> str:
    paths = Category.objects.filter(market_id=actor.market_id, id=found.category_id)
    return paths.values_list("path", flat=True).get()


def _trail(actor: Actor, path: str) -> list[Trail]:
    keys = path.rstrip("/").split("/")
    rows = Category.objects.filter(market_id=actor.market_id, key__in=keys).order_by("path")
    return [Trail(*row) for row in rows.values_list("key", "name", "names")]
