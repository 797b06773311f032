"""In whose name a job works on an import."""

from uuid import UUID

from django.utils import translation

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.models import Import
from dinghuo.organisations.queries.actors import actor_for_membership


def member_of(market_id: UUID, import_id: UUID) -> Actor:
    """Who uploaded it, with the rights of now. Raises NotFound where the member is one no more."""
    system = Actor.system(market_id)
    with acting(system):
        imported = Import.objects.get(market_id=market_id, id=import_id)
        translation.activate(imported.language)
        return actor_for_membership(imported.membership_id) if imported.membership_id else system
