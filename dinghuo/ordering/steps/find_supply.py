"""Finds goods on their way that an actor may change."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import NotFound
from dinghuo.inventory.errors import SupplyClosed, SupplyOfOrder
from dinghuo.inventory.models import IncomingSupply
from dinghuo.inventory.steps.lock_pool import Pool
from dinghuo.ordering.models import Order


def find_supply(actor: Actor, supply_id: UUID) -> IncomingSupply:
    """The actor's own, or any for who sees the whole market; not locked. Raises NotFound for somebody else's."""
    rows = IncomingSupply.objects.filter(market_id=actor.market_id, id=supply_id)
    if actor.scope != "market":
        rows = rows.filter(owner_id=actor.organisation_id)
    supply = rows.select_related("warehouse", "variant").first()
    if supply is None:
        raise NotFound(str(supply_id))
    return supply


def still_open(pool: Pool, supply: IncomingSupply) -> IncomingSupply:
    """The same as the locked pool has it. Raises SupplyClosed where it isn't to come any more."""
    if supply.id not in pool.supplies:
        raise SupplyClosed(_("These goods have come already, or won't come."))
    return pool.supplies[supply.id]


def refuse_bought(actor: Actor, supply: IncomingSupply) -> None:
    """Raise SupplyOfOrder where an order of its owner's brings it: the order says what comes, and when."""
    bought = Order.objects.filter(
        market_id=actor.market_id, number=supply.reference, buyer_id=supply.owner_id
    )
    if bought.exists():
        words = _(
            "These goods come with %(order)s: it says what comes and when, and its shipment is received."
        )
        raise SupplyOfOrder(words % {"order": supply.reference}, instead={"order": supply.reference})


def supply_paper(supply: IncomingSupply) -> Document:
    """The supply as movements and events name it."""
    return Document("supply", supply.id, supply.reference)
