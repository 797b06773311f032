"""The calls about money between buyer and seller: payments, invoices, statements."""

from typing import Annotated, Any

from ninja import Query, Router

from dinghuo.api.bodies import billing as bodies
from dinghuo.api.bodies.ordering import Why
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_order, the_payment
from dinghuo.api.shapes.payment import (
    InvoicesAnswer,
    PaymentAnswer,
    PaymentsAnswer,
    invoice_shape,
    payment_shape,
)
from dinghuo.api.shapes.statement import StatementsAnswer, statement_shape
from dinghuo.billing.actions.claim_payment import PERMISSION as CLAIM
from dinghuo.billing.actions.claim_payment import claim_payment
from dinghuo.billing.actions.receive_payment import receive_payment
from dinghuo.billing.actions.refuse_payment import refuse_payment
from dinghuo.billing.actions.report_payment import PaymentRequest, report_payment
from dinghuo.billing.queries.invoices import invoices_of
from dinghuo.billing.queries.payments import payment, payments_of
from dinghuo.billing.queries.statements import statements
from dinghuo.foundation.actor import allows
from dinghuo.ordering.queries import order as order_query
from dinghuo.organisations.queries.today import today

router = Router(tags=["Money"])

Period = Annotated[
    str | None, Query(None, max_length=7, description="A month, 2026-11; this one if not given.")
]


@router.post("/orders/{number}/payments", response={201: PaymentAnswer}, operation_id="report_payment")
@writing(status=201, of=the_order)
def post_payment(request: Call, number: str, body: bodies.Payment) -> dict[str, Any]:
    """Tell of money for an order.

    What a buyer tells is `reported` and counts once the seller's or the operator's finance has found it (see the
    claim). What they tell themselves, with the grant `billing.claim_payment`, has been found and is `received` at once.
    """
    actor = request.auth
    told = PaymentRequest(body.amount, body.currency, body.method, body.reference, body.paid_on, body.note)
    order = order_query.order(actor, number)
    found = actor.organisation_id != order.buyer_id and allows(actor, CLAIM)
    paid = (receive_payment if found else report_payment)(actor, number, told)
    return payment_shape(payment(actor, paid.number))


@router.get("/orders/{number}/payments", response=PaymentsAnswer, operation_id="payments")
@reading(of=the_order)
def get_payments(request: Call, number: str) -> dict[str, Any]:
    """The payments for an order, oldest first."""
    order = order_query.order(request.auth, number)
    return {"items": [payment_shape(each) for each in payments_of(request.auth, order.id)], "next": None}


@router.get("/orders/{number}/invoices", response=InvoicesAnswer, operation_id="invoices")
@reading(of=the_order)
def get_invoices(request: Call, number: str) -> dict[str, Any]:
    """The invoices of an order, oldest first: one for each receipt, of what it accepted."""
    order = order_query.order(request.auth, number)
    day = today(request.auth)
    return {"items": [invoice_shape(each, day) for each in invoices_of(request.auth, order.id)], "next": None}


@router.get("/payments/{number}", response=PaymentAnswer, operation_id="payment")
@reading(of=the_payment)
def get_payment(request: Call, number: str) -> dict[str, Any]:
    """One payment, with the invoices it paid."""
    return payment_shape(payment(request.auth, number))


@router.post("/payments/{number}/claim", response=PaymentAnswer, operation_id="claim_payment")
@writing(of=the_payment)
def post_claim(request: Call, number: str, body: bodies.Claim) -> dict[str, Any]:
    """Confirm that the money of a reported payment was found, as the seller's or the operator's finance.

    It pays the order's invoices, the oldest first; what is left is kept for the order.
    """
    claim_payment(request.auth, number, body.note)
    return payment_shape(payment(request.auth, number))


@router.delete("/payments/{number}/claim", response=PaymentAnswer, operation_id="refuse_payment")
@writing(of=the_payment)
def delete_claim(request: Call, number: str, body: Why) -> dict[str, Any]:
    """Say that the money of a reported payment was not found; the buyer hears why."""
    refuse_payment(request.auth, number, body.reason)
    return payment_shape(payment(request.auth, number))


@router.get("/statements", response=StatementsAnswer, operation_id="statements")
@reading()
def get_statements(request: Call, period: Period = None) -> dict[str, Any]:
    """The statements of a month, one for each seller, buyer and currency, line by line from the ledger.

    A party gets its own, the operator everybody's. What a month closes with, the next one opens with.
    """
    actor = request.auth
    month = period or today(actor).strftime("%Y-%m")
    return {"items": [statement_shape(each) for each in statements(actor, month)], "next": None}
