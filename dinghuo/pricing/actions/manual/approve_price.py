"""Agrees to a price given by hand that is below the floor: from now on it counts."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.errors import ManualNeedsSecond
from dinghuo.pricing.models import ManualPrice
from dinghuo.pricing.permissions import APPROVE_PRICE
from dinghuo.pricing.states import ManualState
from dinghuo.pricing.steps.manual.let_count import let_count
from dinghuo.pricing.steps.manual.lock_manual import lock_manual


def approve_price(actor: Actor, number: str, note: str = "") -> ManualPrice:
    """Let it count from now up to its end. Of two who decide at once the second is told that it is decided.

    Raises NotFound, ManualElsewhere, ManualNeedsSecond for who asked for it, Invalid where its time has passed.
    """
    require(actor, APPROVE_PRICE)
    with acting(actor):
        price = lock_manual(actor, number, {ManualState.WAITING})
        check_second(actor, price)
        price.decided_by_name, price.answer = actor.person_name, note.strip()[:300]
        let_count(actor, price, now(), price.answer)
        return price


def check_second(actor: Actor, price: ManualPrice) -> None:
    """Refuse who asked for the price."""
    if price.asked_by_id is not None and price.asked_by_id == actor.person_id:
        raise ManualNeedsSecond(_("You asked for this price yourself. Somebody else has to agree."))
