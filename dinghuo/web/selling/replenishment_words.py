"""Says why so much is proposed, in sentences that can be checked with a pencil."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dinghuo.foundation.formats import number
from dinghuo.web.shared.order_words import Words

Why = Mapping[str, Any]


def standing_words() -> dict[str, str]:
    """How an article may stand."""
    return {
        "low": pgettext("standing of stock", "Order again"),
        "over": pgettext("standing of stock", "Too much"),
        "enough": pgettext("standing of stock", "Enough"),
    }


def proposal_words(state: str) -> Words:
    """How far a proposal is, with its shape."""
    return {
        "open": Words("needs-you", pgettext("proposal", "To order")),
        "ordered": Words("done", pgettext("proposal", "Ordered")),
        "dismissed": Words("ended", pgettext("proposal", "Put aside")),
    }[state]


def why_words(why: Why, unit: str) -> list[str]:
    """The reason of a figure: what is wanted, when to order, what is there, how it is rounded."""
    return [_wanted(why, unit), _levels(why, unit), _there(why, unit), *_rounded(why, unit)]


def _of(why: Why, name: str) -> str:
    return str(number(Decimal(str(why[name]))))


def _wanted(why: Why, unit: str) -> str:
    told = {"days": why["window_days"], "unit": unit}
    if not Decimal(why["per_day"]):
        return _("Nothing was ordered here in %(days)s days.") % told
    words = _("%(day)s %(unit)s are wanted a day, give or take %(more)s, over the last %(days)s days.")
    return words % {**told, "day": _of(why, "per_day"), "more": _of(why, "deviation")}


def _levels(why: Why, unit: str) -> str:
    told = {"point": _of(why, "reorder_point"), "up": _of(why, "order_up_to"), "unit": unit}
    if why["is_manual"]:
        return _("Set by hand: order at %(point)s, up to %(up)s %(unit)s.") % told
    waits = ngettext(
        "The supplier takes %(days)s day.", "The supplier takes %(days)s days.", why["lead_time_days"]
    ) % {"days": why["lead_time_days"]}
    words = _(
        "Order at %(point)s %(unit)s, of which %(safety)s for better days (%(service)s of 100 waits end without a "
        "gap), up to %(up)s for the next %(review)s days as well."
    )
    told |= {
        "safety": _of(why, "safety"),
        "service": _of(why, "service_percent"),
        "review": str(why["review_days"]),
    }
    return f"{waits} {words % told}"


def _there(why: Why, unit: str) -> str:
    words = _(
        "There are %(there)s, %(held)s promised, %(owed)s owed, %(coming)s coming: %(left)s %(unit)s to count on."
    )
    # A proposal of an older release doesn't tell it.
    kept = Decimal(why.get("kept", 0))
    if kept:
        words = _(
            "There are %(there)s, %(held)s promised, and %(kept)s free with who keeps goods for you; %(owed)s owed, "
            "%(coming)s coming: %(left)s %(unit)s to count on."
        )
    coming = Decimal(why["coming"]) + Decimal(why["underway"])
    return words % {
        "kept": str(number(kept)),
        "there": _of(why, "on_hand"),
        "held": _of(why, "reserved"),
        "owed": _of(why, "owed"),
        "coming": str(number(coming)),
        "left": _of(why, "position"),
        "unit": unit,
    }


def _rounded(why: Why, unit: str) -> list[str]:
    found = []
    if Decimal(why["proposed"]):
        words = _("Rounded to steps of %(step)s, at least %(least)s: %(proposed)s %(unit)s.")
        told = {"step": _of(why, "step"), "least": _of(why, "minimum"), "proposed": _of(why, "proposed")}
        found.append(words % {**told, "unit": unit})
    if why["cap"] is not None:
        words = _(
            "It keeps about %(days)s days, customers want %(least)s left: no more than %(cap)s %(unit)s."
        )
        told = {"days": str(why["keeps_days"]), "least": str(why["least_days"]), "cap": _of(why, "cap")}
        found.append(words % {**told, "unit": unit})
    return found
