"""Reads a scanned code into a document of stock: the article, its lot and dates, and how much."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.errors import AlreadyScanned
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import OF_KIND
from dinghuo.inventory.queries.scanned_article import ScannedArticle
from dinghuo.inventory.rules.document_lines import LineEntry
from dinghuo.inventory.rules.gs1 import Scanned
from dinghuo.inventory.states import StockDocumentKind
from dinghuo.inventory.steps.lock_stock_document import lock_stock_document
from dinghuo.inventory.steps.read_document_lines import read_document_lines
from dinghuo.inventory.steps.read_scan import read_scan, scanned_units


def scan_into_document(
    actor: Actor,
    number: str,
    code: str,
    quantity: Decimal | None = None,
    place: str = "",
    again: bool = False,
) -> StockDocumentLine:
    """Add what was scanned to the line of its article and lot; returns the line.

    Adds `quantity` scanned units, in the bin `place`; without one what the code says (AI 30, 37, or the weight of
    310x), else one. A label that names one carton is refused the second time, unless `again`. Raises Invalid for a code
    that can't be read, or is nobody's article here.
    """
    with acting(actor):
        document, lines = lock_stock_document(actor, number)
        require(actor, OF_KIND[StockDocumentKind(document.kind)])
        scanned, article = read_scan(actor, code)
        entry = _entry(scanned, article, quantity, place)
        if scanned.label and not again:
            _refuse_twice(lines, scanned.label)
        line, there = _line(actor, document, lines, entry, article)
        if scanned.label:
            line.labels = [*line.labels, scanned.label]
        if document.kind == StockDocumentKind.COUNT:
            line.counted_at = now()
        line.save(force_update=there, force_insert=not there)
        return line


def _entry(scanned: Scanned, article: ScannedArticle, quantity: Decimal | None, place: str) -> LineEntry:
    said, unit = scanned_units(scanned, article, quantity)
    # A date without a lot is a lot of its own: goods of other dates stay apart from it.
    lot = scanned.lot or (_dated(scanned.expires) if scanned.expires else "")
    return LineEntry(
        article.variant.sku,
        said,
        lot=lot,
        expires=scanned.expires,
        made=scanned.made,
        bin=place,
        unit=unit,
    )


def _dated(day: date) -> str:
    return day.isoformat()


def _line(
    actor: Actor,
    document: StockDocument,
    lines: list[StockDocumentLine],
    entry: LineEntry,
    article: ScannedArticle,
) -> tuple[StockDocumentLine, bool]:
    """The line that the scan adds to, with what it adds, and whether it is there already."""
    last = max((line.position for line in lines), default=0)
    faults = Faults()
    read = read_document_lines(actor, document, [entry], faults, path="", after=last)
    faults.raise_any()
    (new,) = read
    of_it = [old for old in lines if old.variant_id in article.same and old.lot == new.lot]
    # What was merged into the article and stands here under its own name is meant where the article itself doesn't.
    there = next((old for old in of_it if old.variant_id == new.variant_id), next(iter(of_it), None))
    if there is None:
        return new, False
    if there.expires and new.expires and there.expires != new.expires:
        words = _("Lot %(lot)s expires on %(expires)s. Give another date another lot.")
        told = words % {"lot": new.lot, "expires": there.expires.isoformat()}
        raise Invalid([Fault("code", "other-date", told)])
    there.quantity = (there.quantity or Decimal(0)) + (new.quantity or Decimal(0))
    there.expires, there.made = there.expires or new.expires, there.made or new.made
    there.bin = new.bin or there.bin
    return there, True


def _refuse_twice(lines: list[StockDocumentLine], label: str) -> None:
    line = next((line for line in lines if label in line.labels), None)
    if line is None:
        return
    quantity = plain(line.quantity or Decimal(0))
    raise AlreadyScanned(
        _(
            "This carton has been scanned already: its line has %(quantity)s %(unit)s. Is it another one like it?"
        )
        % {"quantity": quantity, "unit": line.variant.product.base_unit},
        lines=[{"line": line.position, "quantity": quantity}],
        instead={"again": True},
    )
