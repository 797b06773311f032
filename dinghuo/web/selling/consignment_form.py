"""What may be chosen where an agreement on consigned goods is proposed."""

from typing import Any

from django.utils.translation import gettext as _

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.brands import brand_names
from dinghuo.catalogue.queries.categories import categories
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.fields import translated
from dinghuo.inventory.queries.consignments import possible_houses, possible_places
from dinghuo.web.selling.consignment_words import goods_choices, ships_words


def form_choices(actor: Actor) -> dict[str, Any]:
    """Houses that could agree, warehouses of both, kinds of goods, categories and brands, and who sends off."""
    houses = possible_houses(actor)
    places: dict[str, list[tuple[str, str]]] = {}
    for place in possible_places(actor, houses):
        owner = _("Ours") if place.owner_id == actor.organisation_id else _named(place.owner)
        places.setdefault(owner, []).append((place.key, _named(place)))
    tree = categories(actor) if allows(actor, SEE_PRODUCTS) else []
    named = [(each.key, _named(each)) for each in tree]
    return {
        "houses": [(house.code, f"{_named(house)} · {house.code}") for house in houses],
        "places": list(places.items()),
        "goods": list(goods_choices().items()),
        "targets": [(_("Categories"), named), (_("Brands"), brand_names(actor))],
        "ships": list(ships_words().items()),
    }


def _named(each: Any) -> str:
    return translated(each.name, each.names)
