"""Looks ahead: what reserve_stock would hold at this instant."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.rules.serving import served
from dinghuo.inventory.rules.wants import Want


def reservable(actor: Actor, wants: Sequence[Want]) -> dict[UUID, Decimal]:
    """What each line would get, in base units. One statement, no lock, nothing held."""
    return served(wants, available(actor, {want.variant_id for want in wants})) if wants else {}
