"""Asking the other side for a change of an order, and answering what it asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.decline_change import decline_change
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.web.shared import flash
from dinghuo.web.shared.session import Request

Wanted = Mapping[str, Any]


def ask_for(
    request: Request,
    actor: Actor,
    order: Any,
    wanted: Sequence[dict[str, Any]],
    field: Callable[[Wanted], str],
) -> None:
    """Propose what the form says, on the version it was made from. Raises Invalid, with each fault beside the field
    that `field` names for a wanted change."""
    version = request.POST.get("base_version", "")
    base = int(version) if version.isdecimal() else order.version
    try:
        propose_change(actor, order.number, base, wanted, request.POST.get("reason", ""))
    except Invalid as invalid:
        raise Invalid([_beside(fault, wanted, field) for fault in invalid.faults]) from invalid


def _beside(fault: Fault, wanted: Sequence[Wanted], field: Callable[[Wanted], str]) -> Fault:
    parts = fault.path.split(".")
    if parts[0] != "actions" or len(parts) < 2 or not parts[1].isdigit():
        return fault
    return Fault(field(wanted[int(parts[1])]), fault.code, fault.message)


def decide(request: Request, actor: Actor, change_id: UUID) -> None:
    """Accept or decline what the other side proposed, or take back what one has proposed oneself."""
    if request.POST.get("decision") == "accept":
        accept_change(actor, change_id)
        flash.say(request, _("The order is changed."))
    else:
        decline_change(actor, change_id, request.POST.get("reason", ""))
        flash.say(request, _("The order stays as it was."))
