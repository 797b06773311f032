"""Finds storefronts, and the customers who order in them."""

from uuid import UUID

from django.db.models import Q

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.organisations.models import Customer, Storefront
from dinghuo.organisations.rules.words import search_words


def home_storefront(actor: Actor, buyer_id: UUID | None = None) -> Storefront:
    """Where a buyer (default: the actor's organisation) orders: as its customer, else its own, else the market's."""
    organisation_id = buyer_id or actor.organisation_id
    rows = Storefront.objects.filter(market_id=actor.market_id).select_related("owner")
    customer = rows.filter(customers__buyer_id=organisation_id).order_by("customers__id")
    own = rows.filter(owner_id=organisation_id).order_by("id")
    usual = rows.filter(is_default=True)
    for candidates in (customer, own, usual) if organisation_id else (usual,):
        if found := candidates.first():
            return found
    raise NotFound("storefront")


def storefronts(actor: Actor) -> list[Storefront]:
    """The storefronts one runs: all of the market for the operator's people, else one's own; the default first."""
    require(actor, "organisations.see_storefronts")
    rows = Storefront.objects.filter(market_id=actor.market_id).select_related("owner")
    if actor.scope != "market":
        rows = rows.filter(owner_id=actor.organisation_id)
    return list(rows.order_by("-is_default", "name"))


def storefront(actor: Actor, key: str) -> Storefront:
    """One of the storefronts one runs. Raises NotFound."""
    found = next((row for row in storefronts(actor) if row.key == key), None)
    if found is None:
        raise NotFound(f"storefront {key}")
    return found


def customers(
    actor: Actor,
    search: str = "",
    storefront_key: str = "",
    after: str | None = None,
    limit: int | None = None,
) -> Page[Customer]:
    """The customers of the storefronts one runs, by name. `search` looks in name and code."""
    require(actor, "organisations.see_customers")
    rows = Customer.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(storefront__owner_id=actor.organisation_id)
    if storefront_key:
        rows = rows.filter(storefront__key=storefront_key)
    for word in search_words(search):
        rows = rows.filter(Q(buyer__name__icontains=word) | Q(buyer__code__icontains=word))
    if cursor := decode_cursor(after, str, UUID):
        rows = rows.filter(Q(buyer__name__gt=cursor[0]) | Q(buyer__name=cursor[0], id__gt=cursor[1]))
    size = bounded(limit)
    found = rows.select_related("buyer", "storefront", "representative").order_by("buyer__name", "id")
    return cut(list(found[: size + 1]), size, lambda row: (row.buyer.name, row.id))


def customers_of(actor: Actor, buyer_id: UUID) -> list[Customer]:
    """In which of the storefronts one runs a buyer orders."""
    require(actor, "organisations.see_customers")
    rows = Customer.objects.filter(market_id=actor.market_id, buyer_id=buyer_id)
    if actor.scope != "market":
        rows = rows.filter(storefront__owner_id=actor.organisation_id)
    return list(rows.select_related("storefront", "representative").order_by("id"))
