"""Posts the entries of the demo's year in the ledger."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from dinghuo.demo.trade.deal import CURRENCY, Deal
from dinghuo.demo.trade.stock import Paper
from dinghuo.demo.trade.world import Who, World
from dinghuo.finance.models import Account, Entry
from dinghuo.finance.rules.chart import AccountKey
from dinghuo.finance.states import EntryKind

Sides = Sequence[tuple[AccountKey, Decimal]]

#: The digest is made by the database, from the values that it stores (finance/steps/post_entry.sql).
DIGEST = {
    "digest": "finance_entry_digest(market_id, kind, document_id, order_id, seller_id, buyer_id, currency, posted_at,"
    " debit_accounts, debits, credit_accounts, credits)"
}


def post(
    world: World,
    kind: EntryKind,
    document: Paper,
    deal: Deal,
    debits: Sides,
    credits: Sides,
    at: datetime,
    who: Who,
    text: str = "",
) -> None:
    """Post an entry; accounts are opened on first use."""
    debits = [side for side in debits if side[1]]
    credits = [side for side in credits if side[1]]
    world.rows.add(
        Entry,
        id=world.ids.at(at),
        kind=kind.value,
        document_kind=document[0],
        document_id=document[1],
        document_number=document[2],
        order_id=deal.id,
        currency=CURRENCY,
        debit_accounts=[_account(world, key) for key, _ in debits],
        debits=[amount for _, amount in debits],
        credit_accounts=[_account(world, key) for key, _ in credits],
        credits=[amount for _, amount in credits],
        text=text,
        person_id=who.person_id,
        person_name=who.person_name,
        posted_at=at,
        digest="",
        **deal.both,
    )


def _account(world: World, key: AccountKey) -> object:
    if key not in world.accounts:
        world.accounts[key] = world.ids.at(world.start)
        world.rows.add(
            Account,
            id=world.accounts[key],
            kind=key.kind.value,
            organisation_id=key.owner_id,
            counterparty_id=key.counterparty_id,
            currency=CURRENCY,
        )
    return world.accounts[key]
