"""Finds the version that is decided on, and makes others who would decide wait."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.errors import VersionDecided
from dinghuo.catalogue.models import ProductVersion
from dinghuo.catalogue.states import VersionState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound


def decide_version(actor: Actor, version_id: UUID, state: VersionState) -> ProductVersion:
    """The version, locked and in its new state, for the caller to save. Raises NotFound, VersionDecided."""
    rows = ProductVersion.objects.filter(market_id=actor.market_id, id=version_id)
    version = rows.select_for_update(no_key=True).first()
    if version is None:
        raise NotFound(str(version_id))
    if version.state != VersionState.SUBMITTED.value:
        raise VersionDecided(_("It doesn’t wait any more: somebody decided, or its seller took it back."))
    version.state, version.decided_at, version.decided_by = state.value, now(), actor.person_name
    return version
