"""Proves that the books of every market agree, and names each row that is wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.organisations.models import Market


class Command(BaseCommand):
    """`manage.py verify_books` ends with an error if anything is wrong."""

    help = "Verify that stock, credit, ledger and documents agree with each other, market by market."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at each market by itself, as isolation demands."""
        with gate():
            markets = list(Market.objects.order_by("key").values_list("id", "key"))
        wrong = 0
        for market_id, key in markets:
            actor = Actor.system(market_id)
            with acting(actor):
                found = verify_books(actor)
            wrong += len(found)
            self.stdout.write(f"{key}: {'right' if not found else f'{len(found)} wrong'}")
            for fault in found:
                self.stdout.write(f"  {fault.fault} {fault.row_id} {fault.label}".rstrip())
        if wrong:
            raise CommandError(f"{wrong} rows are wrong")
