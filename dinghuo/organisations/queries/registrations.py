"""Finds the registrations an operator decides about."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.organisations.models import Registration


def registrations(
    actor: Actor, state: str = "", after: str | None = None, limit: int | None = None
) -> Page[Registration]:
    """The companies that asked to join, latest first."""
    require(actor, "organisations.see_registrations")
    rows = Registration.objects.filter(market_id=actor.market_id)
    if state:
        rows = rows.filter(state=state)
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    found = rows.select_related("decided_by", "organisation").order_by("-id")
    return cut(list(found[: size + 1]), size, lambda row: (row.id,))


def registration(actor: Actor, registration_id: UUID) -> Registration:
    """One registration. Raises NotFound."""
    require(actor, "organisations.see_registrations")
    rows = Registration.objects.filter(market_id=actor.market_id, id=registration_id)
    found = rows.select_related("decided_by", "organisation", "storefront").first()
    if found is None:
        raise NotFound(f"registration {registration_id}")
    return found


def own_registration(actor: Actor, registration_id: UUID) -> Registration:
    """The registration of whoever was told its id when they registered: what the waiting page shows."""
    require(actor, "organisations.register_organisation")
    found = Registration.objects.filter(market_id=actor.market_id, id=registration_id).first()
    if found is None:
        raise NotFound(f"registration {registration_id}")
    return found
