"""Says no to a price given by hand that is below the floor."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.manual.approve_price import check_second
from dinghuo.pricing.events import ManualPriceDeclined
from dinghuo.pricing.models import ManualPrice
from dinghuo.pricing.permissions import APPROVE_PRICE
from dinghuo.pricing.states import ManualState
from dinghuo.pricing.steps.manual.lock_manual import lock_manual
from dinghuo.pricing.steps.manual.tell_of_price import tell_of_price


def decline_price(actor: Actor, number: str, reason: str) -> ManualPrice:
    """It never counts. Raises NotFound, ManualElsewhere, ManualNeedsSecond for who asked, Invalid without a reason."""
    require(actor, APPROVE_PRICE)
    if not reason.strip() or len(reason) > 300 or "\0" in reason:
        raise Invalid([Fault("reason", "required", _("Say why, in at most 300 characters."))])
    with acting(actor):
        price = lock_manual(actor, number, {ManualState.WAITING})
        check_second(actor, price)
        price.state, price.answer = ManualState.DECLINED.value, reason.strip()
        price.decided_at, price.decided_by_name = now(), actor.person_name
        price.save()
        tell_of_price(actor, ManualPriceDeclined, price, price.answer)
        return price
