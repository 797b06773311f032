"""Sees to it that an organisation isn't left without anybody who may manage its people."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.organisations.errors import LastAdministrator
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.people import members_with

MANAGES = "organisations.set_membership_roles"


def lock_members(market_id: UUID, organisation_id: UUID) -> bool:
    """Make changes of rights in one organisation wait for each other; True if somebody manages its people now."""
    Organisation.objects.select_for_update().get(market_id=market_id, id=organisation_id)
    return bool(members_with(organisation_id, MANAGES))


def refuse_none_left(organisation_id: UUID) -> None:
    """Raise LastAdministrator if nobody manages the organisation's people any more."""
    if not members_with(organisation_id, MANAGES):
        raise LastAdministrator(
            _(
                "Nobody would be left to manage the people of this company. Make somebody else administrator first."
            )
        )
