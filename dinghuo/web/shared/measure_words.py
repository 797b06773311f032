"""The measures by which offers are ranked, in words."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.states import ComparisonView


def measure_words() -> dict[str, str]:
    """Each measure's name."""
    return {"price": _("Price"), "lead-time": _("Lead time"), "score": _("Seller’s score")}


def view_words() -> dict[ComparisonView, tuple[str, str]]:
    """What buyers see of a comparison, with what that means."""
    return {
        ComparisonView.ALL: (
            _("Everything"),
            _("All offers with their sellers, points and how they come about."),
        ),
        ComparisonView.UNNAMED: (
            _("Everything but names"),
            _("Sellers are called A, B, C, until something of theirs is in the cart."),
        ),
        ComparisonView.BEST: (
            _("Only the best"),
            _("The offer with the most points; of the others nothing."),
        ),
        ComparisonView.NONE: (_("Nothing"), _("The usual offer, as lists show it; nothing is compared.")),
    }
