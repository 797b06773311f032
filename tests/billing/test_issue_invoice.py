"""Invoicing what a receipt accepted."""

from decimal import Decimal

import pytest

from dinghuo.billing.actions.issue_invoice import issue_invoice
from dinghuo.billing.models import Invoice, InvoiceLine
from dinghuo.billing.queries.invoices import invoice, invoices, invoices_of
from dinghuo.finance.queries.trial_balance import trial_balance
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from tests.finance.deals import EVERYTHING, Line, make_deal
from tests.finance.world import World, money

D = Decimal


def test_partial_deliveries_sum_exactly_to_the_line(world: World):
    line = world.credit("1000")
    deal = make_deal(world, Line("3", "100.00", tax="11.50", discount="0.05"))
    totals = [deal.deliver("1").total for _ in range(3)]
    assert totals == [D("33.34"), D("33.33"), D("33.33")] or sum(totals) == 100
    with acting(world.system):
        rows = InvoiceLine.objects.filter(market_id=world.market_id)
        assert sum(row.tax for row in rows) == D("11.50")
        # Five cents came off the price with tax; without its tax that is four.
        assert sum(row.discount for row in rows) == D("0.04")
        assert sum(row.total for row in rows) == 100
    assert deal.buckets == Buckets(invoiced=D(100))
    assert world.line(line.id).available == 900
    assert deal.faults() == []


def test_the_ledger_says_what_the_invoice_says(world: World):
    world.credit("1000")
    deal = make_deal(world, Line("10", "113", tax="13"), freight=D(20))
    first, second = deal.deliver("4"), deal.deliver("6")
    assert (first.extended, first.tax, first.freight, first.total) == (40, D("5.20"), 20, D("65.20"))
    assert (second.freight, second.total) == (0, D("67.80"))
    with acting(world.system):
        book = {account.kind: account.balance for account in trial_balance(world.system).accounts}
    assert book == {"receivable": 133, "tax-payable": -13, "sales": -120}
    assert deal.buckets == Buckets(invoiced=D(133))


def test_the_first_invoice_charges_the_freight_with_its_tax(world: World):
    world.credit("1000")
    charges = {"freight": D(12), "freight_tax": D("0.99"), "fee": D(30), "fee_tax": D("3.45")}
    deal = make_deal(world, Line("10", "113", tax="13"), **charges)
    first, second = deal.deliver("4"), deal.deliver("6")
    assert (first.freight, first.freight_tax, first.tax) == (12, D("0.99"), D("9.64"))
    assert (first.total, second.freight, second.tax, second.total) == (D("87.20"), 0, D("7.80"), D("67.80"))
    with acting(world.system):
        book = {account.kind: account.balance for account in trial_balance(world.system).accounts}
    assert book == {"receivable": 155, "tax-payable": D("-17.44"), "sales": D("-137.56")}
    assert deal.buckets == Buckets(invoiced=D(155))
    assert deal.faults() == []


def test_the_first_invoice_charges_the_fee_with_its_tax(world: World):
    world.credit("1000")
    deal = make_deal(world, Line("10", "113", tax="13"), fee=D(30), fee_tax=D("3.45"))
    first, second = deal.deliver("4"), deal.deliver("6")
    assert (first.fee, first.fee_tax, first.tax, first.total) == (30, D("3.45"), D("8.65"), D("75.20"))
    assert (second.fee, second.tax, second.total) == (0, D("7.80"), D("67.80"))
    with acting(world.system):
        book = {account.kind: account.balance for account in trial_balance(world.system).accounts}
    assert book == {"receivable": 143, "tax-payable": D("-16.45"), "sales": D("-126.55")}
    assert deal.buckets == Buckets(invoiced=D(143))


def test_what_is_rejected_is_not_invoiced_and_frees_its_credit(world: World):
    line = world.credit("100")
    deal = make_deal(world, Line("10", "100"))
    receipt = deal.receive(deal.ship(), ("7", "3"))
    assert deal.buckets == Buckets(shipped=D(70))
    issued = deal.invoice(receipt)
    assert issued.total == 70
    assert deal.order.payable == 70
    assert world.line(line.id).available == 30


def test_a_receipt_that_accepts_nothing_has_no_invoice(world: World):
    world.credit("100")
    deal = make_deal(world, Line("10", "100"))
    assert deal.invoice(deal.receive(deal.ship(), ("0", "10"))) is None
    assert deal.buckets == Buckets()
    assert deal.invoices == []


