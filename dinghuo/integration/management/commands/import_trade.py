"""manage.py import_trade FILE: makes a market from a file of real order lines."""

import csv
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, Refusal
from dinghuo.foundation.ids import new_id
from dinghuo.integration.actions.import_trade import ImportedTrade, import_trade
from dinghuo.integration.rules.trade_report import HEADING, unsold_rows
from dinghuo.local.places import var
from dinghuo.local.statistics import refresh


class Command(BaseCommand):
    help = (
        "Make a new market from a CSV file of real order lines (InvoiceNo, StockCode, Description, Quantity,"
        " InvoiceDate, UnitPrice, CustomerID). Lines that can't be sold are listed with their reason in a report."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--market", default="trade", help="the new market's key (trade)")
        parser.add_argument("--name", default="Imported trade", help="the house's and its storefront's name")
        parser.add_argument("--currency", default="GBP", help="of the prices in the file (GBP)")
        parser.add_argument("--password", help="the operator's; one is made up and told if none is given")
        parser.add_argument("--report", type=Path, help="where the unsold lines go (var/import-<market>.csv)")

    def handle(self, *arguments: Any, **options: Any) -> None:
        password = options["password"] or secrets.token_urlsafe(9)
        try:
            imported = import_trade(
                Actor.system(new_id(), name="import"),
                options["file"].read_bytes(),
                options["market"],
                options["name"],
                options["currency"],
                password,
            )
        except OSError as fault:
            raise CommandError(f"{options['file']}: {fault.strerror}") from fault
        except Invalid as fault:
            raise CommandError("\n".join(f"{one.path}: {one.message}" for one in fault.faults)) from fault
        except Refusal as fault:
            raise CommandError(fault.message) from fault
        refresh()
        place = options["report"] or var() / f"import-{options['market']}.csv"
        self._report(imported, place)
        self._tell(imported, place, password)

    def _report(self, imported: ImportedTrade, place: Path) -> None:
        with place.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADING)
            writer.writerows(unsold_rows(imported.report))

    def _tell(self, imported: ImportedTrade, place: Path, password: str) -> None:
        report = imported.report
        matched = sum(1 for one in report.cancelled if one.of)
        self.stdout.write(
            f"Market {imported.market.key}: {imported.articles} articles, {imported.customers} customers.\n"
            f"Sold: {len(report.sold)} lines in {report.invoices} invoices,"
            f" {report.total} {imported.market.currency}.\n"
            f"Not sold: {len(report.unsold)} lines, each with its reason in {place}"
        )
        for reason, count in report.by_reason.most_common():
            self.stdout.write(f"  {reason.value:<16} {count}")
        self.stdout.write(
            f"Of {len(report.cancelled)} cancelled lines {matched} cancel a sale of the file.\n"
            f"Sign in as {imported.login}, password {password}\n"
            f"Key of the representative: {imported.representative_key}\n"
            f"Key of the operator: {imported.operator_key}"
        )
