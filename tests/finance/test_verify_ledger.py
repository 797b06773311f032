"""Change one byte behind the program's back, and verify names the row."""

import os
from dataclasses import replace

import pytest

from dinghuo.finance.actions.post_opening import post_opening
from dinghuo.finance.actions.top_up_prepaid import top_up_prepaid
from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.foundation.tenancy import acting
from dinghuo.local import roles
from dinghuo.local.address import address
from tests.finance.world import CNY, World, money


def tamper(world: World, statement: str) -> None:
    """Change rows as the tables' owner, whom neither grants nor policies of the app stop."""
    place = replace(address("owner"), name=os.environ["DINGHUO_DB_NAME"])
    with roles.connect(place) as connection:
        connection.execute(f"SET dinghuo.market = '{world.market_id}'")
        connection.execute("SET dinghuo.scope = 'market'")
        changed = connection.execute(statement + f" WHERE market_id = '{world.market_id}'")
        assert changed.rowcount


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE finance_entry SET debits = '{101}', credits = '{101}'", "entry-changed"),
        ("UPDATE finance_entry SET posted_at = posted_at - interval '1 day'", "entry-changed"),
        ("UPDATE finance_account SET currency = 'USD'", "account-missing"),
        ("UPDATE finance_creditline SET credit_limit = 101", "credit-limit-differs"),
        ("UPDATE finance_creditline SET ordered = 1", "credit-line-differs"),
        ("UPDATE finance_prepaidbalance SET balance = balance + 0.01", "prepaid-differs"),
    ],
)
def test_every_change_is_found(live_world: World, statement: str, fault: str):
    finance = live_world.finance_of(live_world.seller)
    live_world.credit("100")
    post_opening(finance, live_world.buyer.id, CNY, money("100"))
    top_up_prepaid(finance, live_world.other_buyer.id, CNY, money("100"))
    with acting(live_world.system):
        assert verify_ledger(live_world.system) == []
    tamper(live_world, statement)
    with acting(live_world.system):
        assert fault in {found.fault for found in verify_ledger(live_world.system)}


def test_a_figure_that_was_changed_is_named_with_whose_it_is_and_by_how_much(live_world: World):
    live_world.credit("100")
    tamper(live_world, "UPDATE finance_creditline SET shipped = 0.01")
    with acting(live_world.system):
        (found,) = verify_ledger(live_world.system)
    assert (found.fault, found.label, found.currency) == ("credit-line-differs", "shipped", CNY)
    assert (found.says, found.comes_to) == (money("0.01"), money("0"))
    assert (found.creditor, found.debtor) == (live_world.seller.name, live_world.buyer.name)
