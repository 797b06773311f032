"""Lets a recalled lot be sold again."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.recall_lot import about, check_why
from dinghuo.fulfilment.errors import NotRecalled
from dinghuo.fulfilment.steps.find_lot import find_lot
from dinghuo.inventory.events import RecallWasLifted
from dinghuo.inventory.models import Lot
from dinghuo.inventory.permissions import RECALL_LOT
from dinghuo.inventory.steps.mark_recalled import mark_recalled


def lift_recall(actor: Actor, sku: str, lot: str, why: str, owner: str = "") -> Lot:
    """Take the recall back, with a reason; who was told of it is told so. Lines that went on back-order stay there
    until they are answered again. Raises NotFound, Invalid, NotRecalled.
    """
    require(actor, RECALL_LOT)
    with acting(actor):
        check_why(why)
        found = find_lot(actor, sku, lot, owner)
        if found.recalled_at is None:
            raise NotRecalled(_("Lot %(lot)s isn’t recalled.") % {"lot": found.lot})
        found.recalled_at, found.recalled_by_name, found.recall_why = None, "", ""
        found.save(update_fields=["recalled_at", "recalled_by_name", "recall_why"])
        mark_recalled(actor, found, recalled=False)
        record(actor, RecallWasLifted(found.id, found.lot[:40], [found.owner_id], about(found)), why.strip())
        return found