def test_asked_again_it_is_the_same_invoice(world: World):
    world.credit("100")
    deal = make_deal(world, Line("10", "100"))
    receipt = deal.receive(deal.ship())
    assert deal.invoice(receipt) == deal.invoice(receipt)
    assert len(deal.invoices) == 1
    assert [event.kind for event in deal.events].count("invoice.issued") == 1


def test_two_at_once_invoice_once(live_world: World, two_at_once):
    live_world.credit("100")
    deal = make_deal(live_world, Line("10", "100"))
    receipt = deal.receive(deal.ship())
    one, two = two_at_once(lambda: deal.invoice(receipt), lambda: deal.invoice(receipt))
    assert one.id == two.id
    assert deal.buckets == Buckets(invoiced=D(100))
    assert deal.faults() == []


def test_goods_for_nothing_have_an_invoice_and_no_entry(world: World):
    world.credit("100")
    deal = make_deal(world, Line("10", "0"))
    assert deal.deliver().total == 0
    assert deal.faults() == []


def test_it_is_due_after_the_term_of_the_credit_or_of_the_order(world: World):
    world.credit("1000", term_days=45)
    on_credit = make_deal(world, Line("1", "10")).deliver()
    assert (on_credit.due_on - on_credit.issued_on).days == 45
    by_transfer = make_deal(world, Line("1", "10"), method="transfer", payment_term_days=7).deliver()
    assert (by_transfer.due_on - by_transfer.issued_on).days == 7


def test_both_sides_are_told(world: World):
    world.credit("100")
    deal = make_deal(world, Line("10", "100"))
    issued = deal.deliver()
    event = next(event for event in deal.events if event.kind == "invoice.issued")
    assert set(event.parties) == {world.buyer.id, world.seller.id}
    assert (event.data["invoice"], event.data["total"], event.data["currency"]) == (
        issued.number,
        "100.00",
        "CNY",
    )


def test_only_the_seller_and_the_operator_may(world: World):
    world.credit("100")
    deal = make_deal(world, Line("10", "100"))
    receipt = deal.receive(deal.ship())
    with pytest.raises(NotAllowed):
        issue_invoice(world.person(world.seller), receipt.id)
    with pytest.raises(NotAllowed):
        issue_invoice(deal.buyer, receipt.id)
    with pytest.raises(NotFound):
        issue_invoice(world.person(world.other_seller, *EVERYTHING), receipt.id)
    with pytest.raises(NotFound):
        issue_invoice(deal.seller, new_id())
    assert issue_invoice(deal.seller, receipt.id).total == 100


def test_an_invoice_is_seen_by_its_parties_alone(world: World):
    world.credit("100")
    deal = make_deal(world, Line("10", "100"))
    issued = deal.deliver()
    for actor in (deal.buyer, deal.seller, deal.operator):
        with acting(actor):
            assert invoice(actor, issued.number).lines.all()[0].quantity == 10
            assert [row.id for row in invoices(actor).items] == [issued.id]
            assert len(invoices_of(actor, deal.order_id)) == 1
    stranger = world.person(world.other_buyer, *EVERYTHING)
    with acting(stranger):
        assert invoices(stranger).items == []
        with pytest.raises(NotFound):
            invoice(stranger, issued.number)
    with pytest.raises(NotAllowed):
        invoices(world.person(world.buyer))


def test_lists_by_need(world: World):
    world.credit("1000")
    deal = make_deal(world, Line("10", "100"))
    one, two = deal.deliver("4"), deal.deliver("6")
    deal.pay("40")
    with acting(world.system):
        Invoice.objects.filter(id=two.id).update(due_on="2020-01-01")
    with acting(deal.seller):
        assert [row.number for row in invoices(deal.seller, need="pay").items] == [two.number]
        assert [row.number for row in invoices(deal.seller, need="overdue", side="seller").items] == [
            two.number
        ]
        assert invoices(deal.seller, side="buyer").items == []
        assert [row.number for row in invoices(deal.seller, search=one.number).items] == [one.number]
        page = invoices(deal.seller, limit=1)
        assert [row.number for row in page.items] == [two.number]
        assert [row.number for row in invoices(deal.seller, limit=1, after=page.next).items] == [one.number]
    assert money("40") == one.total
