"""Finds groups of customers, who is in them, and in which a buyer is."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.models import CustomerGroup, CustomerGroupMember, Organisation
from dinghuo.organisations.queries.reach import visible_organisation

SEE = "organisations.see_customers"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group and how many buyers are in it."""

    group: CustomerGroup
    count: int


def customer_groups(actor: Actor) -> list[GroupRow]:
    """The groups of the market, by name. One statement."""
    require(actor, SEE)
    rows = CustomerGroup.objects.filter(market_id=actor.market_id).annotate(count=Count("members"))
    return [GroupRow(row, row.count) for row in rows.order_by("name", "id")]


def customer_group(actor: Actor, key: str) -> CustomerGroup:
    """The group with this key. Raises NotFound."""
    require(actor, SEE)
    found = CustomerGroup.objects.filter(market_id=actor.market_id, key=key.replace("\0", "")).first()
    if found is None:
        raise NotFound(f"customer group {key}")
    return found


def members_of(actor: Actor, group: CustomerGroup) -> list[Organisation]:
    """The buyers in a group, by name; to who doesn't see the whole market, those that are its own customers."""
    require(actor, SEE)
    rows = Organisation.objects.filter(market_id=actor.market_id, customer_groups__group=group)
    if actor.scope != "market":
        rows = rows.filter(customerships__storefront__owner_id=actor.organisation_id).distinct()
    return list(rows.order_by("name", "id"))


def groups_of(actor: Actor, buyer_id: UUID) -> list[UUID]:
    """The ids of the groups in which a buyer is. One statement.

    Checks no permission: prices and assortments, which depend on it, aren't the actor's to choose.
    """
    rows = CustomerGroupMember.objects.filter(market_id=actor.market_id, buyer_id=buyer_id)
    return list(rows.values_list("group_id", flat=True))


def groups_with(actor: Actor, buyer_id: UUID) -> list[CustomerGroup]:
    """The groups in which a buyer is, by name, for who may look at the buyer. Raises NotFound for a foreign one."""
    require(actor, SEE)
    buyer = visible_organisation(actor, buyer_id)
    rows = CustomerGroup.objects.filter(market_id=actor.market_id, members__buyer=buyer)
    return list(rows.order_by("name", "id"))
