"""Says of which goods an article is made, and whether it is priced by them or as a whole."""

from collections.abc import Sequence

from dinghuo.catalogue.events import KitSaved
from dinghuo.catalogue.models import Variant
from dinghuo.catalogue.permissions import SAVE_KIT
from dinghuo.catalogue.rules.rows import KitPartRow as PartWanted
from dinghuo.catalogue.rules.rows import KitRow
from dinghuo.catalogue.states import KitPricing
from dinghuo.catalogue.steps.check_kits import KitWanted, check_kits
from dinghuo.catalogue.steps.check_own import check_own
from dinghuo.catalogue.steps.write_kits import hold_kits, write_kits
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

__all__ = ["KitPricing", "PartWanted", "save_kit"]


def save_kit(actor: Actor, sku: str, pricing: KitPricing, parts: Sequence[PartWanted]) -> None:
    """Make the article a kit of these parts, in this order; of none it is no kit any more. Optional parts come along
    where the buyer asks for them.

    Orders already placed keep the parts they were placed with. A seller makes kits of its own articles, the operator
    of all. Raises NotFound, NotAllowed, or Invalid with every fault: a part unknown, named twice, another's, a kit
    itself, or the article a part of another kit; nothing but optional parts. A constant number of statements.
    """
    require(actor, SAVE_KIT)
    with acting(actor):
        rows = Variant.objects.filter(market_id=actor.market_id, sku=sku.replace("\0", ""))
        kit = rows.select_related("product").first()
        if kit is None:
            raise NotFound(sku)
        check_own(actor, [kit.product.code], SAVE_KIT)
        wanted = [PartWanted(part.sku.replace("\0", ""), part.quantity, part.optional) for part in parts]
        hold_kits(actor, [kit.product.code], {part.sku for part in wanted})
        made = KitRow(pricing is KitPricing.PARTS, wanted)
        faults = Faults()
        check_kits(actor, [KitWanted("parts", kit.sku, made)], faults)
        faults.raise_any()
        write_kits(actor, {kit.id: made})
        record(
            actor,
            KitSaved(
                kit.product_id,
                kit.product.code,
                data={
                    "sku": kit.sku,
                    "pricing": pricing.value,
                    "parts": {part.sku: plain(part.quantity) for part in wanted},
                    "optional": [part.sku for part in wanted if part.optional],
                },
            ),
        )
