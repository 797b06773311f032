"""Lets a paper count no more: it was revoked, or shouldn't have been sent."""

from uuid import UUID

from dinghuo.catalogue.events import QualificationWithdrawn
from dinghuo.catalogue.permissions import SUBMIT_QUALIFICATION
from dinghuo.catalogue.states import QualificationState
from dinghuo.catalogue.steps.cover import end_cover
from dinghuo.catalogue.steps.lock_qualification import lock_qualification
from dinghuo.catalogue.steps.tell_of_paper import tell_of_paper
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting

COUNTING = frozenset({QualificationState.SUBMITTED, QualificationState.ACCEPTED})


def withdraw_qualification(actor: Actor, paper_id: UUID, why: str = "") -> None:
    """Withdraw a paper of one's own, or anybody's for who sees the whole market.

    What needs it isn't sold from this moment. Raises NotFound, QualificationDecided.
    """
    require(actor, SUBMIT_QUALIFICATION)
    with acting(actor):
        paper = lock_qualification(actor, paper_id, COUNTING, QualificationState.WITHDRAWN)
        paper.reason = why.strip()[:1000]
        paper.save()
        end_cover(paper)
        tell_of_paper(actor, QualificationWithdrawn, paper, paper.reason)
