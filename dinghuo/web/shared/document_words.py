"""Kinds of documents of products in words."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def document_kinds() -> dict[str, str]:
    """By key, in the order in which they are offered."""
    return {
        "manual": _("Manual"),
        "data-sheet": _("Data sheet"),
        "drawing": _("Drawing"),
        "other": pgettext("document of a product", "Other"),
    }
