"""Reads what was entered into lines of a document of stock, and finds everything that is wrong with it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.divided_words import divided_words
from dinghuo.catalogue.queries.find_variants import FoundVariant, find_variants
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import is_whole
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.rules.document_lines import LineEntry
from dinghuo.inventory.states import StockDocumentKind
from dinghuo.inventory.steps.read_counts import MOST
from dinghuo.inventory.steps.refuse_merged import merged_away, merged_words
from dinghuo.organisations.queries.today import today

LENGTHS = {"lot": 60, "supplier_lot": 60, "bin": 30}


def read_document_lines(
    actor: Actor,
    document: StockDocument,
    entries: Sequence[LineEntry],
    faults: Faults,
    path: str = "lines",
    after: int = 0,
    *,
    bought: bool = False,
) -> list[StockDocumentLine]:
    """Unsaved lines for what is right, with positions from `after` + 1; faults are collected. One statement.

    `bought`: what comes was ordered as what it is called here, whatever the article has become since."""
    variants = find_variants(actor, [entry.sku for entry in entries])
    comes = document.kind == StockDocumentKind.RECEIPT
    gone = {} if bought else merged_away(actor, variants, [document.warehouse_id], comes=comes)
    lines, day = [], today(actor)
    for i, entry in enumerate(entries):
        at, before = f"{path}.{i}" if path else "", len(faults.found)
        variant = variants.get(entry.sku)
        if entry.sku in gone:
            faults.add(f"{at}.sku" if at else "sku", "merged", merged_words(entry.sku, gone[entry.sku]))
        _check(document, entry, variant, faults, at)
        if entry.made and entry.made > day:
            faults.add(f"{at}.made" if at else "made", "future", _("Nobody can have made it in the future."))
        if variant is not None and len(faults.found) == before:
            lines.append(_line(document, entry, variant, after + i + 1))
    twice = Counter((line.variant_id, line.lot) for line in lines)
    for i, line in enumerate(lines):
        if twice[line.variant_id, line.lot] > 1:
            name = f"{path}.{i}.sku" if path else "sku"
            faults.add(name, "twice", _("This lot stands here twice. Add the quantities up."))
    return lines


def _line(
    document: StockDocument, entry: LineEntry, variant: FoundVariant, position: int
) -> StockDocumentLine:
    factor = variant.factors[entry.unit or variant.base_unit]
    return StockDocumentLine(
        market_id=document.market_id,
        document=document,
        owner_id=document.owner_id,
        keeper_id=document.keeper_id,
        position=position,
        variant_id=variant.variant_id,
        lot=entry.lot.strip(),
        supplier_lot=entry.supplier_lot.strip(),
        made=entry.made,
        expires=entry.expires,
        bin=entry.bin.strip(),
        quantity=None if entry.quantity is None else entry.quantity * factor,
        unit_cost=None if entry.unit_cost is None else entry.unit_cost / factor,
    )


def _check(
    document: StockDocument, entry: LineEntry, variant: FoundVariant | None, faults: Faults, at: str
) -> None:
    dot = f"{at}." if at else ""
    if variant is None:
        faults.add(f"{dot}sku", "unknown", _("There is no article %(sku)s.") % {"sku": entry.sku})
    elif not variant.stocked:
        words = _("%(name)s is a service; it has no stock.") % {"name": named(variant)}
        faults.add(f"{dot}sku", "service", words)
    elif entry.unit and entry.unit not in variant.factors:
        words = _("%(name)s has no unit %(unit)s.") % {"name": named(variant), "unit": entry.unit}
        faults.add(f"{dot}unit", "unknown", words)
    _check_quantity(document, entry, variant, faults, f"{dot}quantity")
    for name, longest in LENGTHS.items():
        text = getattr(entry, name)
        if len(text) > longest or "\0" in text:
            words = _("This has at most %(longest)s characters.") % {"longest": longest}
            faults.add(f"{dot}{name}", "too-long", words)
    if entry.made and entry.expires and entry.made > entry.expires:
        faults.add(f"{dot}expires", "before-made", _("It can't expire before it was made."))
    if (entry.expires or entry.made) and not entry.lot.strip():
        faults.add(f"{dot}lot", "required", _("Goods with a date need a lot."))
    if entry.unit_cost is not None and not (entry.unit_cost.is_finite() and 0 <= entry.unit_cost < MOST):
        faults.add(f"{dot}unit_cost", "not-negative", _("Enter zero or more."))
    elif entry.unit_cost is not None and document.keeper_id is not None:
        faults.add(f"{dot}unit_cost", "others", _("What goods cost is their owner’s to say."))


def _check_quantity(
    document: StockDocument, entry: LineEntry, variant: FoundVariant | None, faults: Faults, path: str
) -> None:
    factor, told = _factors(variant, entry), len(faults.found)
    check_quantity(document.kind, entry.quantity, faults, path, factor)
    if variant is not None and len(faults.found) == told:
        check_divided(entry.quantity, variant.base_unit, variant.decimals, faults, path, factor)


def _factors(variant: FoundVariant | None, entry: LineEntry) -> Decimal:
    factors: Mapping[str, Decimal] = variant.factors if variant else {}
    return factors.get(entry.unit, Decimal(1))


def check_quantity(
    kind: str, quantity: Decimal | None, faults: Faults, path: str, factor: Decimal = Decimal(1)
) -> None:
    """Say what is wrong with a quantity: only adjustments take away, only counts may find nothing or wait."""
    if quantity is None:
        if kind != StockDocumentKind.COUNT:
            faults.add(path, "required", _("Say how much."))
    elif not quantity.is_finite() or abs(quantity) * factor >= MOST:
        faults.add(path, "number", _("This is no number."))
    elif quantity * factor != round(quantity * factor, 6):
        faults.add(path, "precision", _("At most six decimals."))
    elif kind == StockDocumentKind.COUNT:
        if quantity < 0:
            faults.add(path, "negative", _("Nobody can count less than nothing. Enter zero or more."))
    elif kind == StockDocumentKind.ADJUSTMENT:
        if quantity == 0:
            faults.add(path, "zero", _("Enter by how much, less with a minus."))
    elif quantity <= 0:
        faults.add(path, "positive", _("Enter more than zero."))


def check_divided(
    quantity: Decimal | None,
    unit: str,
    decimals: int,
    faults: Faults,
    path: str,
    factor: Decimal = Decimal(1),
) -> None:
    """Say that goods which come whole only don't move in parts."""
    if quantity is not None and not is_whole(quantity * factor, decimals):
        faults.add(path, "divided", divided_words(unit, decimals))
