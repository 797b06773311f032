"""Payments: reported, claimed, refused, found; onto the oldest invoices, ahead, or back to the prepaid balance."""

from datetime import date
from decimal import Decimal

import pytest

from dinghuo.billing.actions.claim_payment import claim_payment
from dinghuo.billing.actions.receive_payment import PaymentRequest, receive_payment
from dinghuo.billing.actions.refuse_payment import refuse_payment
from dinghuo.billing.actions.report_payment import report_payment
from dinghuo.billing.errors import AlreadyDecided
from dinghuo.billing.queries.payments import count_to_claim, payment, payments, payments_of
from dinghuo.finance.actions.top_up_prepaid import top_up_prepaid
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import LineAnswer
from tests.finance.deals import EVERYTHING, Deal, Line, make_deal
from tests.finance.world import CNY, World, money

D = Decimal


def request(amount: str, reference: str = "B-1", **more) -> PaymentRequest:
    return PaymentRequest(money(amount), CNY, reference=reference, **more)


@pytest.fixture
def deal(world: World) -> Deal:
    world.credit("1000")
    return make_deal(world, Line("10", "100"))


def test_a_reported_payment_changes_nothing_until_it_is_claimed(deal: Deal):
    deal.deliver()
    reported = report_payment(deal.buyer, deal.number, request("100", paid_on=date(2026, 11, 20)))
    assert (reported.state, deal.order.paid, deal.buckets) == ("reported", 0, Buckets(invoiced=D(100)))
    claimed = claim_payment(deal.seller, reported.number)
    assert claimed.state == "received"
    assert (deal.order.paid, deal.order.payment_state, deal.order.state) == (100, "paid", "completed")
    assert deal.buckets == Buckets()
    assert deal.invoices[0].state == "paid"
    assert deal.faults() == []
    kinds = [event.kind for event in deal.events]
    assert kinds[-2:] == ["payment.reported", "payment.received"]
    assert deal.events[-1].data["allocated"] == {deal.invoices[0].number: "100.00"}


def test_the_oldest_invoice_is_paid_first(deal: Deal):
    deal.deliver("4")
    deal.deliver("6")
    deal.pay("50")
    assert [(row.allocated, row.state) for row in deal.invoices] == [(40, "paid"), (10, "partly_paid")]
    assert deal.buckets == Buckets(invoiced=D(50))
    assert deal.order.payment_state == "partly_paid"
    with acting(deal.buyer):
        (paid,) = payments_of(deal.buyer, deal.order_id)
        assert [row.amount for row in paid.allocations.all()] == [40, 10]


def test_money_paid_ahead_waits_for_the_invoice(world: World):
    deal = make_deal(world, Line("10", "100"), method="transfer")
    deal.pay("70")
    assert (deal.advance, deal.order.payment_state) == (70, "partly_paid")
    first = deal.deliver("4")
    assert (deal.advance, first.total, deal.invoices[0].state) == (30, 40, "paid")
    deal.deliver("6")
    assert deal.advance == 0
    assert deal.invoices[1].open_amount == 30
    deal.pay("30")
    assert deal.order.state == "completed"
    assert deal.faults() == []


def test_an_overpayment_is_no_refusal_and_never_lost(deal: Deal):
    deal.deliver()
    deal.pay("130")
    assert (deal.order.paid, deal.advance, deal.prepaid) == (100, 0, 30)
    assert deal.invoices[0].state == "paid"
    assert deal.faults() == []


def test_money_for_what_is_refused_comes_back(world: World):
    deal = make_deal(world, Line("10", "100"), method="transfer", confirmed=False)
    deal.pay("100")
    deal.confirm(LineAnswer(1, accept=D(6), refuse=D(4), reason="sold out"))
    assert (deal.order.paid, deal.advance, deal.prepaid) == (60, 60, 40)
    deal.invoice(deal.receive(deal.ship(), ("5", "1")))
    assert (deal.order.paid, deal.advance, deal.prepaid) == (50, 0, 50)
    assert deal.order.state == "completed"
    assert deal.faults() == []


def test_a_prepaid_order_that_is_cancelled_gives_all_back(world: World):
    top_up_prepaid(world.finance_of(world.seller), world.buyer.id, CNY, money("250"))
    deal = make_deal(world, Line("10", "100"), method="prepaid", confirmed=False)
    assert (deal.prepaid, deal.advance) == (150, 100)
    cancel_order(deal.buyer, deal.number, "Changed our minds")
    assert (deal.prepaid, deal.advance, deal.order.paid) == (250, 0, 0)
    assert deal.faults() == []


def test_a_prepaid_order_pays_its_invoices(world: World):
    top_up_prepaid(world.finance_of(world.seller), world.buyer.id, CNY, money("250"))
    deal = make_deal(world, Line("3", "100"), method="prepaid")
    for _ in range(3):
        deal.deliver("1")
    assert {row.state for row in deal.invoices} == {"paid"}
    assert (deal.prepaid, deal.advance, deal.order.state) == (150, 0, "completed")
    assert deal.faults() == []


