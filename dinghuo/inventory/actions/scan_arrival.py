"""Receives what a scanner reads of a transfer: each scan puts goods into stock."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.fields import named
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.receive_transfer import SENT, receive_transfer
from dinghuo.inventory.errors import AlreadyScanned
from dinghuo.inventory.models import StockDocumentLine
from dinghuo.inventory.permissions import TRANSFER_STOCK
from dinghuo.inventory.queries.scanned_article import ScannedArticle
from dinghuo.inventory.steps.lock_stock_document import lock_stock_document
from dinghuo.inventory.steps.read_scan import read_scan, scanned_units


def scan_arrival(
    actor: Actor,
    number: str,
    code: str,
    quantity: Decimal | None = None,
    lot: str = "",
    again: bool = False,
    more: bool = False,
    why: str = "",
) -> StockDocumentLine:
    """Put away what was scanned of a transfer on its way; returns its line.

    `quantity` in scanned units; without one what the code says, else one. The code's lot counts before `lot`. `more`:
    it is more than was sent, with a reason. A carton is received once, unless `again`. Raises AlreadyScanned, and
    Invalid for a code that can't be read, is nobody's article, isn't in the transfer, or is more than is on its way.
    """
    require(actor, TRANSFER_STOCK)
    with acting(actor):
        _document, lines = lock_stock_document(actor, number, SENT)
        scanned, article = read_scan(actor, code)
        said, unit = scanned_units(scanned, article, quantity)
        named = scanned.lot or lot.strip() or (scanned.expires.isoformat() if scanned.expires else "")
        line = _line(lines, article, named)
        label = f"arrived:{scanned.label}" if scanned.label else ""
        if label and not again and label in line.labels:
            raise AlreadyScanned(
                _("This carton has been scanned already. Is it another one like it?"), instead={"again": True}
            )
        part = said * article.variant.factors[unit]
        if not part.is_finite() or part <= 0:
            faults = Faults()
            faults.add("quantity", "positive", _("Enter more than zero."))
            if more and not why.strip():
                faults.add("why", "required", _("Say why more came than was sent."))
            faults.raise_any()
        try:
            receive_transfer(actor, number, {line.position: part}, more=more, why=why)
        except Invalid as wrong:
            raise Invalid([_beside(fault) for fault in wrong.faults if fault.path != "lines"]) from wrong
        if label:
            line.labels = [*line.labels, label]
            line.save(update_fields=["labels"])
        line.refresh_from_db(fields=["quantity", "done", "lost"])
        return line


def _line(lines: Sequence[StockDocumentLine], article: ScannedArticle, lot: str) -> StockDocumentLine:
    of_it = [line for line in lines if line.variant_id in article.same]
    found = [line for line in of_it if not lot or line.lot == lot]
    name = named(article.variant)
    if not of_it:
        raise Invalid([Fault("code", "not-in-it", _("%(name)s isn’t in this transfer.") % {"name": name})])
    lots = ", ".join(line.lot or "–" for line in of_it)
    if not found:
        words = _("Not this lot: of %(name)s the transfer has %(lots)s.")
        raise Invalid([Fault("code", "other-lot", words % {"name": name, "lots": lots})])
    if len(found) > 1:
        words = _("Several lots of %(name)s are in it: %(lots)s. Scan or type the lot.")
        raise Invalid([Fault("lot", "required", words % {"name": name, "lots": lots})])
    return found[0]


def _beside(fault: Fault) -> Fault:
    """A fault of the only line, told as of the scan's own fields."""
    return Fault("quantity" if fault.path.startswith("lines") else fault.path, fault.code, fault.message)
