"""Finds people: the members of an organisation, who holds a permission, and one's own memberships."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.organisations.models import Membership, MembershipGrant, MembershipRole, Person
from dinghuo.organisations.queries.own import own_person_id
from dinghuo.organisations.queries.reach import managed_organisation, own_tree
from dinghuo.organisations.rules.words import search_words
from dinghuo.organisations.states import MembershipStatus, OrganisationStatus


def members(
    actor: Actor,
    organisation_id: UUID | None = None,
    search: str = "",
    after: str | None = None,
    limit: int | None = None,
) -> Page[Membership]:
    """The members of one organisation (default: all one manages), by person's name, with roles and grants."""
    require(actor, "organisations.see_people")
    rows = _managed(actor)
    if organisation_id is not None:
        managed_organisation(actor, organisation_id)
        rows = rows.filter(organisation_id=organisation_id)
    for word in search_words(search):
        rows = rows.filter(
            Q(person__name__icontains=word)
            | Q(person__phone__contains=word)
            | Q(person__email__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    if cursor := decode_cursor(after, str, UUID):
        rows = rows.filter(Q(person__name__gt=cursor[0]) | Q(person__name=cursor[0], id__gt=cursor[1]))
    size = bounded(limit)
    found = list(_with_rights(rows).order_by("person__name", "id")[: size + 1])
    return cut(found, size, lambda row: (row.person.name, row.id))


def member(actor: Actor, membership_id: UUID) -> Membership:
    """One member of an organisation one manages, with roles and grants. Raises NotFound."""
    require(actor, "organisations.see_people")
    return managed_membership(actor, membership_id)


def managed_membership(actor: Actor, membership_id: UUID) -> Membership:
    """A member whose rights the actor may change, if its permissions say so. Raises NotFound."""
    found = _with_rights(_managed(actor)).filter(id=membership_id).first()
    if found is None:
        raise NotFound(f"membership {membership_id}")
    return found


def members_with(organisation_id: UUID, permission: str) -> list[Person]:
    """The people who hold a permission in an organisation, whatever its limit."""
    by_role = MembershipRole.objects.filter(
        market_id=OuterRef("market_id"), membership_id=OuterRef("id"), role__grants__permission=permission
    )
    by_grant = MembershipGrant.objects.filter(
        market_id=OuterRef("market_id"), membership_id=OuterRef("id"), permission=permission
    )
    rows = Membership.objects.filter(
        Exists(by_role) | Exists(by_grant),
        organisation_id=organisation_id,
        status=MembershipStatus.ACTIVE,
        person__is_active=True,
    )
    return [row.person for row in rows.select_related("person").order_by("id")]


def own_memberships(actor: Actor) -> list[Membership]:
    """The organisations for which the actor's person may act, in the order in which it joined them."""
    rows = Membership.objects.filter(
        market_id=actor.market_id,
        person_id=own_person_id(actor),
        status=MembershipStatus.ACTIVE,
        organisation__status=OrganisationStatus.ACTIVE,
    )
    return list(rows.select_related("organisation").order_by("id"))


def own_person(actor: Actor) -> Person:
    """The actor's own person. Raises NotFound for the system, visitors and guests."""
    found = Person.objects.filter(market_id=actor.market_id, id=own_person_id(actor)).first()
    if found is None:
        raise NotFound("person")
    return found


def _managed(actor: Actor) -> QuerySet[Membership]:
    rows = Membership.objects.filter(market_id=actor.market_id)
    return rows if actor.scope == "market" else rows.filter(organisation_id__in=own_tree(actor))


def _with_rights(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    return rows.select_related("person", "organisation", "department").prefetch_related(
        Prefetch("held_roles", MembershipRole.objects.select_related("role").order_by("role__position")),
        "own_grants",
    )
