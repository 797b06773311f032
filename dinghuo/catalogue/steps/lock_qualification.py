"""Finds a paper to decide on, and makes others who would decide wait."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.errors import QualificationDecided
from dinghuo.catalogue.models import Qualification
from dinghuo.catalogue.states import QualificationState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound


def lock_qualification(
    actor: Actor, paper_id: UUID, among: frozenset[QualificationState], becomes: QualificationState
) -> Qualification:
    """The paper, locked and in its new state, for the caller to save. Raises NotFound, QualificationDecided where it is
    in none of the states that it may be moved from."""
    rows = Qualification.objects.filter(market_id=actor.market_id, id=paper_id)
    paper = rows.select_for_update(no_key=True, of=("self",)).select_related("kind", "product").first()
    if paper is None:
        raise NotFound(str(paper_id))
    if QualificationState(paper.state) not in among:
        raise QualificationDecided(_("Somebody has decided on this paper already. Look at it again."))
    paper.state, paper.decided_at, paper.decided_by = becomes.value, now(), actor.person_name
    return paper
