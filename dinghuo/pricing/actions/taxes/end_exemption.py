"""Ends a customer's exemption from tax before its last day, or takes away one that hasn't begun."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.events import ExemptionEnded
from dinghuo.pricing.permissions import SAVE_TAXES
from dinghuo.pricing.queries.taxes.exemptions import granted_exemptions


def end_exemption(actor: Actor, exemption_id: UUID) -> None:
    """From this moment on it counts no more; orders already placed keep what they were told. One that is over stays as
    it is. Raises NotFound for one that isn't the actor's house's."""
    require(actor, SAVE_TAXES)
    with acting(actor):
        rows = granted_exemptions(actor).select_for_update(of=("self",))
        row = rows.filter(id=exemption_id).first()
        if row is None:
            raise NotFound(str(exemption_id))
        at = now()
        if row.valid.upper and row.valid.upper <= at:
            return
        told = {"certificate": row.certificate, "buyer": row.buyer.name}
        parties = [row.seller_id, row.buyer_id]
        if row.valid.lower >= at:
            row.delete()
        else:
            row.valid, row.ended_at = (row.valid.lower, at), at
            row.save(update_fields=["valid", "ended_at"])
        record(actor, ExemptionEnded(exemption_id, row.buyer.code, parties, told))
