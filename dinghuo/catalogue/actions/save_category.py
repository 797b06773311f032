"""Makes a category, renames it or moves it with all that is below."""

import re
from collections.abc import Mapping

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from dinghuo.catalogue.events import CategorySaved
from dinghuo.catalogue.models import Category, Listing
from dinghuo.catalogue.permissions import SAVE_CATEGORY
from dinghuo.catalogue.queries.assortment import below
from dinghuo.catalogue.rules.search_text import after_prefix
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

#: No slash: keys are joined by it into paths.
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
DEEPEST = 6


def save_category(
    actor: Actor,
    key: str,
    name: str,
    names: Mapping[str, str] | None = None,
    parent: str = "",
    position: int = 0,
) -> Category:
    """Save the category with this key below the parent with that key (empty: at the top).

    Raises Invalid with every fault: unknown parent, a parent below itself, too deep.
    """
    require(actor, SAVE_CATEGORY)
    with acting(actor):
        # The whole tree waits: two moves at once could make a ring. Products lock their categories before listings too.
        tree = {row.key: row for row in _rows(actor).select_for_update(no_key=True).order_by("id")}
        found, above = tree.get(key), tree.get(parent)
        _check(key, name, position, parent, found, above)
        path = f"{above.path if above else ''}{key}/"
        if found and found.path != path:
            _move(actor, found.path, path)
        saved = found or Category(market_id=actor.market_id, key=key)
        saved.parent, saved.path = above, path
        saved.name, saved.names, saved.position = name.strip(), dict(names or {}), position
        saved.save()
        record(actor, CategorySaved(saved.id, key, data={"path": path}))
        return saved


def _rows(actor: Actor) -> QuerySet[Category]:
    return Category.objects.filter(market_id=actor.market_id)


def _check(
    key: str, name: str, position: int, parent: str, found: Category | None, above: Category | None
) -> None:
    faults = Faults()
    if not KEY.fullmatch(key):
        faults.add("key", "malformed", _("Use small letters, digits and -, at most 60."))
    if not name.strip() or len(name) > 120:
        faults.add("name", "required", _("Give it a name of at most 120 characters."))
    if not 0 <= position < 2**31:
        faults.add("position", "not-negative", _("Enter zero or more."))
    if parent and above is None:
        faults.add("parent", "unknown", _("There is no category %s.") % parent[:60])
    if above and found and above.path.startswith(found.path):
        faults.add("parent", "ring", _("A category can't lie below itself."))
    elif above and above.path.count("/") >= DEEPEST:
        faults.add("parent", "too-deep", _("Categories go %s levels deep.") % DEEPEST)
    faults.raise_any()


def _move(actor: Actor, old: str, new: str) -> None:
    tail = len(old) + 1
    _rows(actor).filter(path__gte=old, path__lt=after_prefix(old)).update(
        path=Concat(Value(new), Substr(F("path"), tail))
    )
    Listing.objects.filter(below(old), market_id=actor.market_id).update(
        category_path=Concat(Value(new), Substr(F("category_path"), tail))
    )
