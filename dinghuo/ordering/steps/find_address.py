"""Writes a delivery address down as it was when the order was placed."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.organisations.queries.addresses import addresses


def address_text(actor: Actor, organisation_id: UUID, address_id: UUID | None) -> dict[str, Any]:
    """The address by id, or the default one, as plain values; empty where the buyer has none.

    Raises Invalid where the id is no address of this organisation.
    """
    known = addresses(actor, organisation_id)
    if address_id is None:
        chosen = next((each for each in known if each.is_default), known[0] if known else None)
    else:
        chosen = next((each for each in known if each.id == address_id), None)
        if chosen is None:
            faults = Faults()
            add_unknown_address(faults)
            faults.raise_any()
    if chosen is None:
        return {}
    return {
        "id": str(chosen.id),
        "label": chosen.label,
        "contact": chosen.contact,
        "phone": chosen.phone,
        "region_code": chosen.region_code,
        "province": chosen.province,
        "city": chosen.city,
        "district": chosen.district,
        "street": chosen.street,
    }


def add_unknown_address(faults: Faults) -> None:
    """Say that the address asked for is none of the buyer's."""
    faults.add("delivery.address", "unknown", _("This is no address of the buyer's."))
