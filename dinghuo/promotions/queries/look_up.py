"""Finds by their keys and codes what a promotion names: goods, customers, articles."""

from collections.abc import Iterable, Sequence
from hashlib import md5
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Brand, Category, Product, Variant
from dinghuo.catalogue.queries.tags import tags
from dinghuo.catalogue.rules.attributes import TAGS
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.members.models import Level
from dinghuo.organisations.models import CustomerGroup, Organisation
from dinghuo.promotions.rules.wanted import Named

PLACES: dict[str, tuple[type[Model], str]] = {
    "sku": (Variant, "sku"),
    "product": (Product, "code"),
    "category": (Category, "key"),
    "brand": (Brand, "key"),
    "customer": (Organisation, "code"),
    "group": (CustomerGroup, "key"),
    "level": (Level, "key"),
}


def tag_id(key: str) -> UUID:
    """What stands for a tag among what a promotion is for; find_offers.sql makes the same of what goods have."""
    return UUID(md5(f"{TAGS}={key}".encode(), usedforsecurity=False).hexdigest())


def look_up(
    actor: Actor, named: Sequence[Named], kinds: Sequence[str], path: str, faults: Faults
) -> list[UUID]:
    """The ids of what is named, with a fault for each that isn't there. One statement for each kind."""
    found: dict[Named, UUID] = {}
    for kind in {each.kind for each in named if each.kind in kinds}:
        keys = {each.key for each in named if each.kind == kind}
        found |= {Named(kind, key): one for key, one in ids_by(actor, kind, keys).items()}
    for place, each in enumerate(named):
        if each.kind not in kinds:
            told = _("One of these: %(words)s.") % {"words": ", ".join(kinds)}
            faults.add(f"{path}.{place}.kind", "unknown", told)
        elif each not in found:
            faults.add(f"{path}.{place}.key", "unknown", _("There is no %s.") % each.key[:60])
    return [found[each] for each in dict.fromkeys(named) if each in found]


def ids_by(actor: Actor, kind: str, keys: Iterable[str]) -> dict[str, UUID]:
    """The ids of rows of a kind by their keys; of tags, which have none, what stands for each. One statement."""
    if kind == "tag":
        known = {key for key, _name in tags(actor)}
        return {key: tag_id(key) for key in keys if key in known}
    model, column = PLACES[kind]
    rows = model._default_manager.filter(
        market_id=actor.market_id, **{f"{column}__in": [key for key in keys if key and "\0" not in key]}
    )
    return dict(rows.values_list(column, "id"))
