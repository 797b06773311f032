"""Finds the delivery addresses of an organisation, and the regions to choose from."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.models import Address
from dinghuo.organisations.queries.reach import visible_organisation
from dinghuo.organisations.rules import regions

Choice = tuple[str, str]


def addresses(actor: Actor, organisation_id: UUID | None = None) -> list[Address]:
    """The addresses of one's own organisation or one the actor looks after, the default first."""
    organisation = visible_organisation(actor, organisation_id or actor.organisation_id or UUID(int=0))
    rows = Address.objects.filter(market_id=actor.market_id, organisation_id=organisation.id)
    return list(rows.order_by("-is_default", "id"))


def address(actor: Actor, address_id: UUID) -> Address:
    """One address of an organisation the actor may look at. Raises NotFound."""
    found = Address.objects.filter(market_id=actor.market_id, id=address_id).first()
    if found is None:
        raise NotFound(f"address {address_id}")
    visible_organisation(actor, found.organisation_id)
    return found


def written_address(place: Mapping[str, Any]) -> str:
    """An address that a document keeps as plain values, in one line."""
    names = [str(place.get(name) or "") for name in ("province", "city", "district")]
    return regions.written(*names) + str(place.get("street") or "")


def region_words(code: str) -> str:
    """A region by its code as written in an address; the code itself for none that is known."""
    found = regions.region(code)
    return found.name if found else code


def region_choices(code: str = "") -> tuple[list[Choice], list[Choice], list[Choice]]:
    """Provinces, the cities of the code's province, the districts of the code's city: three lists to choose from."""
    return regions.provinces(), regions.cities(code[:2]), regions.districts(code[:4])
