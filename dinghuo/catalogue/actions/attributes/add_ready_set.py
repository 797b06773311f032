"""Gives a category, or all goods, one of the ready sets of attributes."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.attributes.save_attribute import save_attribute
from dinghuo.catalogue.models import Attribute
from dinghuo.catalogue.permissions import SAVE_ATTRIBUTE
from dinghuo.catalogue.queries.templates import templates_of
from dinghuo.catalogue.rules.ready_sets import ready_sets
from dinghuo.catalogue.steps.find_category import find_category
from dinghuo.catalogue.steps.hold_templates import hold_templates
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.tenancy import acting


def add_ready_set(actor: Actor, category: str, ready_set: str) -> list[str]:
    """Add the attributes of the set that the category (empty: all goods) has not, nor any below or above it; returns
    their keys.

    Raises NotFound for the category, Invalid for an unknown set.
    """
    require(actor, SAVE_ATTRIBUTE)
    with acting(actor):
        hold_templates(actor, to_change=True)
        there = _keys_around(actor, category)
        if ready_set not in ready_sets():
            raise Invalid([Fault("set", "unknown", _("There is no such set."))])
        _names, attributes = ready_sets()[ready_set]
        added = [attribute for attribute in attributes if attribute.key not in there]
        # A set has some ten attributes, whatever the goods: each is saved as if by hand.
        for attribute in added:
            save_attribute(actor, category, attribute)
        return [attribute.key for attribute in added]


def _keys_around(actor: Actor, category: str) -> set[str]:
    rows = Attribute.objects.filter(market_id=actor.market_id)
    if not category:
        return set(rows.values_list("key", flat=True))
    place = find_category(actor, category)
    below = rows.filter(category__path__startswith=place.path)
    return {*templates_of(actor, [category])[category].by_key, *below.values_list("key", flat=True)}
