"""Takes a delivery address away."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import AddressDeleted
from dinghuo.organisations.models import Address, Organisation
from dinghuo.organisations.queries.addresses import address as find_address


def delete_address(actor: Actor, address_id: UUID) -> None:
    """Delete an address; orders keep the copy they were placed with. The oldest other one becomes the default.

    Raises NotFound, also when somebody else has just deleted it.
    """
    require(actor, "organisations.delete_address")
    with acting(actor):
        organisation_id = find_address(actor, address_id).organisation_id
        Organisation.objects.select_for_update().get(market_id=actor.market_id, id=organisation_id)
        address = find_address(actor, address_id)
        line = address.line
        address.delete()
        rows = Address.objects.filter(market_id=actor.market_id, organisation_id=organisation_id)
        if address.is_default and (oldest := rows.order_by("id").first()):
            rows.filter(id=oldest.id).update(is_default=True)
        record(actor, AddressDeleted(address_id, address.label, [organisation_id], {"line": line}))
