"""Agreements on goods that lie with another house: whose, where, which, until when."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.inventory.models import Consignment, Warehouse
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.rules.consignment import Article, Covered, counts_on
from dinghuo.inventory.states import SHUT_KINDS, ConsignedGoods, ConsignmentState
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.states import OrganisationStatus, Part

#: Those under which goods lie somewhere: of an ended one until they are gone.
STOOD = (ConsignmentState.ACTIVE.value, ConsignmentState.ENDED.value)
#: Who sells has goods and warehouses; who only buys has neither.
HOUSES = frozenset({Part.OPERATOR.value, Part.BRANCH.value, Part.SUPPLIER.value})
#: The houses that run a storefront: a supplier is offered these, and no other suppliers.
KNOWN_TO_ALL = (Part.OPERATOR.value, Part.BRANCH.value)


def consignments(
    actor: Actor, side: str = "", state: str = "", after: str | None = None, limit: int | None = None
) -> Page[Consignment]:
    """The agreements of the actor's house (the operator's people: everybody's), newest first. `side`: "keeper" for
    others' goods that lie here, "owner" for own goods that lie elsewhere. One statement."""
    require(actor, SEE_STOCK)
    size = bounded(limit)
    rows = _mine(actor)
    if side in ("keeper", "owner"):
        rows = rows.filter(**{f"{side}_id": actor.organisation_id})
    if state:
        rows = rows.filter(state=state)
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    return cut(list(rows.order_by("-id")[: size + 1]), size, lambda row: (row.id,))


def consignment(actor: Actor, number: str) -> Consignment:
    """One agreement. Raises NotFound for one of others. One statement."""
    require(actor, SEE_STOCK)
    found = _mine(actor).filter(number=number).first()
    if found is None:
        raise NotFound(number)
    return found


def kept_for(actor: Actor) -> list[Consignment]:
    """Whose goods lie in the actor's warehouses, or may, the latest agreement first for each of them. One statement."""
    rows = Consignment.objects.filter(
        market_id=actor.market_id, keeper_id=actor.organisation_id, state__in=STOOD
    )
    return list(rows.select_related("owner", "warehouse").order_by("-id"))


def kept_with(actor: Actor) -> list[Consignment]:
    """Where goods of the actor's house may be sent to today, beside its own warehouses. One statement."""
    rows = Consignment.objects.filter(
        market_id=actor.market_id, owner_id=actor.organisation_id, state=ConsignmentState.ACTIVE.value
    )
    return list(rows.select_related("keeper", "warehouse").order_by("keeper__name", "id"))


def possible_houses(actor: Actor) -> list[Organisation]:
    """Whom the actor's house could agree with, by name. One statement."""
    known = list(HOUSES) if actor.parts.intersection(KNOWN_TO_ALL) else list(KNOWN_TO_ALL)
    rows = Organisation.objects.filter(
        market_id=actor.market_id, status=OrganisationStatus.ACTIVE.value, parts__overlap=known
    )
    return [row for row in rows.order_by("name", "id") if row.id != actor.organisation_id]


def possible_places(actor: Actor, houses: Collection[Organisation]) -> list[Warehouse]:
    """The open warehouses of the actor's house, then of these, in the order of each. One statement."""
    owners = [*(each.id for each in houses), actor.organisation_id]
    rows = Warehouse.objects.filter(market_id=actor.market_id, owner_id__in=owners, is_active=True)
    found = rows.exclude(kind__in=[kind.value for kind in SHUT_KINDS]).select_related("owner")
    return sorted(
        found.order_by("owner__name", "priority", "key"),
        key=lambda row: row.owner_id != actor.organisation_id,
    )


def open_places(actor: Actor, owner_id: UUID) -> list[Warehouse]:
    """The warehouses of a house whose goods the actor's house keeps, to send them back to. One statement. The caller
    has found the house by an agreement."""
    rows = Warehouse.objects.filter(market_id=actor.market_id, owner_id=owner_id, is_active=True)
    return list(rows.order_by("priority", "key"))


def in_force(row: Consignment, day: date) -> bool:
    """True where goods may come in, and be taken, on this day."""
    return counts_on(row.state, row.valid_from, row.valid_until, day)


def uncovered(actor: Actor, row: Consignment, variant_ids: Collection[UUID]) -> set[UUID]:
    """Which of these articles the agreement isn't about. One statement, two for those about a category."""
    if row.goods == ConsignedGoods.ALL:
        return set()
    path = row.category.path if row.category is not None else ""
    covered = Covered(ConsignedGoods(row.goods), row.brand_id, path, row.variant_ids)
    facts = Variant.objects.filter(market_id=actor.market_id, id__in=list(variant_ids)).values_list(
        "id", "product__brand_id", "product__category__path"
    )
    articles = [Article(variant_id, brand_id, place or "") for variant_id, brand_id, place in facts]
    return {article.variant_id for article in articles if not covered.has(article)}


def _mine(actor: Actor) -> QuerySet[Consignment]:
    rows = Consignment.objects.filter(market_id=actor.market_id).select_related(
        "keeper", "owner", "warehouse", "brand", "category"
    )
    if actor.scope == "market":
        return rows
    return rows.filter(Q(keeper_id=actor.organisation_id) | Q(owner_id=actor.organisation_id))
