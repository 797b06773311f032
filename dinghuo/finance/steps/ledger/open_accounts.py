"""Opens the accounts an entry needs, on first use."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from dinghuo.finance.models import Account
from dinghuo.finance.rules.chart import AccountKey
from dinghuo.foundation.actor import Actor


def open_accounts(actor: Actor, keys: Iterable[AccountKey], currency: str) -> dict[AccountKey, UUID]:
    """The ids of the accounts in a currency, opening those that don't exist.

    Safe when two entries need a new account at the same instant: the unique constraint lets one insert win
    and the other waits for it, then reads it. Accounts are opened in one order everywhere, so that two
    can't wait crosswise.
    """
    wanted = sorted(
        set(keys),
        key=lambda key: (key.kind, key.owner_id, key.counterparty_id or key.owner_id),
    )
    found = _find(actor, wanted, currency)
    missing = [key for key in wanted if key not in found]
    if missing:
        Account.objects.bulk_create(
            [
                Account(
                    market_id=actor.market_id,
                    kind=key.kind.value,
                    organisation_id=key.owner_id,
                    counterparty_id=key.counterparty_id,
                    currency=currency,
                )
                for key in missing
            ],
            ignore_conflicts=True,
        )
        found |= _find(actor, missing, currency)
    return found


def _find(actor: Actor, keys: list[AccountKey], currency: str) -> dict[AccountKey, UUID]:
    this_one = Q()
    for key in keys:
        this_one |= Q(
            kind=key.kind.value,
            organisation=key.owner_id,
            counterparty=key.counterparty_id,
        )
    accounts = Account.objects.filter(this_one, market_id=actor.market_id, currency=currency)
    by_key = {(row.kind, row.organisation_id, row.counterparty_id): row.id for row in accounts}
    return {
        key: by_key[place]
        for key in keys
        if (place := (key.kind.value, key.owner_id, key.counterparty_id)) in by_key
    }
