"""Says what a document of stock is, and where it stands."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dinghuo.web.shared.order_words import Words


def kind_words() -> dict[str, str]:
    """The kinds of documents, in the order in which a storekeeper meets them."""
    return {
        "receipt": _("Goods receipt"),
        "transfer": pgettext("stock document", "Transfer"),
        "count": pgettext("stock document", "Count"),
        "adjustment": _("Adjustment"),
        "scrap": pgettext("stock document", "Scrap"),
        "taking": _("Goods taken over"),
    }


def state_words(state: str, kind: str = "") -> Words:
    """A state with its shape."""
    return {
        "draft": Words("draft", _("Counting") if kind == "count" else _("Being entered")),
        "waiting": Words("needs-you", _("Waits for approval")),
        "sent": Words("part", _("On its way")),
        "posted": Words("done", pgettext("stock document", "Booked")),
        "refused": Words("waiting", _("Sent back")),
        "cancelled": Words("ended", _("Cancelled")),
    }[state]


def states() -> list[str]:
    """The states one may look for."""
    return ["draft", "waiting", "sent", "posted", "refused", "cancelled"]
