"""Says what a storefront shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import AssortmentSaved
from dinghuo.catalogue.models import Assortment, AssortmentItem, Brand, Category, Product
from dinghuo.catalogue.permissions import SAVE_ASSORTMENT
from dinghuo.catalogue.states import AssortmentKind
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Organisation, Storefront

#: By which column each kind is named.
NAMED: dict[AssortmentKind, tuple[type[Category | Brand | Product | Organisation], str]] = {
    AssortmentKind.CATEGORY: (Category, "key"),
    AssortmentKind.BRAND: (Brand, "key"),
    AssortmentKind.PRODUCT: (Product, "code"),
    AssortmentKind.SELLER: (Organisation, "code"),
}


@dataclass(frozen=True, slots=True)
class AssortmentLine:
    """A category or brand by key, or a product or seller by code."""

    kind: AssortmentKind
    key: str


def save_assortment(actor: Actor, storefront: str, lines: Sequence[AssortmentLine]) -> None:
    """Make these lines the whole assortment of the storefront with this key; none: it shows everything offered.

    For who sees the whole market, or the storefront's owner. Raises NotFound, or Invalid with every fault. Ten
    statements at most.
    """
    require(actor, SAVE_ASSORTMENT)
    with acting(actor):
        rows = Storefront.objects.filter(market_id=actor.market_id, key=storefront.replace("\0", ""))
        if actor.scope != "market":
            rows = rows.filter(owner_id=actor.organisation_id)
        found = rows.select_for_update(no_key=True).first()
        if found is None:
            raise NotFound(storefront)
        ids = _ids(actor, lines)
        _check(lines, ids)
        Assortment.objects.filter(market_id=actor.market_id, storefront=found).delete()
        if lines:
            assortment = Assortment.objects.create(market_id=actor.market_id, storefront=found)
            AssortmentItem.objects.bulk_create(
                AssortmentItem(
                    market_id=actor.market_id,
                    assortment=assortment,
                    kind=line.kind.value,
                    **{f"{line.kind.value}_id": ids[line]},
                )
                for line in dict.fromkeys(lines)
            )
        record(actor, AssortmentSaved(found.id, found.key, [found.owner_id], {"lines": len(lines)}))


def _ids(actor: Actor, lines: Sequence[AssortmentLine]) -> dict[AssortmentLine, UUID]:
    keys = defaultdict(set)
    for line in lines:
        if "\0" not in line.key:
            keys[line.kind].add(line.key)
    ids = {}
    for kind, (model, column) in NAMED.items():
        if keys[kind]:
            rows = model.objects.filter(market_id=actor.market_id, **{f"{column}__in": keys[kind]})
            for key, row_id in rows.values_list(column, "id"):
                ids[AssortmentLine(kind, key)] = row_id
    return ids


def _check(lines: Sequence[AssortmentLine], ids: dict[AssortmentLine, UUID]) -> None:
    faults = Faults()
    for i, line in enumerate(lines):
        if line not in ids:
            faults.add(f"lines.{i}.key", "unknown", _("There is no %s.") % line.key[:60])
    faults.raise_any()
