"""Takes an attribute out of a category's template."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.catalogue.errors import AttributeInUse
from dinghuo.catalogue.events import AttributeRemoved
from dinghuo.catalogue.models import Attribute
from dinghuo.catalogue.permissions import REMOVE_ATTRIBUTE
from dinghuo.catalogue.queries.attribute_use import attribute_use
from dinghuo.catalogue.steps.find_category import find_category
from dinghuo.catalogue.steps.hold_templates import hold_templates
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.fields import translated
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def remove_attribute(actor: Actor, category: str, key: str) -> None:
    """Remove the attribute. Raises NotFound; AttributeInUse while products have values for it."""
    require(actor, REMOVE_ATTRIBUTE)
    with acting(actor):
        hold_templates(actor, to_change=True)
        place = find_category(actor, category) if category else None
        rows = Attribute.objects.filter(market_id=actor.market_id, category=place, key=key.replace("\0", ""))
        found = rows.first()
        if found is None:
            raise NotFound(key)
        use = attribute_use(actor, place.path if place else "", found.key)
        if use.products:
            told = ngettext(
                "%(number)s product says its %(name)s (%(codes)s). Clear it there first.",
                "%(number)s products say their %(name)s (%(codes)s). Clear it there first.",
                use.products,
            )
            words = {
                "number": use.products,
                "name": translated(found.name, found.names),
                "codes": _(", ").join(use.examples),
            }
            raise AttributeInUse(told % words, instead={"products": use.products})
        removed_id = found.id
        found.delete()
        record(actor, AttributeRemoved(removed_id, key, data={"category": category}))
