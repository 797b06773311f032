"""What needs somebody: counted in a few statements, however much trade there is."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, F, Q, Sum

from dinghuo.billing.models import Invoice, Payment
from dinghuo.finance.models import CreditLine
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.ordering.models import Order
from dinghuo.ordering.states import OrderState
from dinghuo.organisations.models import Registration
from dinghuo.organisations.queries.today import today

#: An order not answered for so long is late (acknowledgement within 24 hours is what scorecards ask).
LATE_HOURS = 24


@dataclass(frozen=True)
class Exceptions:
    """Counts, each of which leads to its rows; money in the market's currency."""

    unanswered: int
    unanswered_late: int
    cancel_requested: int
    payments_to_claim: int
    payments_sum: Decimal
    overdue: int
    overdue_sum: Decimal
    credit_full: int
    registrations: int


def exceptions(actor: Actor, currency: str) -> Exceptions:
    """What needs somebody in the market, or of the actor's own sales. Five statements."""
    require(actor, "insight.see_dashboard")
    late = now() - timedelta(hours=LATE_HOURS)
    waiting = Q(state=OrderState.SUBMITTED)
    own = {} if actor.scope == "market" else {"seller_id": actor.organisation_id}
    orders = Order.objects.filter(
        waiting | Q(cancel_requested=True), market_id=actor.market_id, **own
    ).aggregate(
        unanswered=Count("id", filter=waiting),
        unanswered_late=Count("id", filter=waiting & Q(placed_at__lt=late)),
        cancel_requested=Count("id", filter=Q(cancel_requested=True)),
    )
    payments = Payment.objects.filter(
        market_id=actor.market_id, state="reported", currency=currency, **own
    ).aggregate(number=Count("id"), sum=Sum("amount"))
    overdue = Invoice.objects.filter(
        market_id=actor.market_id,
        currency=currency,
        due_on__lt=today(actor),
        allocated__lt=F("total"),
        **own,
    ).aggregate(number=Count("id"), sum=Sum(F("total") - F("allocated")))
    full = CreditLine.objects.filter(market_id=actor.market_id).filter(
        credit_limit__lte=F("ordered") + F("shipped") + F("invoiced")
    )
    registrations = (
        Registration.objects.filter(market_id=actor.market_id, state="pending").count()
        if actor.scope == "market"
        else 0
    )
    return Exceptions(
        **orders,
        payments_to_claim=payments["number"],
        payments_sum=payments["sum"] or Decimal(0),
        overdue=overdue["number"],
        overdue_sum=overdue["sum"] or Decimal(0),
        credit_full=full.count(),
        registrations=registrations,
    )
