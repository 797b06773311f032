"""Why a code gives nothing, and what a basket lacks for a promotion, in the reader's language."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation.fields import translated
from dinghuo.foundation.money import Money
from dinghuo.foundation.quantity import plain
from dinghuo.promotions.rules.basket import Near, Offer, Outcome
from dinghuo.promotions.rules.free_freight import frees_freight
from dinghuo.promotions.states import Benefit, Refused


def told_refusals(outcome: Outcome, currency: str) -> list[dict[str, Any]]:
    """One entry for each code that gives nothing: the code, why in a word and in a sentence, what is missing."""
    return [
        {"code": code, "reason": reason.value, "message": refusal_words(code, reason, lacks, currency)}
        | ({"missing": str(Money(lacks.amount, currency))} if lacks and lacks.amount else {})
        for code, (reason, lacks) in outcome.refused.items()
    ]


def refusal_words(code: str, reason: Refused, lacks: Near | None, currency: str) -> str:
    """A sentence that says what could be done."""
    if reason is Refused.BELOW_MINIMUM and lacks:
        missing = missing_words(lacks, currency)
        return _("%(code)s: it takes %(missing)s more.") % {"code": code, "missing": missing}
    words = {
        Refused.UNKNOWN: _("%(code)s: there is no such code. Look whether it is typed right."),
        Refused.NOT_STARTED: _("%(code)s can't be used yet."),
        Refused.EXPIRED: _("%(code)s has expired."),
        Refused.USED_UP: _("%(code)s is used up: others were quicker. Order without it."),
        Refused.NOT_FOR_YOU: _("%(code)s isn't for you, or not for this kind of order."),
        Refused.ALREADY_USED: _("You have used %(code)s already."),
        Refused.BELOW_MINIMUM: _("%(code)s: what it asks for isn't in the order yet."),
        Refused.NO_GOODS: _("%(code)s is for other goods than those in the order."),
        Refused.NO_FREIGHT: _("%(code)s makes freight free, and there is none to pay."),
        Refused.EXCLUDED: _("%(code)s can't be combined with what the order gets already."),
    }
    return words[reason] % {"code": code}


def missing_words(lacks: Near, currency: str) -> str:
    """How much is missing: an amount, or base units."""
    if lacks.amount:
        return f"{Money(lacks.amount, currency)} {currency}"
    return plain(lacks.units)


def goods_taken(outcome: Outcome) -> list[tuple[str, str, Decimal]]:
    """What promotions take off goods: name, code if it needed one, amount. Freight tells itself what is freed of it."""
    return [
        (offer_name(grant.offer), grant.offer.coupon.code if grant.offer.coupon else "", grant.amount)
        for grant in outcome.grants
        if not frees_freight(grant.offer)
    ]


def offer_name(offer: Offer) -> str:
    """Its name in the reader's language."""
    return translated(offer.name, dict(offer.names))


def near_words(lacks: Near, currency: str) -> str:
    """What would have to be added for which promotion, as a sentence."""
    name = offer_name(lacks.offer)
    if lacks.offer.terms.benefit is Benefit.GIFT and lacks.variant_id:
        return _("%(name)s: put the gift in, it costs nothing.") % {"name": name}
    if lacks.offer.terms.benefit is Benefit.BUNDLE:
        return _("%(name)s: the set isn't complete yet.") % {"name": name}
    if lacks.offer.terms.benefit is Benefit.FREE_FREIGHT:
        told = {"missing": missing_words(lacks, currency), "name": name}
        return _("%(missing)s more for free freight: %(name)s.") % told
    return _("%(missing)s more for %(name)s.") % {"missing": missing_words(lacks, currency), "name": name}
