"""What products are to each other, in words."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.states import LinkKind


def link_words() -> dict[LinkKind, tuple[str, str]]:
    """Each kind's name, as buyers read it, with a hint for who keeps it."""
    return {
        LinkKind.SUCCESSOR: (
            _("Follows it"),
            _("What is sold after it; buyers of something withdrawn find it."),
        ),
        LinkKind.SUBSTITUTE: (
            _("Instead of it"),
            _("What does the same; carts offer it when this is out of stock."),
        ),
        LinkKind.ACCESSORY: (_("Goes with it"), _("What is used with it.")),
    }
