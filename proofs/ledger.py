"""Whatever is traded, the ledger is right, and a byte that is changed in it behind everybody's back is named.

Random trade in a cluster of its own, by the moves of tests/billing/test_random_trade.py: answers, partial shipments,
receipts with rejected goods, losses, changes, invoices, payments too small and too large, cancellations; on credit, by
transfer and from a prepaid balance. After every few deals each entry balances, each balance is the sum of its legs,
what is owed equals the unpaid invoices, and no credit has passed its limit; what has ended owes nothing. Then the
database's superuser changes one row after the other, and verify_ledger names it.

    bin/prove ledger [--documents 100000] [--seconds 300] [--seed 1]
"""

import argparse
import random
import sys
import time
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import django

from dinghuo.local import roles
from dinghuo.local.address import address
from dinghuo.local.places import secret
from proofs.shared.machine import machine
from proofs.shared.place import own_place

if TYPE_CHECKING:
    from tests.billing.test_random_trade import Trade
    from tests.finance.world import World

PREPAID = Decimal(1_000_000)
#: Deals between two looks at the books.
BETWEEN = 20
#: What is changed in one row of each table, and how it is put back.
CHANGES = {
    "finance_entry": (
        "posted_at = posted_at + interval '1 microsecond'",
        "posted_at = posted_at - interval '1 microsecond'",
    ),
    "finance_creditline": ("credit_limit = credit_limit + 0.01", "credit_limit = credit_limit - 0.01"),
    "finance_prepaidbalance": ("balance = balance - 0.01", "balance = balance + 0.01"),
    "finance_account": ("currency = 'USD'", "currency = 'CNY'"),
}


def main() -> None:
    """Trade, look, tamper."""
    parser = argparse.ArgumentParser(prog="bin/prove ledger")
    parser.add_argument("--documents", type=int, default=100_000, help="at most")
    parser.add_argument("--seconds", type=float, default=300, help="at most")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    with own_place("ledger"):
        django.setup()
        print(machine())
        superuser = replace(address("owner"), user="postgres", password=secret("password-postgres"))
        found = prove(options, superuser)
    for each in found[:20]:
        print(f"WRONG: {each}")
    print(f"ledger: {'NOT proven' if found else 'proven'}")
    sys.exit(1 if found else 0)


def prove(options: argparse.Namespace, superuser: Any) -> list[str]:
    """Everything that is wrong."""
    from dinghuo.finance.actions.top_up_prepaid import top_up_prepaid
    from tests.billing.test_random_trade import LIMIT
    from tests.finance.world import CNY, World

    chance, world = random.Random(options.seed), World()
    world.credit(str(LIMIT))
    top_up_prepaid(world.finance_of(world.seller), world.buyer.id, CNY, PREPAID)
    trades: list[Trade] = []
    ends, looks = time.monotonic() + options.seconds, 0
    while time.monotonic() < ends and documents(world) < options.documents:
        trades += deal(world, chance)
        if len(trades) % BETWEEN == 0 or time.monotonic() >= ends:
            look(world, trades)
            looks += 1
    for trade in trades:
        trade.finish()
    look(world, trades)
    found = ended(world)
    print(
        f"seed {options.seed}: {len(trades)} deals, {documents(world)} documents, {entries(world)} entries; the books "
        f"were right {looks + 1} times"
    )
    return found + tamper(world, superuser)


def deal(world: "World", chance: random.Random) -> list["Trade"]:
    """Two deals and what happens in them; what the business refuses (credit is short, say) is no deal."""
    from dinghuo.foundation.errors import Refusal
    from tests.billing.test_random_trade import METHODS, MOVES, Trade

    made = []
    for _each in range(2):
        prices = [chance.randint(0, 9000) for _line in range(chance.randint(1, 2))]
        lines = [(chance.randint(1, 7), cents, chance.randint(0, cents // 8)) for cents in prices]
        try:
            made.append(Trade(world, chance.choice(METHODS), chance.random() < 0.5, lines))
        except Refusal:
            continue
    for _move in range(chance.randint(6, 24) if made else 0):
        chance.choice(made).move(chance.choice(MOVES), chance.randint(0, 9), chance.randint(0, 99))
    for trade in made:
        if chance.random() < 0.9:
            trade.finish()
    return made


def look(world: "World", trades: list["Trade"]) -> None:
    """Raise AssertionError where the books are wrong."""
    from tests.billing.test_random_trade import books_are_right

    if trades:
        books_are_right(world, trades, PREPAID)


def ended(world: "World") -> list[str]:
    """What is still owed or held although everything has come to its end."""
    from dinghuo.finance.models import CreditLine
    from dinghuo.finance.queries.trial_balance import trial_balance
    from dinghuo.foundation.tenancy import acting

    with acting(world.system):
        used = CreditLine.objects.get(market_id=world.market_id).used
        balances = {account.kind: account.balance for account in trial_balance(world.system).accounts}
    found = [f"{used} of the credit is in use"] if used else []
    return found + [f"{kind}: {balances[kind]}" for kind in ("receivable", "advance") if balances.get(kind)]


def documents(world: "World") -> int:
    """Papers of the trade so far."""
    from dinghuo.billing.models import Invoice, Payment
    from dinghuo.foundation.tenancy import acting
    from dinghuo.fulfilment.models import Receipt, Shipment
    from dinghuo.ordering.models import Order, OrderChange

    with acting(world.system):
        return sum(
            model._default_manager.filter(market_id=world.market_id).count()
            for model in (Order, OrderChange, Shipment, Receipt, Invoice, Payment)
        )


def entries(world: "World") -> int:
    """Entries of the ledger so far."""
    from dinghuo.finance.models import Entry
    from dinghuo.foundation.tenancy import acting

    with acting(world.system):
        return Entry.objects.filter(market_id=world.market_id).count()


def tamper(world: "World", superuser: Any) -> list[str]:
    """Change a row of each table as somebody whom nothing stops, and see whether it is named; then put it back."""
    from dinghuo.finance.queries.verify_ledger import verify_ledger
    from dinghuo.foundation.tenancy import acting

    def named() -> dict[str, str]:
        with acting(world.system):
            faults = verify_ledger(world.system)
        return {
            fault.label if fault.fault == "account-missing" else str(fault.row_id): fault.fault
            for fault in faults
        }

    found = []
    with roles.connect(superuser) as connection:
        for table, (change, back) in CHANGES.items():
            rows = connection.execute(
                f"SELECT id FROM {table} WHERE market_id = %s ORDER BY random() LIMIT 1", [world.market_id]
            )
            ((row_id,),) = rows.fetchall()
            connection.execute(f"UPDATE {table} SET {change} WHERE id = %s", [row_id])
            faults = named()
            print(f"one row of {table} changed: {faults.get(str(row_id), 'nothing')} is said of it")
            if str(row_id) not in faults:
                found.append(f"{table} {row_id} was changed, and {faults} is what is named")
            connection.execute(f"UPDATE {table} SET {back} WHERE id = %s", [row_id])
            if faults := named():
                found.append(f"{table} was put back, and {faults} is named")
    return found


if __name__ == "__main__":
    main()
