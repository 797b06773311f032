"""Says what happened to a balance of stock."""

from django.utils.translation import gettext as _


def movement_words(kind: str) -> str:
    """A movement in a word."""
    return {
        "counted": _("Counted"),
        "adjusted": _("Corrected"),
        "received": _("Received"),
        "scrapped": _("Scrapped"),
        "transferred": _("Transferred"),
        "picked": _("Picked"),
        "allocated": _("Promised from another lot"),
        "reserved": _("Promised to an order"),
        "released": _("No longer promised"),
        "shipped": _("Shipped"),
        "returned": _("Came back"),
        "taken": _("Taken over"),
    }.get(kind, "")
