"""Says of which goods an article is made, and whether it is priced by them or as a whole."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import KitSaved
from dinghuo.catalogue.models import Kit, KitPart, Product, Variant
from dinghuo.catalogue.permissions import SAVE_KIT
from dinghuo.catalogue.queries.base_decimals import base_decimals
from dinghuo.catalogue.queries.divided_words import divided_words
from dinghuo.catalogue.states import KitPricing, ProductState
from dinghuo.catalogue.steps.check_own import check_own, not_own
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.quantity import is_whole, plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

__all__ = ["KitPricing", "PartWanted", "save_kit"]

#: Parts of one kit.
MOST = 50
#: Base units of a part in a base unit of its kit.
MOST_OF_ONE = Decimal(100_000)


@dataclass(frozen=True)
class PartWanted:
    """A part by its code, and how many of its base units are in one base unit of the kit."""

    sku: str
    quantity: Decimal


def save_kit(actor: Actor, sku: str, pricing: KitPricing, parts: Sequence[PartWanted]) -> None:
    """Make the article a kit of these parts, in this order; of none it is no kit any more.

    Orders already placed keep the parts they were placed with. A seller makes kits of its own articles, the operator
    of all. Raises NotFound, NotAllowed, or Invalid with every fault: a part unknown, named twice, another's, a kit
    itself, or the article a part of another kit. A constant number of statements.
    """
    require(actor, SAVE_KIT)
    with acting(actor):
        rows = Variant.objects.filter(market_id=actor.market_id, sku=sku.replace("\0", ""))
        kit = rows.select_related("product").first()
        if kit is None:
            raise NotFound(sku)
        check_own(actor, [kit.product.code], SAVE_KIT)
        codes = [part.sku.replace("\0", "") for part in parts]
        found = Variant.objects.filter(market_id=actor.market_id, sku__in=codes).select_related("product")
        known = {variant.sku: variant for variant in found}
        # A kit and its parts wait for each other here: nobody makes one a part while another makes it a kit.
        products = {kit.product_id, *(variant.product_id for variant in known.values())}
        locked = Product.objects.filter(market_id=actor.market_id, id__in=products).order_by("id")
        list(locked.select_for_update(no_key=True).values_list("id", flat=True))
        _check(actor, kit, parts, known)
        _write(actor, kit, pricing, parts, known)
        record(
            actor,
            KitSaved(
                kit.product_id,
                kit.product.code,
                data={
                    "sku": kit.sku,
                    "pricing": pricing.value,
                    "parts": {part.sku: plain(part.quantity) for part in parts},
                },
            ),
        )


def _check(actor: Actor, kit: Variant, parts: Sequence[PartWanted], known: Mapping[str, Variant]) -> None:
    faults = Faults()
    ids = [variant.id for variant in known.values()]
    made = Kit.objects.filter(market_id=actor.market_id, variant__in=ids)
    kits = set(made.values_list("variant_id", flat=True))
    others = not_own(actor, {variant.product.code for variant in known.values()})
    decimals = base_decimals(actor, ids)
    seen: set[str] = set()
    for i, part in enumerate(parts):
        variant = known.get(part.sku)
        if variant is None or variant.product.code in others:
            told = _("You sell no article %(sku)s.") % {"sku": part.sku[:60]}
            faults.add(f"parts.{i}.sku", "unknown", told)
        elif unfit := _unfit(kit, variant, kits, seen):
            faults.add(f"parts.{i}.sku", *unfit)
        seen.add(part.sku)
        divided = decimals.get(variant.id, 0) if variant else 6
        if not (part.quantity.is_finite() and 0 < part.quantity <= MOST_OF_ONE):
            faults.add(f"parts.{i}.quantity", "positive", _("Give a quantity of more than zero."))
        elif variant and not is_whole(part.quantity, divided):
            faults.add(f"parts.{i}.quantity", "divided", divided_words(variant.product.base_unit, divided))
    if len(parts) > MOST:
        faults.add("parts", "too-many", _("At most %(most)s parts.") % {"most": MOST})
    if parts and KitPart.objects.filter(market_id=actor.market_id, part=kit).exists():
        faults.add("parts", "part", _("This is a part of a kit; a kit holds none."))
    faults.raise_any()


def _unfit(kit: Variant, part: Variant, kits: Set[UUID], seen: Set[str]) -> tuple[str, str] | None:
    """What keeps an article from being a part: the fault's code and words."""
    told = {"sku": part.sku}
    if part.id == kit.id:
        return "itself", _("A kit can’t be a part of itself.")
    if part.id in kits:
        return "kit", _("%(sku)s is a kit; a kit holds none.") % told
    if part.product.state == ProductState.WITHDRAWN.value:
        return "withdrawn", _("%(sku)s isn’t sold any more.") % told
    if part.sku in seen:
        return "twice", _("%(sku)s is named twice.") % told
    return None


def _write(
    actor: Actor, kit: Variant, pricing: KitPricing, parts: Sequence[PartWanted], known: Mapping[str, Variant]
) -> None:
    mine = {"market_id": actor.market_id}
    KitPart.objects.filter(**mine, kit=kit).delete()
    if not parts:
        Kit.objects.filter(**mine, variant=kit).delete()
        return
    Kit.objects.update_or_create(market_id=actor.market_id, variant=kit, defaults={"pricing": pricing.value})
    KitPart.objects.bulk_create(
        KitPart(**mine, kit=kit, part=known[part.sku], quantity=part.quantity, position=position)
        for position, part in enumerate(parts)
    )
