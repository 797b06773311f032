"""What may be named in a set of goods, and for whom it may count: found by what somebody types."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from dinghuo.catalogue.models import Attribute, Brand, Category
from dinghuo.catalogue.permissions import SAVE_ASSORTMENT
from dinghuo.catalogue.queries.list_products import Wanted, list_products
from dinghuo.catalogue.states import AssortmentKind, ReachKind
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.fields import translated
from dinghuo.members.models import Level
from dinghuo.organisations.models import CustomerGroup, Organisation, Storefront
from dinghuo.organisations.rules.regions import cities, districts, find_region, provinces, region
from dinghuo.organisations.states import Part

#: Proposed at once.
MOST = 30
#: In which table and by which column each kind is found.
TABLES: Mapping[str, tuple[type[Any], str, Mapping[str, Any]]] = {
    AssortmentKind.CATEGORY.value: (Category, "key", {}),
    AssortmentKind.BRAND.value: (Brand, "key", {}),
    AssortmentKind.SELLER.value: (Organisation, "code", {"parts__contains": [Part.SUPPLIER.value]}),
    ReachKind.STOREFRONT.value: (Storefront, "key", {}),
    ReachKind.BRANCH.value: (Organisation, "code", {"parts__contains": [Part.BRANCH.value]}),
    ReachKind.LEVEL.value: (Level, "key", {}),
    ReachKind.GROUP.value: (CustomerGroup, "key", {}),
    ReachKind.CUSTOMER.value: (Organisation, "code", {"parts__contains": [Part.BUYER.value]}),
}
Choices = Sequence[tuple[str, str]]


def assortment_choices(actor: Actor, kind: str, text: str) -> Choices:
    """(key, name) of what a line or reach of this kind may name, by the beginning of its key or a part of its name in
    any language; without text the first. One statement; nothing for an unknown kind."""
    require(actor, SAVE_ASSORTMENT)
    text = text.replace("\0", "").strip()[:60]
    if kind in TABLES:
        return _named(actor, kind, text)
    if kind == AssortmentKind.PRODUCT:
        page = list_products(actor, None, Wanted(text, grouped=True), limit=MOST)
        return [(item.product_code, translated(item.product_name, item.product_names)) for item in page.items]
    if kind == AssortmentKind.ATTRIBUTE:
        return _values(actor, text)
    return _regions(text) if kind == ReachKind.REGION else []


def _named(actor: Actor, kind: str, text: str) -> Choices:
    model, column, only = TABLES[kind]
    rows = model.objects.filter(market_id=actor.market_id, **only)
    if text:
        by_names = Q(name__icontains=text) | Q(names__icontains=text)
        rows = rows.filter(Q(**{f"{column}__istartswith": text}) | by_names)
    found = rows.order_by(column).values_list(column, "name", "names")[:MOST]
    return [(key, translated(name, names)) for key, name, names in found]


def _values(actor: Actor, text: str) -> Choices:
    """Attributes with their values, as `key=value`: of yes and no both, of choices each."""
    rows = Attribute.objects.filter(market_id=actor.market_id, kind__in=["choice", "choices", "yes-no"])
    found = [
        (f"{row.key}={value}", f"{translated(row.name, row.names)}: {words}")
        for row in rows.order_by("key", "id")
        for value, words in _choices(row)
    ]
    wanted = text.lower()
    told = {key: words for key, words in found if wanted in key.lower() or wanted in words.lower()}
    return list(told.items())[:MOST]


def _choices(row: Attribute) -> Iterable[tuple[str, str]]:
    if row.kind == "yes-no":
        return [("yes", "✓"), ("no", "✗")]
    return [(each["key"], translated(each["name"], each.get("names") or {})) for each in row.choices]


def _regions(text: str) -> Choices:
    """Provinces; what is typed leads to the cities of a province, and to the districts of a city."""
    place = region(text) or (find_region(*text.replace("，", " ").split()[:3]) if text else None)
    if place is None:
        return [(code, name) for code, name in provinces() if text in name or code.startswith(text)]
    below = cities(place.code) if len(place.code) == 2 else districts(place.code)
    own = "".join(dict.fromkeys(each for each in (place.province, place.city, place.district) if each))
    return [(place.code, own), *((code, f"{own}{name}") for code, name in below)]
