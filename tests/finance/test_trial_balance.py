"""trial_balance: its accounts are summed up by kind, found by name, and shown page by page."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from dinghuo.finance.queries.trial_balance import AccountBalance, TrialBalance
from dinghuo.finance.states import AccountKind
from dinghuo.foundation.errors import Invalid
from dinghuo.foundation.ids import new_id


def account(kind: AccountKind, owner: str, about: str | None, debit: int, credit: int) -> AccountBalance:
    ids = (new_id(), new_id(), new_id() if about else None)
    sums = (Decimal(debit), Decimal(credit))
    return AccountBalance(ids[0], kind, "", "CNY", ids[1], owner, ids[2], about, *sums)


@pytest.fixture
def balance() -> TrialBalance:
    accounts = [account(AccountKind.BANK, "Mill", None, 500, 100)]
    accounts += [account(AccountKind.RECEIVABLE, "Mill", f"Shop {n}", n, 0) for n in range(1, 6)]
    accounts += [account(AccountKind.SALES, "Mill", None, 0, 415)]
    return TrialBalance(datetime(2026, 11, 22, tzinfo=UTC), accounts)


def test_kinds_are_summed_up_in_the_order_of_their_codes(balance):
    sums = [(each.code, each.debit, each.credit, each.balance) for each in balance.by_kind()]
    assert sums == [("1002", 500, 100, 400), ("1122", 15, 0, 15), ("6001", 0, 415, -415)]
    assert balance.totals() == {"CNY": (Decimal(515), Decimal(515))}


def test_pages_hold_every_account_once(balance):
    seen, after = [], None
    while True:
        page = balance.page(after=after, limit=3)
        seen += page.items
        after = page.next
        if after is None:
            break
    assert seen == balance.accounts


def test_accounts_are_narrowed_by_kind_and_by_name(balance):
    assert len(balance.page("receivable").items) == 5
    assert [each.counterparty_name for each in balance.page(search="shop 3").items] == ["Shop 3"]
    assert [each.code for each in balance.page("bank", "MILL").items] == ["1002"]
    assert not balance.page("bank", "shop").items


def test_a_page_of_another_list_is_refused(balance):
    with pytest.raises(Invalid):
        balance.page(after="nonsense")
