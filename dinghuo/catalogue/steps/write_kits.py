"""Writes of what articles are made."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Kit, KitPart, Product, Variant
from dinghuo.catalogue.rules.rows import KitRow
from dinghuo.catalogue.states import KitPricing
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import StaleVersion

BATCH = 5000


def hold_kits(actor: Actor, codes: Collection[str], skus: Collection[str]) -> None:
    """Lock these products and those of these articles: a kit and its parts wait for each other here, so that nobody
    makes one a part while another makes it a kit. One statement."""
    mine = {"market_id": actor.market_id}
    of_parts = Variant.objects.filter(**mine, sku__in=list(skus)).values("product_id")
    products = Product.objects.filter(**mine, code__in=list(codes)) | Product.objects.filter(
        **mine, id__in=of_parts
    )
    list(products.order_by("id").select_for_update(no_key=True).values_list("id", flat=True))


def write_kits(actor: Actor, kits: Mapping[UUID, KitRow]) -> None:
    """Make these articles of these parts, which have been checked; of none, it is no kit any more. Six statements.

    Raises StaleVersion where somebody has made a part a kit, or a kit a part, in the meantime.
    """
    mine = {"market_id": actor.market_id}
    KitPart.objects.filter(**mine, kit_id__in=list(kits)).delete()
    Kit.objects.filter(**mine, variant_id__in=[each for each, kit in kits.items() if not kit.parts]).delete()
    made = {variant_id: kit for variant_id, kit in kits.items() if kit.parts}
    if not made:
        return
    codes = {part.sku for kit in made.values() for part in kit.parts}
    found = Variant.objects.filter(**mine, sku__in=codes)
    ids = dict(found.values_list("sku", "id"))
    Kit.objects.bulk_create(
        [
            Kit(
                **mine,
                variant_id=variant_id,
                pricing=(KitPricing.PARTS if kit.by_parts else KitPricing.WHOLE).value,
            )
            for variant_id, kit in made.items()
        ],
        update_conflicts=True,
        unique_fields=["market_id", "variant"],
        update_fields=["pricing"],
        batch_size=BATCH,
    )
    KitPart.objects.bulk_create(
        [
            KitPart(
                **mine,
                kit_id=variant_id,
                part_id=ids[part.sku],
                quantity=part.quantity,
                position=position,
                optional=part.optional,
            )
            for variant_id, kit in made.items()
            for position, part in enumerate(kit.parts)
        ],
        batch_size=BATCH,
    )
    _refuse_nested(actor, [*made, *ids.values()])


def _refuse_nested(actor: Actor, variant_ids: Collection[UUID]) -> None:
    parts = KitPart.objects.filter(market_id=actor.market_id, part_id__in=variant_ids)
    nested = parts.filter(part__kits__market_id=actor.market_id).values_list("part__sku", flat=True).first()
    if nested:
        raise StaleVersion(_("%(sku)s has just been made a kit; a kit holds none.") % {"sku": nested})
