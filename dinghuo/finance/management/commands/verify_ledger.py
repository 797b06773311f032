"""Proves the books of every market, and names each row that is wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dinghuo.finance.queries.verify_ledger import LedgerFault, verify_ledger
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.models import Market


class Command(BaseCommand):
    """`manage.py verify_ledger` ends with an error if anything is wrong."""

    help = "Verify that every entry balances and every balance is the sum of its moves, market by market."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at each market by itself, as isolation demands."""
        with gate():
            markets = list(Market.objects.order_by("key").values_list("id", "key"))
        wrong = 0
        for market_id, key in markets:
            actor = Actor.system(market_id)
            with acting(actor):
                found = verify_ledger(actor)
            wrong += len(found)
            self.stdout.write(f"{key}: {'right' if not found else f'{len(found)} wrong'}")
            for fault in found:
                self.stdout.write(f"  {_told(fault)}")
        if wrong:
            raise CommandError(f"{wrong} rows are wrong")


def _told(fault: LedgerFault) -> str:
    whose = f"{fault.debtor} at {fault.creditor}" if fault.creditor else ""
    figures = "" if fault.says is None else f"says {fault.says} {fault.currency}, comes to {fault.comes_to}"
    return " ".join(part for part in (fault.fault, str(fault.row_id), fault.label, whose, figures) if part)
