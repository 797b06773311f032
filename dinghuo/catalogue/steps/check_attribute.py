"""Finds what is wrong with an attribute of a template."""

from collections import Counter

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Attribute, Category
from dinghuo.catalogue.queries.templates import steps_to
from dinghuo.catalogue.rules.attributes import (
    AXIS_KINDS,
    CHOICE_KEY,
    CHOICE_KINDS,
    FILTER_KINDS,
    KEY,
    MOST_AXES,
    MOST_CHOICES,
    SWATCH,
    AttributeRow,
)
from dinghuo.catalogue.rules.search_text import after_prefix
from dinghuo.catalogue.states import AttributeKind
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults


def check_attribute(actor: Actor, place: Category | None, row: AttributeRow, faults: Faults) -> None:
    """Collect its faults: by itself, and beside those of the categories above and below. Two statements."""
    if not KEY.fullmatch(row.key):
        faults.add(
            "key", "malformed", _("Begin with a small letter; small letters, digits and -, at most 40.")
        )
    if not row.name.strip() or len(row.name) > 80 or "\0" in row.name:
        faults.add("name", "required", _("Give it a name of at most 80 characters."))
    if len(row.unit) > 20:
        faults.add("unit", "too-long", _("At most %(most)s characters.") % {"most": 20})
    if row.unit and row.kind is not AttributeKind.NUMBER:
        faults.add("unit", "kind", _("Only numbers have a unit."))
    if not 0 <= row.position < 2**31:
        faults.add("position", "not-negative", _("Enter zero or more."))
    if row.axis and row.kind not in AXIS_KINDS:
        faults.add("axis", "kind", _("Variants differ in a choice, a text or a number."))
    if row.filterable and row.kind not in FILTER_KINDS:
        faults.add("filterable", "kind", _("Days and files can’t be filtered by."))
    _check_choices(row, faults)
    _check_beside(actor, place, row, faults)


def _check_choices(row: AttributeRow, faults: Faults) -> None:
    if row.kind in CHOICE_KINDS and not row.choices:
        faults.add("choices", "required", _("Say what there is to choose."))
    if row.kind not in CHOICE_KINDS and row.choices:
        faults.add("choices", "kind", _("Only a choice has something to choose."))
    if len(row.choices) > MOST_CHOICES:
        faults.add("choices", "too-many", _("At most %s to choose from.") % MOST_CHOICES)
    keys = Counter(each.key for each in row.choices)
    for place, each in enumerate(row.choices):
        at = f"choices.{place}"
        if not CHOICE_KEY.fullmatch(each.key):
            faults.add(
                at, "malformed", _("%s: a key is small letters, digits and -.") % (each.key or each.name)[:60]
            )
        elif keys[each.key] > 1:
            faults.add(at, "twice", _("%s is here twice.") % each.key)
        if not each.name.strip() or len(each.name) > 80:
            faults.add(at, "required", _("Each choice has a name of at most 80 characters."))
        if each.swatch and not SWATCH.fullmatch(each.swatch):
            faults.add(at, "swatch", _("%s: a colour is written like #2d3e5f.") % each.name[:60])


def _check_beside(actor: Actor, place: Category | None, row: AttributeRow, faults: Faults) -> None:
    """In one line of the tree a key is there once: what it means must not change on the way down."""
    others = list(_beside(actor, place).select_related("category"))
    own_id = place.id if place else None
    for other in (each for each in others if each.key == row.key and each.category_id != own_id):
        told = _("%(category)s has an attribute %(key)s already.")
        where = other.category.name if other.category else _("Everything")
        faults.add("key", "taken", told % {"category": where, "key": row.key})
    if (
        row.axis
        and _most_axes(place, [each for each in others if each.axis and each.key != row.key]) >= MOST_AXES
    ):
        faults.add("axis", "too-many", _("Variants differ in at most %s attributes.") % MOST_AXES)


def _most_axes(place: Category | None, others: list[Attribute]) -> int:
    """The axes that goods of the category have most of: those above, and on one way down."""
    own = place.path if place else ""
    paths = [each.category.path if each.category else "" for each in others]
    ends = {path for path in paths if len(path) > len(own)} | {own}
    return max(sum(end.startswith(path) for path in paths) for end in ends)


def _beside(actor: Actor, place: Category | None) -> QuerySet[Attribute]:
    """The attributes of the category, and of all above and below."""
    rows = Attribute.objects.filter(market_id=actor.market_id)
    if place is None:
        return rows
    below = Q(category__path__gte=place.path, category__path__lt=after_prefix(place.path))
    return rows.filter(below | Q(category__path__in=steps_to(place.path)) | Q(category=None))
