"""Writes a delivery address."""

from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import AddressSaved
from dinghuo.organisations.models import Address, Organisation
from dinghuo.organisations.queries.reach import visible_organisation
from dinghuo.organisations.steps.read_address import read_place
from dinghuo.organisations.steps.read_contact import read_phone, read_text


def save_address(
    actor: Actor,
    organisation_id: UUID,
    contact: str,
    phone: str,
    street: str,
    region_code: str = "",
    label: str = "",
    is_default: bool = False,
    address_id: UUID | None = None,
    country: str = "CN",
    province: str = "",
    city: str = "",
    district: str = "",
    postcode: str = "",
) -> Address:
    """Add an address to one's organisation or one that it looks after, or change the one given.

    In China the region's code says province, city and district; elsewhere they are taken as typed. The first address
    is the default. Raises NotFound, and Invalid with every fault.
    """
    require(actor, "organisations.save_address")
    with acting(actor):
        organisation = visible_organisation(actor, organisation_id)
        faults = Faults()
        country = (country or "CN").upper()
        typed = {"province": province, "city": city, "district": district}
        columns: dict[str, Any] = {
            "contact": read_text(faults, "contact", contact, 100),
            "phone": read_phone(faults, phone, country),
            "street": read_text(faults, "street", street, 200),
            "label": read_text(faults, "label", label, 60, required=False),
            "postcode": read_text(faults, "postcode", postcode, 12, required=False),
            "country": read_text(faults, "country", country, 2),
            **read_place(faults, country, region_code, typed),
        }
        faults.raise_any()
        # The organisation's row makes two savings wait for each other: there is one default.
        Organisation.objects.select_for_update().get(market_id=actor.market_id, id=organisation.id)
        rows = Address.objects.filter(market_id=actor.market_id, organisation_id=organisation.id)
        address = rows.filter(id=address_id).first() if address_id else Address()
        if address is None:
            raise NotFound(f"address {address_id}")
        others = rows.exclude(id=address.id)
        if is_default:
            others.filter(is_default=True).update(is_default=False)
        for column, value in columns.items():
            setattr(address, column, value)
        address.market_id, address.organisation_id = actor.market_id, organisation.id
        address.is_default = is_default or not others.filter(is_default=True).exists()
        address.save()
        record(actor, AddressSaved(address.id, address.label, [organisation.id], {"line": address.line}))
    return address
