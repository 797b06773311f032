"""The calls about kits: which goods an article is made of."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import kits as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.shapes.product import KitAnswer, kit_shape
from dinghuo.api.values import Word
from dinghuo.catalogue.actions.save_kit import KitPricing, PartWanted, save_kit
from dinghuo.catalogue.queries.kits import kept_kit
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound

router = Router(tags=["Products"])


@router.get("/kits", response=KitAnswer, operation_id="kit")
@reading()
def get_kit(request: Call, sku: Word) -> dict[str, Any]:
    """What an article is made of, as its seller keeps it. Buyers find it with the article."""
    return _kept(request.auth, sku)


@router.post("/kits", response=KitAnswer, operation_id="save_kit")
@writing()
def post_kit(request: Call, body: bodies.Kit) -> dict[str, Any]:
    """Make an article a kit of these parts, in this order; of none it is no kit any more. One part at least isn't
    optional.

    A seller makes kits of its own articles; a kit holds no kit. Orders already placed keep their parts.
    """
    wanted = [PartWanted(part.sku, part.quantity, part.optional) for part in body.parts]
    save_kit(request.auth, body.sku, KitPricing(body.pricing), wanted)
    return _kept(request.auth, body.sku) if wanted else {"pricing": body.pricing, "parts": [], "options": []}


def _kept(actor: Actor, sku: str) -> dict[str, Any]:
    kit = kept_kit(actor, sku)
    if kit is None:
        raise NotFound(sku)
    return kit_shape(kit)
