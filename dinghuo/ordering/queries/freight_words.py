"""What sending an order costs and why, and what lacks to be sent for nothing, in the reader's language."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.foundation import formats
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.rules.freight import FreightGap

__all__ = ["FreightGap", "freight_near", "freight_words", "kilos"]

KILO = Decimal(1000)


def freight_words(kept: Mapping[str, Any], currency: str) -> list[str]:
    """Why an order pays what it pays for being sent, from what is kept with it: sentences, the first says how it is
    reckoned."""
    free_from, total = Decimal(kept["free_from"]), Decimal(kept["total"])
    is_free = bool(free_from) and total >= free_from
    if is_free:
        found = [_("Free from %(goal)s of goods on.") % {"goal": _money(free_from, currency)}]
    else:
        found = [_by_weight(kept, currency) if Decimal(kept["first_grams"]) else _("A flat amount.")]
    if kept["shared"] and not is_free:
        found.append(_("A part of what is sent together."))
    if Decimal(kept["freed"]):
        names = [translated(each["name"], each["names"]) for each in kept["by"]]
        told = {"freed": _money(Decimal(kept["freed"]), currency), "names": ", ".join(names)}
        found.append(_("%(freed)s of it is given: %(names)s.") % told)
    if note := translated(kept["note"], kept["notes"]):
        found.append(note)
    return found


def freight_near(gap: FreightGap, currency: str, seller: str = "") -> str:
    """How much more of goods would be sent for nothing; `seller` where it must be said whose."""
    told = {"missing": _money(gap.missing, currency), "seller": seller, "saved": _money(gap.saved, currency)}
    if seller:
        return _("%(missing)s more from %(seller)s for free freight; it saves %(saved)s.") % told
    return _("%(missing)s more for free freight; it saves %(saved)s.") % told


def _by_weight(kept: Mapping[str, Any], currency: str) -> str:
    told = {
        "weight": kilos(Decimal(kept["grams"])),
        "first": kilos(Decimal(kept["first_grams"])),
        "amount": _money(Decimal(kept["first_amount"]), currency),
        "step": kilos(Decimal(kept["step_grams"])),
        "more": _money(Decimal(kept["step_amount"]), currency),
    }
    words = _("%(weight)s: %(amount)s up to %(first)s, %(more)s for each %(step)s more.") % told
    unweighed = int(kept["unweighed"])
    if not unweighed:
        return words
    rest = ngettext(
        "%(lines)s line counts without its weight.", "%(lines)s lines count without their weight.", unweighed
    )
    return f"{words} {rest % {'lines': unweighed}}"


def kilos(grams: Decimal) -> str:
    """A weight in kilograms: 12.4 kg."""
    return f"{plain(grams / KILO)} kg"


def _money(amount: Decimal, currency: str) -> str:
    return str(formats.money(amount, currency))