def test_found_money_is_the_reported_payment_with_its_reference(deal: Deal):
    reported = report_payment(deal.buyer, deal.number, request("100", "B-9"))
    found = receive_payment(deal.operator, deal.number, request("100", " B-9 "))
    assert (found.id, found.state) == (reported.id, "received")
    other = receive_payment(deal.operator, deal.number, request("60", "B-9"))
    assert other.id != reported.id
    with pytest.raises(AlreadyDecided) as refusal:
        receive_payment(deal.seller, deal.number, request("100", "B-9"))
    assert refusal.value.instead == {"state": "received", "payment": reported.number}
    with pytest.raises(AlreadyDecided):
        report_payment(deal.buyer, deal.number, request("100", "B-9"))


def test_the_same_money_told_twice_is_one_payment(deal: Deal):
    one = report_payment(deal.buyer, deal.number, request("100"))
    assert report_payment(deal.buyer, deal.number, request("100")).id == one.id
    assert report_payment(deal.buyer, deal.number, request("100", "")).id != one.id


def test_a_refused_payment_counts_for_nothing_and_says_why(deal: Deal):
    reported = report_payment(deal.buyer, deal.number, request("100"))
    with pytest.raises(Invalid):
        refuse_payment(deal.seller, reported.number, " ")
    refused = refuse_payment(deal.seller, reported.number, "Not at the bank")
    assert (refused.state, refused.reason, deal.advance) == ("refused", "Not at the bank", 0)
    assert deal.events[-1].why == "Not at the bank"
    for act in (claim_payment, lambda actor, number: refuse_payment(actor, number, "again")):
        with pytest.raises(AlreadyDecided) as refusal:
            act(deal.seller, reported.number)
        assert refusal.value.instead == {"state": "refused"}


def test_two_at_once_claim_once(live_world: World, two_at_once):
    live_world.credit("1000")
    deal = make_deal(live_world, Line("10", "100"))
    deal.deliver()
    reported = report_payment(deal.buyer, deal.number, request("60"))
    outcomes = two_at_once(
        lambda: claim_payment(deal.seller, reported.number),
        lambda: claim_payment(deal.operator, reported.number),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyDecided", "Payment"]
    assert (deal.order.paid, deal.buckets) == (60, Buckets(invoiced=D(40)))
    assert deal.faults() == []


def test_an_invoice_and_a_payment_at_once_meet(live_world: World, two_at_once):
    live_world.credit("1000")
    deal = make_deal(live_world, Line("10", "100"))
    receipt = deal.receive(deal.ship())
    outcomes = two_at_once(lambda: deal.invoice(receipt), lambda: deal.pay("100"))
    assert not any(isinstance(outcome, Exception) for outcome in outcomes)
    assert (deal.advance, deal.buckets, deal.order.state) == (0, Buckets(), "completed")
    assert deal.faults() == []


def test_all_faults_are_told_at_once(deal: Deal):
    wrong = PaymentRequest(money("1.005"), "USD", method="shells", reference="x" * 101, note="y" * 301)
    with pytest.raises(Invalid) as invalid:
        report_payment(deal.buyer, deal.number, wrong)
    assert [(fault.path, fault.code) for fault in invalid.value.faults] == [
        ("amount", "decimals"),
        ("currency", "other"),
        ("method", "unknown"),
        ("reference", "too-long"),
        ("note", "too-long"),
    ]


def test_who_may_do_what(world: World, deal: Deal):
    reported = report_payment(deal.operator, deal.number, request("100"))
    with pytest.raises(NotAllowed):
        report_payment(deal.seller, deal.number, request("100"))
    with pytest.raises(NotAllowed):
        report_payment(world.person(world.buyer), deal.number, request("100"))
    for act in (
        lambda actor: claim_payment(actor, reported.number),
        lambda actor: refuse_payment(actor, reported.number, "no"),
        lambda actor: receive_payment(actor, deal.number, request("100")),
    ):
        with pytest.raises(NotAllowed):
            act(deal.buyer)
        with pytest.raises(NotAllowed):
            act(world.person(world.seller))
        with pytest.raises(NotFound):
            act(world.person(world.other_seller, *EVERYTHING))
    clerk = world.person(world.seller, "billing.claim_payment", limit=money("99"))
    with pytest.raises(NotAllowed):
        claim_payment(clerk, reported.number)
    assert deal.order.paid == 0


def test_what_waits_to_be_claimed(world: World, deal: Deal):
    reported = report_payment(deal.buyer, deal.number, request("100"))
    with acting(deal.seller):
        assert count_to_claim(deal.seller) == 1
        assert [row.number for row in payments(deal.seller, state="reported").items] == [reported.number]
        assert [row.number for row in payments(deal.seller, search="B-1").items] == [reported.number]
        assert payment(deal.seller, reported.number).order.number == deal.number
    claim_payment(deal.seller, reported.number)
    stranger = world.person(world.other_seller, *EVERYTHING)
    with acting(stranger):
        assert count_to_claim(stranger) == 0
        with pytest.raises(NotFound):
            payment(stranger, reported.number)
    with acting(deal.seller):
        assert payments(deal.seller, state="reported").items == []
