"""Writes where goods of many organisations go unless an order says otherwise."""

from collections.abc import Mapping
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.models import Address, Organisation
from dinghuo.organisations.rules.customer_rows import CustomerRow
from dinghuo.organisations.rules.regions import Region

PLACE = ("region_code", "province", "city", "district", "street")


def write_default_addresses(actor: Actor, rows: Mapping[UUID, CustomerRow]) -> None:
    """Change the default address of each organisation, or add one, in the caller's transaction. Four statements."""
    if not rows:
        return
    market = {"market_id": actor.market_id}
    there = {
        each.organisation_id: each
        for each in Address.objects.filter(**market, organisation_id__in=rows, is_default=True)
    }
    names = {each.id: each for each in Organisation.objects.filter(**market, id__in=rows)}
    new = []
    for buyer_id, row in rows.items():
        address = there.get(buyer_id)
        if address is None:
            buyer = names[buyer_id]
            address = Address(**market, organisation_id=buyer_id, is_default=True, phone=buyer.phone)
            address.contact = buyer.contact or buyer.name[:100]
            new.append(address)
        region = row.region or Region("", "")
        if row.region or buyer_id not in there:
            address.region_code, address.province = region.code, region.province
            address.city, address.district = region.city, region.district
        address.street = row.street
    Address.objects.bulk_create(new, batch_size=1000)
    Address.objects.bulk_update(there.values(), PLACE, batch_size=1000)
