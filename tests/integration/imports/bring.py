"""Brings sheets as people send them, in a market whose supplier sells a few articles."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.start_import import start_import
from dinghuo.integration.models import Import, ImportRow
from dinghuo.integration.states import ImportKind
from dinghuo.pricing.models import Price
from tests.integration.world import Keys
from tests.makers import make_goods


def book(*rows: Sequence[Any]) -> bytes:
    """These rows as xlsx."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_numbers": False}) as workbook:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(place, column, cell, *([day] if hasattr(cell, "year") else []))
    return out.getvalue()


class Bringing:
    """A supplier with articles A1, A2 and 00123, prices 10 on its base list, and the jobs of its imports."""

    def __init__(self, drain: Callable[[], int]):
        self.world = Keys()
        self.drain = drain
        self.goods = {sku: make_goods(self.world.supplier, sku, stock=5) for sku in ("A1", "A2", "00123")}
        self.list = f"base-{self.world.supplier.code}-CNY"
        self.actor: Actor = self.world.seller.actor

    def bring(self, kind: str, content: bytes, actor: Actor | None = None, **options: str) -> Import:
        """Upload a file and let the jobs run; prices go to the base list unless told otherwise."""
        if kind == ImportKind.PRICES:
            options.setdefault("list", self.list)
        made = start_import(actor or self.actor, ImportKind(kind), "goods.xlsx", content, options)
        self.drain()
        return self.look(made)

    def look(self, imported: Import) -> Import:
        """The import as it is now."""
        with acting(self.world.system):
            return Import.objects.get(id=imported.id)

    def rows(self, imported: Import) -> list[ImportRow]:
        """Its rows, in turn."""
        with acting(self.world.system):
            return list(ImportRow.objects.filter(imported_id=imported.id).order_by("turn"))

    def states(self, imported: Import) -> dict[int, str]:
        """The state of each row by its number in the file."""
        return {row.position: row.state for row in self.rows(imported)}

    def faults(self, imported: Import) -> dict[int, list[tuple[str, str]]]:
        """Column and code of what is wrong, by row."""
        return {
            row.position: [(column, code) for column, code, _words in row.faults]
            for row in self.rows(imported)
            if row.faults
        }

    def prices(self, sku: str) -> list[tuple[str, bool]]:
        """Every price the article has had on the base list, oldest first, and whether it counts now."""
        with acting(self.world.system):
            found = Price.objects.filter(list__key=self.list, variant__sku=sku).order_by("valid")
            return [(f"{price.amount:.2f}", price.valid.upper is None) for price in found]
