"""The picture that stands for each variant; the sizes that pictures have."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from dinghuo.catalogue.models import Image, Variant
from dinghuo.catalogue.rules.picture_sizes import sizes_of, whole_of
from dinghuo.foundation.actor import Actor

__all__ = ["pictures", "sizes_of", "whole_of"]


def pictures(actor: Actor, variant_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The first picture of each variant, or else of its product, as a path below MEDIA_ROOT. Two statements."""
    products = dict(
        Variant.objects.filter(market_id=actor.market_id, id__in=list(variant_ids)).values_list(
            "id", "product_id"
        )
    )
    images = Image.objects.filter(
        Q(variant=None) | Q(variant_id__in=list(products)), market_id=actor.market_id
    )
    rows = images.filter(product_id__in=set(products.values())).order_by("position", "id")
    own: dict[UUID, str] = {}
    shared: dict[UUID, str] = {}
    for image in rows.only("product_id", "variant_id", "file"):
        if image.variant_id:
            own.setdefault(image.variant_id, image.file)
        else:
            shared.setdefault(image.product_id, image.file)
    found = {
        variant_id: own.get(variant_id) or shared.get(product_id)
        for variant_id, product_id in products.items()
    }
    return {variant_id: file for variant_id, file in found.items() if file}
