"""Reads what a set of goods names, noting what there isn't."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Attribute, Brand, Category, Product
from dinghuo.catalogue.rules.named import AssortmentLine, Reach
from dinghuo.catalogue.states import OF_THE_PLACE, AssortmentKind, ReachKind
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.members.models import Level
from dinghuo.organisations.models import CustomerGroup, Organisation, Storefront
from dinghuo.organisations.rules.regions import Region, find_region, region
from dinghuo.organisations.states import Part

Ids = dict[str, Any]
Where = tuple[type[Any], str, Mapping[str, Any]]

Kind = TypeVar("Kind")

MOST_LINES = 5000
LONGEST_TRAIT = 200
#: In which table, by which column, each kind is looked up.
GOODS: dict[AssortmentKind, Where] = {
    AssortmentKind.CATEGORY: (Category, "key", {}),
    AssortmentKind.BRAND: (Brand, "key", {}),
    AssortmentKind.PRODUCT: (Product, "code", {}),
    AssortmentKind.SELLER: (Organisation, "code", {}),
}
WHOM: dict[ReachKind, Where] = {
    ReachKind.STOREFRONT: (Storefront, "key", {}),
    ReachKind.BRANCH: (Organisation, "code", {}),
    ReachKind.LEVEL: (Level, "key", {}),
    ReachKind.GROUP: (CustomerGroup, "key", {}),
    ReachKind.CUSTOMER: (Organisation, "code", {"parts__contains": [Part.BUYER.value]}),
}


def read_lines(actor: Actor, faults: Faults, lines: Sequence[AssortmentLine]) -> dict[AssortmentLine, Ids]:
    """The columns of each line; notes a fault for what there isn't, and for a set of nothing."""
    if not lines:
        faults.add("lines", "required", _("Name at least one category, brand, product, seller or attribute."))
    if len(lines) > MOST_LINES:
        faults.add("lines", "too-many", _("At most %(most)d.") % {"most": MOST_LINES})
        return {}
    found = _look_up(actor, GOODS, ((line.kind, line.key) for line in lines))
    attributes = _attributes(actor, lines)
    columns: dict[AssortmentLine, Ids] = {}
    for place, line in enumerate(lines):
        if line.kind == AssortmentKind.ATTRIBUTE:
            key, equals, value = line.key.partition("=")
            is_known = bool(key in attributes and equals and value and len(line.key) <= LONGEST_TRAIT)
            columns[line] = {}
        else:
            row_id = found.get((line.kind, line.key))
            is_known = row_id is not None
            columns[line] = {f"{line.kind.value}_id": row_id}
        if not is_known:
            faults.add(f"lines.{place}.key", "unknown", _("There is no %s.") % line.key[:60])
    return columns


def read_reaches(actor: Actor, faults: Faults, reaches: Sequence[Reach]) -> dict[Reach, Ids]:
    """The columns of each reach; notes a fault for whom there isn't, and for whom the actor may not decide."""
    if len(reaches) > MOST_LINES:
        faults.add("reaches", "too-many", _("At most %(most)d.") % {"most": MOST_LINES})
        return {}
    if reaches and all(reach.excepted for reach in reaches):
        faults.add("reaches", "nobody", _("Say for whom it counts, not only for whom it doesn't."))
    found = _look_up(actor, WHOM, ((reach.kind, reach.key) for reach in reaches))
    own = _own(actor)
    columns: dict[Reach, Ids] = {}
    twice: set[tuple[ReachKind, str]] = set()
    for place, reach in enumerate(reaches):
        at = f"reaches.{place}.key"
        if (reach.kind, reach.key) in twice and reach not in columns:
            faults.add(at, "twice", _("It can't count for them and not count for them."))
        twice.add((reach.kind, reach.key))
        if reach.kind == ReachKind.EVERYBODY:
            columns[reach] = {"region_code": ""}
        elif reach.kind == ReachKind.REGION:
            found_region = _region(reach.key)
            columns[reach] = {"region_code": found_region.code if found_region else ""}
            if found_region is None:
                faults.add(at, "unknown", _("There is no region %(code)s.") % {"code": reach.key[:20]})
        elif (row_id := found.get((reach.kind, reach.key))) is None:
            faults.add(at, "unknown", _("There is no %s.") % reach.key[:60])
        else:
            columns[reach] = {f"{reach.kind.value}_id": row_id, "region_code": ""}
        if own is not None and not reach.excepted and not _is_own(reach, columns.get(reach), own):
            faults.add(at, "foreign", _("You can attach it to your own storefronts only."))
    return columns


def _region(key: str) -> Region | None:
    """A region by its digits, or by its name as people write it: 广东, 广东 广州."""
    words = key.replace("，", " ").split()[:3]
    return region(key) or (find_region(*words) if words else None)


def _is_own(reach: Reach, columns: Ids | None, own: set[UUID]) -> bool:
    named = next((each for each in (columns or {}).values() if isinstance(each, UUID)), None)
    return reach.kind in OF_THE_PLACE and named in own


def _own(actor: Actor) -> set[UUID] | None:
    """What a storefront's owner may attach to; None for who sees the whole market: everything."""
    if actor.scope == "market":
        return None
    shops = Storefront.objects.filter(market_id=actor.market_id, owner_id=actor.organisation_id)
    own = set(shops.values_list("id", flat=True))
    return own | {actor.organisation_id} if own and actor.organisation_id else own


def _attributes(actor: Actor, lines: Sequence[AssortmentLine]) -> set[str]:
    keys = {line.key.partition("=")[0] for line in lines if line.kind == AssortmentKind.ATTRIBUTE}
    if not keys:
        return set()
    rows = Attribute.objects.filter(market_id=actor.market_id, key__in=_clean(keys))
    return set(rows.values_list("key", flat=True))


def _look_up(
    actor: Actor, tables: Mapping[Kind, Where], named: Iterable[tuple[Kind, str]]
) -> dict[tuple[Kind, str], UUID]:
    keys: dict[Kind, set[str]] = defaultdict(set)
    for kind, key in named:
        keys[kind].add(key)
    found: dict[tuple[Kind, str], UUID] = {}
    for kind, (model, column, only) in tables.items():
        if keys[kind]:
            rows = model.objects.filter(
                market_id=actor.market_id, **only, **{f"{column}__in": _clean(keys[kind])}
            )
            found |= {(kind, key): row_id for key, row_id in rows.values_list(column, "id")}
    return found


def _clean(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if "\0" not in key]
