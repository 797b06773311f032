"""What quantities sellers ask of whom, for those who ask it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from dinghuo.catalogue.models import Category, Product, QuantityTerm, Variant
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.foundation.actor import Actor, require
from dinghuo.members.models import Level
from dinghuo.organisations.models import CustomerGroup, Organisation

MOST = 1000
NAMED = {
    "variant": (Variant, "sku"),
    "product": (Product, "code"),
    "category": (Category, "key"),
    "buyer": (Organisation, "code"),
    "group": (CustomerGroup, "key"),
    "level": (Level, "key"),
}


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term with what it names: code or key (empty: all), and the name in the market's language."""

    term: QuantityTerm
    goods: str
    goods_name: str
    named: str
    whom_name: str


def quantity_terms(actor: Actor) -> list[TermLine]:
    """The terms of the actor's house, of the whole market for who sees it; at most a thousand. Seven statements at
    most."""
    require(actor, SEE_PRODUCTS)
    return lines_of(actor, list(own_terms(actor).order_by("seller__code", "target", "whom", "id")[:MOST]))


def lines_of(actor: Actor, rows: Sequence[QuantityTerm]) -> list[TermLine]:
    """Terms with what they name, in their order. Checks nothing."""
    words = {
        kind: _words(actor, kind, [row for row in rows if kind in (row.target, row.whom)]) for kind in NAMED
    }
    lines = []
    for row in rows:
        goods = words.get(row.target, {}).get(row.target_id, ("", ""))
        whom = words.get(row.whom, {}).get(row.whom_id, ("", ""))
        lines.append(TermLine(row, *goods, *whom))
    return lines


def own_terms(actor: Actor) -> QuerySet[QuantityTerm]:
    """Those that the actor's house asks. Checks nothing."""
    rows = QuantityTerm.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(seller_id=actor.organisation_id)
    return rows.select_related("seller", "storefront")


def _words(actor: Actor, kind: str, rows: Iterable[QuantityTerm]) -> Mapping[UUID, tuple[str, str]]:
    ids = {row.target_id if row.target == kind else row.whom_id for row in rows}
    if not ids:
        return {}
    model: Any
    model, column = NAMED[kind]
    found = model.objects.filter(market_id=actor.market_id, id__in=ids)
    return {row.id: (getattr(row, column), str(row.name)) for row in found}
