"""Lets a company trade, or stops it."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.states import WrongState
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import StatusChanged
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.states import ORGANISATION_MOVES, OrganisationStatus


def change_status(actor: Actor, organisation_id: UUID, status: str, why: str = "") -> Organisation:
    """Move an organisation to a status. Its people are signed out by it at once: only an active company has actors.

    Raises NotFound, and WrongState for a move that isn't in the table.
    """
    require(actor, "organisations.change_status")
    with acting(actor):
        row = (
            Organisation.objects.select_for_update()
            .filter(market_id=actor.market_id, id=organisation_id)
            .first()
        )
        if row is None or actor.scope != "market":
            raise NotFound(f"organisation {organisation_id}")
        before, after = OrganisationStatus(row.status), OrganisationStatus(status)
        if not ORGANISATION_MOVES.may(before, after):
            raise WrongState(_instead(before))
        if before == after:
            return row
        row.status = after
        row.save(update_fields=["status"])
        record(actor, StatusChanged(row.id, row.code, [row.id], {"from": before, "to": after}), why)
    return row


def _instead(now: OrganisationStatus) -> str:
    """Where the company stands, and what can be done from there."""
    return {
        OrganisationStatus.PENDING: _("This company waits to be admitted: it can be let in or turned away."),
        OrganisationStatus.ACTIVE: _("This company trades: it can only be blocked."),
        OrganisationStatus.BLOCKED: _("This company is blocked: it can only be let trade again."),
        OrganisationStatus.REJECTED: _("This company was turned away: it has to ask to join again."),
    }[now]
