"""Finds an agreement on consigned goods and locks it, so that whoever answers or ends it is alone with it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.inventory.errors import ConsignmentClosed
from dinghuo.inventory.models import Consignment
from dinghuo.inventory.states import CONSIGNMENT_MOVES, ConsignmentState


def lock_consignment(actor: Actor, number: str, becomes: ConsignmentState) -> Consignment:
    """One of the actor's house, in the market's scope too: only its two parties say anything about it. Raises NotFound
    for one of others, ConsignmentClosed where it can't become that."""
    rows = Consignment.objects.select_for_update(of=("self",)).select_related("warehouse")
    house = actor.organisation_id
    found = rows.filter(
        Q(keeper_id=house) | Q(owner_id=house), market_id=actor.market_id, number=number
    ).first()
    if found is None:
        raise NotFound(number)
    if found.state == becomes or not CONSIGNMENT_MOVES.may(ConsignmentState(found.state), becomes):
        raise ConsignmentClosed(_("%(number)s can’t be changed in this way any more.") % {"number": number})
    return found
