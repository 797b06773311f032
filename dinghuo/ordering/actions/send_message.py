"""Writes a message on an order to the other side."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.events import MessageSent
from dinghuo.ordering.models import OrderMessage
from dinghuo.ordering.permissions import MESSAGE
from dinghuo.ordering.queries.order import order as find_order

LONGEST = 4000


def send_message(actor: Actor, number: str, text: str, line: int | None = None) -> OrderMessage:
    """Send a message of up to 4,000 characters, about the order or about one of its lines (by position)."""
    require(actor, MESSAGE)
    with acting(actor):
        order = find_order(actor, number)
        by_position = {each.position: each for each in order.lines.all()}
        faults = Faults()
        if not text.strip():
            faults.add("text", "required", _("Write something."))
        if len(text) > LONGEST:
            faults.add("text", "too-long", _("At most %(longest)s characters.") % {"longest": LONGEST})
        if line is not None and line not in by_position:
            faults.add("line", "unknown", _("This order has no line %(line)s.") % {"line": line})
        faults.raise_any()
        message = OrderMessage.objects.create(
            market_id=order.market_id,
            order=order,
            line=by_position[line] if line is not None else None,
            buyer_id=order.buyer_id,
            seller_id=order.seller_id,
            organisation_id=actor.organisation_id,
            organisation_name=actor.organisation_name,
            person_id=actor.person_id,
            person_name=actor.person_name,
            text=text.strip(),
        )
        record(
            actor,
            MessageSent(
                order.id, order.number, (order.buyer_id, order.seller_id), {"text": text.strip()[:200]}
            ),
        )
        return message
