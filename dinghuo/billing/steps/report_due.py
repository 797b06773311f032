"""Reports down to finance which invoice of a credit line has been due the longest."""

from django.db.models import F, Min

from dinghuo.billing.models import Invoice
from dinghuo.finance.steps.credit.note_oldest_due import note_oldest_due, orders_beside
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Order


def report_due(actor: Actor, order: Order) -> None:
    """Bring the credit line of an order up to date after one of its invoices was issued or paid.

    A line of the operator's carries orders from several sellers, so it is read as the market. Three statements.
    """
    with third_party(actor):
        found = orders_beside(actor, order.id)
        if found is None:
            return
        line_id, orders = found
        unpaid = Invoice.objects.filter(
            market_id=order.market_id, order_id__in=orders, allocated__lt=F("total")
        )
        note_oldest_due(actor, line_id, unpaid.aggregate(oldest=Min("due_on"))["oldest"])
