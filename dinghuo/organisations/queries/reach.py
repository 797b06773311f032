"""Says which organisations an actor may look at, and which it manages."""

from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.models import Customer, Organisation

# SQL, because a tree of any depth is one recursive statement. UNION without ALL ends even on a loop.
BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM organisations_organisation WHERE market_id = %(market)s AND id = %(top)s
    UNION
    SELECT o.id FROM organisations_organisation o JOIN below ON o.parent_id = below.id WHERE o.market_id = %(market)s
)
SELECT id FROM below
"""


def visible_organisations(actor: Actor) -> QuerySet[Organisation]:
    """All of the market for the operator's people; else one's own, those below it, and the customers of its shops."""
    rows = Organisation.objects.filter(market_id=actor.market_id)
    if actor.scope == "market":
        return rows
    customers = Customer.objects.filter(
        market_id=actor.market_id, storefront__owner_id=actor.organisation_id
    ).values("buyer_id")
    return rows.filter(Q(id__in=own_tree(actor)) | Q(id__in=customers))


def managed_organisation(actor: Actor, organisation_id: UUID) -> Organisation:
    """An organisation whose people, roles and addresses the actor may change, if its permissions say so.

    The operator's people manage every one, others their own and those below it. Raises NotFound for any other.
    """
    rows = Organisation.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(id__in=own_tree(actor))
    found = rows.filter(id=organisation_id).first()
    if found is None:
        raise NotFound(f"organisation {organisation_id}")
    return found


def visible_organisation(actor: Actor, organisation_id: UUID) -> Organisation:
    """An organisation the actor may look at. Raises NotFound for any other."""
    found = visible_organisations(actor).filter(id=organisation_id).first()
    if found is None:
        raise NotFound(f"organisation {organisation_id}")
    return found


def own_tree(actor: Actor) -> list[UUID]:
    """The actor's organisation and every one below it."""
    if actor.organisation_id is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(BELOW, {"market": actor.market_id, "top": actor.organisation_id})
        return [row[0] for row in cursor.fetchall()]
