"""Finds whom and what terms of orders name: whose orders, in which storefront, for which customers and goods."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Category, Product
from dinghuo.catalogue.states import TermTarget, TermWhom
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.members.models import Level
from dinghuo.organisations.models import CustomerGroup, Organisation, Storefront
from dinghuo.organisations.states import Part

WHOM: dict[TermWhom, tuple[Any, str]] = {
    TermWhom.BUYER: (Organisation, "code"),
    TermWhom.GROUP: (CustomerGroup, "key"),
    TermWhom.LEVEL: (Level, "key"),
}


def whose_orders(actor: Actor, faults: Faults, code: str, storefront: str) -> Organisation | None:
    """Whose orders are meant: the seller's with this code, a house's own unless it sees the market; for none all that
    is ordered in one go, which a house says of its own storefront only."""
    if not code:
        if not storefront and actor.scope != "market":
            faults.add("storefront", "required", _("Say in which of your storefronts."))
        return None
    rows = Organisation.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(id=actor.organisation_id) if actor.organisation_id else rows.none()
    found: Organisation | None = _found(faults, "seller", rows, "code", code)
    return found


def named_storefront(actor: Actor, faults: Faults, key: str, own: bool) -> Storefront | None:
    """The storefront with this key; `own`: of the actor's house, unless it sees the market."""
    if not key:
        return None
    rows = Storefront.objects.filter(market_id=actor.market_id)
    if own and actor.scope != "market":
        rows = rows.filter(owner_id=actor.organisation_id)
    found: Storefront | None = _found(faults, "storefront", rows, "key", key)
    return found


def named_whom(actor: Actor, faults: Faults, whom: TermWhom, word: str, path: str = "named") -> UUID:
    """The id of the buyer, group or level that is named; the market's for everybody, or where nothing is found."""
    kind = WHOM.get(whom)
    if kind is None:
        if word:
            faults.add(path, "not-needed", _("All are meant: name none."))
        return actor.market_id
    if not word:
        faults.add(path, "required", _("Say which one."))
        return actor.market_id
    model, column = kind
    rows = model.objects.filter(market_id=actor.market_id)
    if whom is TermWhom.BUYER:
        rows = rows.filter(parts__contains=[Part.BUYER])
    found = _found(faults, path, rows, column, word)
    return found.id if found else actor.market_id


def named_goods(actor: Actor, faults: Faults, product: str, category: str) -> dict[str, Any]:
    """The goods that are named, as the columns `target` and `target_id`; all goods where nothing is."""
    if product and category:
        faults.add("category", "one-of", _("A product or a category."))
    market = {"market_id": actor.market_id}
    if product:
        found = _found(faults, "product", Product.objects.filter(**market), "code", product)
        return {"target": TermTarget.PRODUCT.value, "target_id": found and found.id}
    if category:
        found = _found(faults, "category", Category.objects.filter(**market), "key", category)
        return {"target": TermTarget.CATEGORY.value, "target_id": found and found.id}
    return {"target": TermTarget.ALL.value, "target_id": None}


def _found(faults: Faults, path: str, rows: Any, column: str, word: str) -> Any:
    row = rows.filter(**{column: word}).first() if "\0" not in word else None
    if row is None:
        faults.add(path, "unknown", _("There is no %s.") % word[:60].replace("\0", ""))
    return row
