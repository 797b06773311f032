"""How far a unit may be divided, in words."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.quantity import plain


def divided_words(unit: str, decimals: int) -> str:
    """What to say to who divides a unit further than it may be."""
    if not decimals:
        return _("There are only whole %(unit)s.") % {"unit": unit}
    least = plain(Decimal(1).scaleb(-decimals))
    return _("The smallest part is %(least)s %(unit)s.") % {"least": least, "unit": unit}
