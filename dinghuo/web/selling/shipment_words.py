"""Says where a shipment stands, and what a carrier reported, in words."""

from typing import Any, overload

from django.utils.translation import gettext as _

from dinghuo.web.shared.order_words import Words


def shipment_state(shipment: Any) -> Words:
    """The state of a shipment as its sender reads it."""
    return {
        "in_transit": Words("part", _("On its way")),
        "partly_received": Words("part", _("Received in part")),
        "received": Words("done", _("Received")),
        "lost": Words("ended", _("Lost")),
    }.get(shipment.state, Words("draft", ""))


@overload
def tracking_words(status: None = None) -> dict[str, Words]: ...
@overload
def tracking_words(status: str) -> Words: ...
def tracking_words(status: str | None = None) -> Words | dict[str, Words]:
    """A carrier's status in words, those nobody knows as they came; without one, all that are known."""
    known = {
        "picked_up": Words("part", _("Picked up")),
        "in_transit": Words("part", _("On its way")),
        "out_for_delivery": Words("part", _("Out for delivery")),
        "delivered": Words("done", _("Delivered")),
        "exception": Words("needs-you", _("Held up on its way")),
        "returned": Words("ended", _("Sent back")),
    }
    return known if status is None else known.get(status, Words("part", status))
