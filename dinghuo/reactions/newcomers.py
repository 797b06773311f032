"""Who hears that a company asks to join."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.organisations.steps.notify import notify


def tell_operator(actor: Actor, event: EventRow) -> None:
    """Tell the operator's people who admit companies."""
    supplier = event.data.get("part") == "supplier"
    title = _("{company} wants to supply") if supplier else _("{company} wants to buy")
    notify(
        event.market_id,
        operator_of(event.market_id).id,
        "organisations.approve_registration",
        format_lazy(title, company=event.subject_number),
        _("Look at the registration and admit the company, or say why not."),
        link="/operator/registrations/",
        event_id=event.id,
    )
