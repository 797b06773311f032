"""Answers what another house proposed about consigned goods."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.errors import ConsignmentClosed
from dinghuo.inventory.events import ConsignmentAgreed, ConsignmentDeclined
from dinghuo.inventory.models import Consignment
from dinghuo.inventory.permissions import PROPOSE_CONSIGNMENT
from dinghuo.inventory.states import ConsignmentState
from dinghuo.inventory.steps.lock_consignment import lock_consignment
from dinghuo.inventory.steps.tell_of_consignment import tell_of_consignment


def answer_consignment(actor: Actor, number: str, accept: bool, why: str = "") -> Consignment:
    """Agree, or decline with a reason. Raises NotFound for one of others, ConsignmentClosed for what one proposed
    oneself and for what has been answered, Invalid."""
    require(actor, PROPOSE_CONSIGNMENT)
    with acting(actor):
        faults = Faults()
        if not accept and not why.strip():
            faults.add("why", "required", _("Say why."))
        faults.raise_any()
        becomes = ConsignmentState.ACTIVE if accept else ConsignmentState.DECLINED
        row = lock_consignment(actor, number, becomes)
        if row.proposer_id == actor.organisation_id:
            raise ConsignmentClosed(_("You have proposed this yourself: the other house answers."))
        row.state, row.why = becomes.value, why.strip()[:200]
        row.answered_by_name, row.answered_at = actor.person_name, now()
        row.save()
        tell_of_consignment(actor, row, ConsignmentAgreed if accept else ConsignmentDeclined, why)
        return row
