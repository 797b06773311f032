"""Writes the pictures and documents of products: in the order in which they are named, with what they say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from dinghuo.catalogue.models import Image, Product, ProductDocument, Variant
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.foundation.actor import Actor

BATCH = 5000
Wanted = Iterator[tuple[str, UUID | None]]


def write_pictures(
    actor: Actor,
    rows: Sequence[ProductRow],
    products: Mapping[str, Product],
    variants: Mapping[str, Variant],
) -> None:
    """Add the pictures of the rows, or make them those of the row where it names them all. At most three statements."""
    ids = [products[row.code].id for row in rows]
    stored = Image.objects.filter(market_id=actor.market_id, product_id__in=ids).order_by("position", "id")
    there: dict[UUID, dict[str, Image]] = defaultdict(dict)
    for image in stored:
        there[image.product_id][image.file] = image
    gone, written = [], []
    for row in rows:
        product = products[row.code]
        old = there[product.id]
        # Of one file the first wins: a product shows it once.
        wanted: dict[str, UUID | None] = {}
        for file, variant_id in _wanted(row, list(old.values()), variants):
            wanted.setdefault(file, variant_id)
        gone += [image.id for file, image in old.items() if file not in wanted]
        for position, (file, variant_id) in enumerate(wanted.items()):
            before = old.get(file)
            texts = dict(row.texts.get(file, before.texts if before and row.adds_pictures else {}))
            if before and (before.variant_id, before.texts, before.position) == (variant_id, texts, position):
                continue
            image = Image(market_id=actor.market_id, product=product, file=file, texts=texts)
            image.variant_id, image.position = variant_id, position
            written.append(image)
    if gone:
        Image.objects.filter(market_id=actor.market_id, id__in=gone).delete()
    Image.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["market_id", "product", "file"],
        update_fields=["variant", "texts", "position"],
        batch_size=BATCH,
    )


def _wanted(row: ProductRow, old: Sequence[Image], variants: Mapping[str, Variant]) -> Wanted:
    """The pictures and whose they are, in their order."""
    if row.adds_pictures:
        yield from ((image.file, image.variant_id) for image in old)
    yield from ((file, None) for file in row.images)
    named = {variants[each.sku].id: each.image for each in row.variants}
    yield from ((file, variant_id) for variant_id, file in named.items() if file)
    # A row tells a variant's first picture only: with one, the others stay behind it; with none, none stays.
    yield from (
        (image.file, image.variant_id)
        for image in old
        if image.variant_id and named.get(image.variant_id, "-")
    )


def write_documents(actor: Actor, rows: Sequence[ProductRow], products: Mapping[str, Product]) -> None:
    """Make the documents those of the rows, of products whose rows tell of them. At most two statements."""
    told = [(products[row.code], row.documents) for row in rows if row.documents is not None]
    if not told:
        return
    rows_there = ProductDocument.objects.filter(
        market_id=actor.market_id, product_id__in=[product.id for product, _ in told]
    )
    rows_there.exclude(file__in=[each.file for _, documents in told for each in documents]).delete()
    made = {
        (product.id, each.file): ProductDocument(
            market_id=actor.market_id,
            product=product,
            kind=each.kind,
            name=each.name,
            names=dict(each.names),
            file=each.file,
            position=position,
        )
        for product, documents in told
        for position, each in enumerate(documents)
    }
    ProductDocument.objects.bulk_create(
        made.values(),
        update_conflicts=True,
        unique_fields=["market_id", "product", "file"],
        update_fields=["kind", "name", "names", "position"],
        batch_size=BATCH,
    )
