"""The stages of an order from placing to paying, for the track under its number."""

from typing import Any

from django.utils.translation import gettext as _


def stages_of(order: Any) -> list[tuple[str, str]]:
    """The stages as (done, part or empty for still to come; words)."""
    approval = {"approved": "done", "pending": "part"}.get(order.approval)
    delivered = order.delivery_state
    stages = [("done", _("Placed"))]
    if approval:
        stages.append((approval, _("Approved")))
    confirmed = {"confirmed": "done", "completed": "done", "partly_confirmed": "part"}.get(order.state, "")
    shipped = {"none": "", "partly_shipped": "part", "shipped": "done", "received": "done"}
    received = {"received": "done", "partly_received": "part"}.get(delivered, "")
    paid = {"paid": "done", "partly_paid": "part"}.get(order.payment_state, "") if order.payable else ""
    return [
        *stages,
        (confirmed, _("Confirmed")),
        (shipped.get(delivered, "part"), _("Shipped")),
        (received, _("Received")),
        (paid, _("Paid")),
    ]
