"""Lets a paper count."""

from uuid import UUID

from dinghuo.catalogue.events import QualificationAccepted
from dinghuo.catalogue.permissions import REVIEW_QUALIFICATION
from dinghuo.catalogue.states import QualificationState
from dinghuo.catalogue.steps.cover import begin_cover
from dinghuo.catalogue.steps.lock_qualification import lock_qualification
from dinghuo.catalogue.steps.tell_of_paper import tell_of_paper
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting

WAITING = frozenset({QualificationState.SUBMITTED})


def accept_qualification(actor: Actor, paper_id: UUID) -> None:
    """Accept the paper that waits: on its days, what needs it is sold. Raises NotFound, QualificationDecided."""
    require(actor, REVIEW_QUALIFICATION)
    with acting(actor):
        paper = lock_qualification(actor, paper_id, WAITING, QualificationState.ACCEPTED)
        paper.save()
        begin_cover(paper)
        tell_of_paper(actor, QualificationAccepted, paper)
