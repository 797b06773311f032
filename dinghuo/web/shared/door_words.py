"""Names the doors, which are also the parts that companies take."""

from django.utils.translation import gettext as _


def door_words(door: str) -> str:
    """A door in words; empty for one that there isn't."""
    words = {
        "buyer": _("Storefront"),
        "supplier": _("Supplier portal"),
        "branch": _("Branch console"),
        "operator": _("Operator console"),
    }
    return words.get(door, "")
