"""Entries balance, stay as they are, and open the accounts they need."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from dinghuo.finance.models import Account, Entry
from dinghuo.finance.queries.trial_balance import trial_balance
from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.finance.rules.chart import Leg, bank, receivable, sales, tax_payable
from dinghuo.finance.states import EntryKind
from dinghuo.finance.steps.ledger.post_entry import post_entry
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from tests.finance.world import CNY, World, money


def post(world: World, actor, debits, credits, kind=EntryKind.INVOICE, document=None, currency=CNY):
    with acting(actor):
        return post_entry(
            actor,
            kind,
            document or Document("invoice", new_id(), "IN-1"),
            world.buyer.id,
            world.seller.id,
            currency,
            debits,
            credits,
        )


def invoice(world: World, net="100", tax="13", **more):
    seller, buyer = world.seller.id, world.buyer.id
    gross = money(net) + money(tax)
    debits = [Leg(receivable(seller, buyer), gross)]
    credits = [Leg(sales(seller), money(net)), Leg(tax_payable(seller), money(tax))]
    return post(world, world.person(world.seller), debits, credits, **more)


def test_the_trial_balance_adds_up_and_names_the_accounts(world: World):
    invoice(world)
    invoice(world, "50", "0.5")
    with acting(world.system):
        book = trial_balance(world.system)
        assert verify_ledger(world.system) == []
    assert book.totals() == {CNY: (money("163.5"), money("163.5"))}
    assert [(a.code, a.kind, a.owner_name, a.counterparty_name, a.balance) for a in book.accounts] == [
        ("1122", "receivable", "Seller", "Buyer", money("163.5")),
        ("2221", "tax-payable", "Seller", None, money("-13.5")),
        ("6001", "sales", "Seller", None, money("-150")),
    ]


def test_the_book_is_seen_by_its_owner_and_the_operator(world: World):
    invoice(world)
    seller, operator = world.finance_of(world.seller), world.finance_of(world.operator)
    other = world.finance_of(world.other_seller)
    counts = []
    for actor in (seller, operator, other):
        with acting(actor):
            counts.append(len(trial_balance(actor).accounts))
    assert counts == [3, 3, 0]
    with acting(world.person(world.seller)), pytest.raises(NotAllowed):
        trial_balance(world.person(world.seller))


def test_the_buyer_sees_the_entry_but_not_the_sellers_own_accounts(world: World):
    invoice(world)
    with acting(world.person(world.buyer)):
        assert Entry.objects.count() == 1
        assert list(Account.objects.values_list("kind", flat=True)) == ["receivable"]
    with acting(world.person(world.other_buyer)):
        assert Entry.objects.count() == Account.objects.count() == 0


@pytest.mark.parametrize(("debit", "credit"), [("10", "9.99"), ("0", "0"), ("-5", "-5"), ("NaN", "NaN")])
def test_an_entry_that_does_not_balance_cannot_exist(world: World, debit: str, credit: str):
    debits = [Leg(bank(world.seller.id), money(debit))]
    credits = [Leg(sales(world.seller.id), money(credit))]
    with pytest.raises(IntegrityError, match="entry_balances"), transaction.atomic():
        post(world, world.person(world.seller), debits, credits)


def test_an_entry_needs_both_sides(world: World):
    with pytest.raises(IntegrityError, match="entry_balances"), transaction.atomic():
        post(world, world.person(world.seller), [], [])
    with pytest.raises(IntegrityError, match="entry_balances"), transaction.atomic():
        post(world, world.person(world.seller), [Leg(bank(world.seller.id), money("1"))], [])


def test_an_invoice_is_posted_once(world: World):
    document = Document("invoice", new_id(), "IN-1")
    invoice(world, document=document)
    with pytest.raises(IntegrityError, match="entry_once"), transaction.atomic():
        invoice(world, document=document)


def test_a_posted_entry_never_changes(world: World):
    invoice(world)
    for statement in ("UPDATE finance_entry SET text = 'x'", "DELETE FROM finance_entry"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            acting(world.system),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_two_at_once_open_an_account_once(live_world: World, two_at_once):
    outcomes = two_at_once(*[lambda: invoice(live_world) for _ in range(4)])
    assert len(set(outcomes)) == 4
    with acting(live_world.system):
        assert Account.objects.filter(market_id=live_world.market_id).count() == 3
        assert verify_ledger(live_world.system) == []
