"""Sends a paper back to its owner."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import QualificationRejected
from dinghuo.catalogue.permissions import REVIEW_QUALIFICATION
from dinghuo.catalogue.states import QualificationState
from dinghuo.catalogue.steps.lock_qualification import lock_qualification
from dinghuo.catalogue.steps.tell_of_paper import tell_of_paper
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.tenancy import acting

MOST = 1000
WAITING = frozenset({QualificationState.SUBMITTED})


def reject_qualification(actor: Actor, paper_id: UUID, reason: str) -> None:
    """Reject the paper that waits; its owner reads the reason. Raises NotFound, QualificationDecided, Invalid without a
    reason."""
    require(actor, REVIEW_QUALIFICATION)
    reason = reason.strip()
    if not reason or len(reason) > MOST or "\0" in reason:
        raise Invalid([Fault("reason", "required", _("Say why, in at most 1,000 characters."))])
    with acting(actor):
        paper = lock_qualification(actor, paper_id, WAITING, QualificationState.REJECTED)
        paper.reason = reason
        paper.save()
        tell_of_paper(actor, QualificationRejected, paper, reason)
