"""What a sheet says of the parts that its kits name, wherever in it they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.integration.rules.sheets.rows import ReadRow

#: Columns that name parts.
PARTS = ("parts", "optional_parts")


@dataclass
class Companions:
    """The parts that a sheet's kits name. `rows`: the numbers of those rows of the sheet that are about them, `kits`:
    what the sheet makes kits, `made`: the products of parts in the chunks that have been checked."""

    rows: dict[str, int] = field(default_factory=dict)
    kits: set[str] = field(default_factory=set)
    made: dict[str, ProductRow] = field(default_factory=dict)

    def read(self, families: Iterable[Sequence[ReadRow]]) -> None:
        """Read the families of a whole sheet."""
        rows = [row for family in families for row in family]
        kits = [row for row in rows if is_kit(row)]
        self.kits = {row.values["sku"] for row in kits if "sku" in row.values}
        named = {sku for row in kits for column in PARTS for sku, _number in row.values.get(column, ())}
        if named:
            self.rows = {
                row.values["sku"]: row.position for row in reversed(rows) if row.values.get("sku") in named
            }

    def keep(self, products: Iterable[ProductRow]) -> None:
        """Keep what the parts among these products will be."""
        for product in products if self.rows else ():
            for variant in product.variants:
                if variant.sku in self.rows:
                    self.made[variant.sku] = product


def is_kit(row: ReadRow) -> bool:
    """Whether the row says of which parts its article is made."""
    return any(row.values.get(column) for column in PARTS)
