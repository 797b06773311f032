"""Gives buyers their levels and credit lines, as of the day the market opened."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.demo.companies import company as told
from dinghuo.demo.companies.market import CURRENCY, Opened
from dinghuo.demo.ids import Ids
from dinghuo.demo.words import Words
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.members.models import Level, LevelGrant

LEVELS = {
    "normal": Words("普通客户", "Standard"),
    "silver": Words("银牌客户", "Silver"),
    "gold": Words("金牌客户", "Gold"),
}


class Credit:
    """A credit line while the year runs: what is used of it, which the trade keeps in step with its moves."""

    def __init__(self, line_id: UUID, creditor_id: UUID, debtor_id: UUID, limit: Decimal, term_days: int):
        self.id = line_id
        self.creditor_id = creditor_id
        self.debtor_id = debtor_id
        self.limit = limit
        self.term_days = term_days
        self.buckets = Buckets()

    @property
    def left(self) -> Decimal:
        """What may still be used."""
        return self.limit - self.buckets.used

    def change(self, change: Buckets) -> None:
        """Use more, less, or in another bucket."""
        self.buckets = self.buckets + change


def grant_levels(opened: Opened, at: datetime, ids: Ids) -> dict[str, UUID]:
    """Make the levels and give each buyer its own; returns the levels' ids by key."""
    market = {"market_id": opened.market_id}
    levels = {key: ids.at(at) for key in LEVELS}
    with acting(opened.actor):
        write_rows(
            Level,
            (
                {
                    **market,
                    "id": levels[key],
                    "key": key,
                    "name": words.chinese,
                    "names": words.translations,
                    "rank": rank,
                }
                for rank, (key, words) in enumerate(LEVELS.items(), start=1)
            ),
        )
        write_rows(
            LevelGrant,
            (
                {
                    **market,
                    "buyer_id": opened.companies[buyer.code].id,
                    "level_id": levels[buyer.level],
                    "valid": f'["{at.isoformat()}",)',
                    "granted_by": opened.operator["trade"].name,
                }
                for buyer in opened.buyers.values()
            ),
        )
    return levels


def credit_lines(opened: Opened, at: datetime, ids: Ids) -> Mapping[str, Credit]:
    """The credit line of every buyer, by its code: given by the house that runs its storefront. Not yet written."""
    owners = {branch.key: opened.companies[branch.code] for branch in told.branches()}
    lines = {}
    for buyer in opened.buyers.values():
        creditor = owners.get(buyer.storefront, opened.operator)
        debtor = opened.companies[buyer.code]
        lines[buyer.code] = Credit(ids.at(at), creditor.id, debtor.id, buyer.credit, buyer.term_days)
    return lines


__all__ = ["CURRENCY", "Credit", "credit_lines", "grant_levels"]
