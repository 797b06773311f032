"""Finds organisations: one by id or code, the operator, and the list."""

from uuid import UUID

from django.db.models import Q, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.organisations.models import Department, Market, Organisation
from dinghuo.organisations.queries.reach import (
    managed_organisation,
    visible_organisation,
    visible_organisations,
)
from dinghuo.organisations.rules.words import plain_text, search_words


def market(market_id: UUID) -> Market:
    """The market itself. Raises NotFound."""
    found = Market.objects.filter(id=market_id).first()
    if found is None:
        raise NotFound(f"market {market_id}")
    return found


def organisation(actor: Actor, organisation_id: UUID) -> Organisation:
    """One organisation. Raises NotFound for one that isn't the actor's to see."""
    return visible_organisation(actor, organisation_id)


def find_organisation(actor: Actor, code: str) -> Organisation:
    """The organisation with a code. Raises NotFound as `organisation` does."""
    found = visible_organisations(actor).filter(code=plain_text(code)).first()
    if found is None:
        raise NotFound(f"organisation {code}")
    return found


def operator_of(market_id: UUID) -> Organisation:
    """The organisation that runs the market. Raises NotFound in a market without one."""
    found = (
        Organisation.objects.filter(market_id=market_id, parts__contains=["operator"]).order_by("id").first()
    )
    if found is None:
        raise NotFound(f"operator of {market_id}")
    return found


def organisations(
    actor: Actor,
    search: str = "",
    part: str = "",
    status: str = "",
    after: str | None = None,
    limit: int | None = None,
) -> Page[Organisation]:
    """The organisations the actor may look at, by name; `search` looks in name, code, tax number and phone."""
    require(actor, "organisations.see_organisations")
    rows = matching_organisations(actor, search, part, status)
    if cursor := decode_cursor(after, str, UUID):
        rows = rows.filter(Q(name__gt=cursor[0]) | Q(name=cursor[0], id__gt=cursor[1]))
    size = bounded(limit)
    return cut(list(rows.order_by("name", "id")[: size + 1]), size, lambda row: (row.name, row.id))


def matching_organisations(
    actor: Actor, search: str = "", part: str = "", status: str = ""
) -> QuerySet[Organisation]:
    """The organisations of a filter, as `organisations` has them."""
    rows = visible_organisations(actor)
    if part:
        rows = rows.filter(parts__contains=[part])
    if status:
        rows = rows.filter(status=status)
    for word in search_words(search):
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(code__icontains=word)
            | Q(tax_number__istartswith=word)
            | Q(phone__contains=word)
        )
    return rows


def departments(actor: Actor, organisation_id: UUID) -> list[Department]:
    """The departments of an organisation one manages, by name."""
    require(actor, "organisations.see_people")
    managed_organisation(actor, organisation_id)
    return list(
        Department.objects.filter(market_id=actor.market_id, organisation_id=organisation_id).order_by("name")
    )
