"""Makes an attribute of a category's template, or changes one."""

from dataclasses import asdict, dataclass, replace

from dinghuo.catalogue.events import AttributeSaved
from dinghuo.catalogue.models import Attribute
from dinghuo.catalogue.permissions import SAVE_ATTRIBUTE
from dinghuo.catalogue.queries.attribute_use import AttributeUse, attribute_use
from dinghuo.catalogue.queries.templates import row_of
from dinghuo.catalogue.rules.attributes import AttributeRow, Choice
from dinghuo.catalogue.steps.check_attribute import check_attribute
from dinghuo.catalogue.steps.find_category import find_category
from dinghuo.catalogue.steps.hold_templates import hold_templates
from dinghuo.catalogue.steps.refuse_misfits import refuse_misfits
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

__all__ = ["AttributeRow", "Choice", "SavedAttribute", "save_attribute"]


@dataclass(frozen=True, slots=True)
class SavedAttribute:
    """`use`: by how many products it is used. `lacking`: how many of its goods have no value though it is required
    now; they stay as they are, and need one when they are next saved."""

    use: AttributeUse
    lacking: int


def save_attribute(actor: Actor, category: str, attribute: AttributeRow) -> SavedAttribute:
    """Save the attribute with this key of the category with that key (empty: of all goods).

    Raises NotFound for the category, Invalid with every fault, AttributeInUse where products have values that wouldn't
    fit any more - another kind, another unit, a choice less.
    """
    require(actor, SAVE_ATTRIBUTE)
    with acting(actor):
        hold_templates(actor, to_change=True)
        place = find_category(actor, category) if category else None
        faults = Faults()
        check_attribute(actor, place, attribute, faults)
        faults.raise_any()
        rows = Attribute.objects.filter(market_id=actor.market_id, category=place, key=attribute.key)
        found = rows.first()
        if found:
            refuse_misfits(actor, place, row_of(found), attribute)
        saved = found or Attribute(market_id=actor.market_id, category=place, key=attribute.key)
        _write(saved, attribute)
        use = attribute_use(actor, place.path if place else "", attribute.key)
        lacking = use.products_in_all - use.products if attribute.required else 0
        data = {"category": category, "kind": attribute.kind.value, "lacking": lacking}
        record(actor, AttributeSaved(saved.id, attribute.key, data=data))
        return SavedAttribute(use, lacking)


def _write(saved: Attribute, attribute: AttributeRow) -> None:
    tidy = replace(attribute, name=attribute.name.strip())
    saved.name, saved.names, saved.kind = tidy.name, dict(tidy.names), tidy.kind.value
    saved.unit, saved.units = tidy.unit, dict(tidy.units)
    saved.choices = [asdict(each) | {"names": dict(each.names)} for each in tidy.choices]
    saved.required, saved.filterable, saved.axis = tidy.required, tidy.filterable, tidy.axis
    saved.position = tidy.position
    saved.save()
