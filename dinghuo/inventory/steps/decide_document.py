"""Notes who decided on a document of stock that waited."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.inventory.errors import OwnStockDocument
from dinghuo.inventory.models import StockDocument


def decide_document(actor: Actor, document: StockDocument, why: str = "") -> None:
    """Note the decision; the caller saves it. Raises OwnStockDocument for who submitted it."""
    if actor.person_id is not None and actor.person_id == document.submitted_by_id:
        raise OwnStockDocument(_("You have submitted this yourself. Somebody else has to look at it."))
    document.decided_by_name, document.decided_at = actor.person_name, now()
    document.decided_why = why.strip()[:200]
