"""The ledger's trial balance as the API tells it."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import instant, money
from dinghuo.api.shapes.answer import Answer, DecimalText, InstantText


class AccountAnswer(Answer):
    """One account; `balance` is debit minus credit."""

    code: str = Field(description="Code in the chart of accounts.", examples=["1122"])
    kind: str = Field(examples=["receivable"])
    name: str
    owner: str = Field(description="Name of the organisation whose book it is.")
    counterparty: str | None = Field(description="Name of the organisation that the account is about.")
    currency: str
    debit: DecimalText
    credit: DecimalText
    balance: DecimalText


class TotalAnswer(Answer):
    """The sums of one currency; over a whole market debit equals credit."""

    currency: str
    debit: DecimalText
    credit: DecimalText


class TrialBalanceAnswer(Answer):
    """Every account with its sums at an instant."""

    at: InstantText
    accounts: list[AccountAnswer]
    totals: list[TotalAnswer]


def trial_balance_shape(found: Any) -> dict[str, Any]:
    """A trial balance."""
    return {
        "at": instant(found.at),
        "accounts": [_account(account) for account in found.accounts],
        "totals": [
            {"currency": currency, "debit": money(debit, currency), "credit": money(credit, currency)}
            for currency, (debit, credit) in sorted(found.totals().items())
        ],
    }


def _account(account: Any) -> dict[str, Any]:
    currency = account.currency
    return {
        "code": account.code,
        "kind": account.kind,
        "name": account.name,
        "owner": account.owner_name,
        "counterparty": account.counterparty_name,
        "currency": currency,
        "debit": money(account.debit, currency),
        "credit": money(account.credit, currency),
        "balance": money(account.balance, currency),
    }
