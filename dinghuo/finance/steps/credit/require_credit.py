"""Refuses to let goods out on credit that has been taken away since they were ordered."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.finance.errors import CreditUnavailable
from dinghuo.finance.models import CreditHold
from dinghuo.finance.states import CreditStatus
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor


def require_credit(actor: Actor, order_id: UUID) -> None:
    """Raise CreditUnavailable if the line on which the order's credit is held isn't active any more.

    Checked when goods leave as well as when they are ordered (mistakes 18). A limit lowered in the meantime
    stops nothing: what was ordered within it was agreed.
    """
    with third_party(actor):
        hold = (
            CreditHold.objects.filter(market_id=actor.market_id, order_id=order_id)
            .select_related("line", "creditor")
            .first()
        )
    if hold is not None and hold.line.status != CreditStatus.ACTIVE:
        raise CreditUnavailable(
            _("The buyer's credit line with %(creditor)s is suspended. Ask %(creditor)s to release it first.")
            % {"creditor": hold.creditor},
            instead={"unblock": ["release-credit-line"]},
        )
