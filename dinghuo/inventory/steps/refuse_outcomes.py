"""Says in words why a document of stock can't be posted."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.fields import named, translated
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.errors import LotRecalled, OnHandBelowReserved
from dinghuo.inventory.models import StockDocumentLine
from dinghuo.inventory.steps.move_stock import Outcome


def refuse_outcomes(
    lines: Sequence[StockDocumentLine], outcomes: Sequence[Outcome], *, receives: bool = False
) -> None:
    """Raise for what hasn't moved, for lots with another date, and for received goods of a recalled lot: those that are
    here already may be carried, counted and scrapped."""
    by_id: Mapping[UUID | None, StockDocumentLine] = {line.id: line for line in lines}
    told = [(by_id[each.change.line_id], each) for each in outcomes]
    _refuse_dates(told)
    recalled = [line for line, each in told if receives and each.is_recalled]
    if recalled:
        raise LotRecalled(
            _("Lot %(lot)s of %(name)s has been recalled. It can't come in.")
            % {"lot": recalled[0].lot, "name": named(recalled[0].variant)},
            lines=[_told(line) for line in recalled],
        )
    short = [(line, each) for line, each in told if not each.moved]
    if short:
        words = "; ".join(
            _("%(name)s %(lot)s: %(free)s %(unit)s")
            % {
                "name": _name(line),
                "lot": line.lot or "—",
                "free": plain(each.free),
                "unit": line.variant.product.base_unit,
            }
            for line, each in short
        )
        raise OnHandBelowReserved(
            _("Less is there than that, beside what is promised to orders. Free: %(told)s.")
            % {"told": words},
            lines=[{**_told(line), "free": plain(each.free)} for line, each in short],
        )


def _refuse_dates(told: Sequence[tuple[StockDocumentLine, Outcome]]) -> None:
    faults = [
        other_date(line, each.expires)
        for line, each in told
        if each.expires and each.change.expires and each.expires != each.change.expires
    ]
    if faults:
        raise Invalid(faults)


def other_date(line: StockDocumentLine, expires: date) -> Fault:
    """What is wrong with a line whose lot expires on another day."""
    return Fault(
        f"lines.{line.position - 1}.expires",
        "other-date",
        _("Lot %(lot)s expires on %(expires)s. Give another date another lot.")
        % {"lot": line.lot or "—", "expires": expires.isoformat()},
    )


def _name(line: StockDocumentLine) -> str:
    return translated(line.variant.name, line.variant.names)


def _told(line: StockDocumentLine) -> dict[str, str | int]:
    return {"line": line.position, "sku": line.variant.sku, "lot": line.lot}
