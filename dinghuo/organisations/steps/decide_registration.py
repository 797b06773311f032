"""Decides a registration once."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.errors import AlreadyDecided
from dinghuo.organisations.models import Registration
from dinghuo.organisations.states import RegistrationState


def decide_registration(
    actor: Actor, registration_id: UUID, state: RegistrationState, reason: str = ""
) -> Registration:
    """Move a registration out of "pending" by one guarded update: of two people who decide at once, one does.

    Raises NotFound and AlreadyDecided.
    """
    rows = Registration.objects.filter(market_id=actor.market_id, id=registration_id)
    moved = rows.filter(state=RegistrationState.PENDING).update(
        state=state, reason=reason, decided_at=now(), decided_by_id=actor.person_id
    )
    registration = rows.first()
    if registration is None:
        raise NotFound(f"registration {registration_id}")
    if not moved:
        raise AlreadyDecided(
            _("Somebody has decided this already: %(company)s.") % {"company": registration.company},
            instead={"state": registration.state},
        )
    return registration
