"""Finds a proposed change and locks it for whoever decides on it."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.states import WrongState
from dinghuo.ordering.models import OrderChange
from dinghuo.ordering.permissions import CHANGE
from dinghuo.ordering.states import ChangeState


def lock_change(actor: Actor, change_id: UUID, own: bool = False) -> OrderChange:
    """The change, locked. NotAllowed for its proposer unless `own`; WrongState once it is decided."""
    change = OrderChange.objects.select_for_update().filter(market_id=actor.market_id, id=change_id).first()
    if change is None:
        raise NotFound(str(change_id))
    if change.state != ChangeState.PROPOSED:
        raise WrongState(_("This change has been decided already."), instead={"state": change.state})
    if not own and actor.organisation_id == change.proposer_id:
        raise NotAllowed(CHANGE)
    return change
