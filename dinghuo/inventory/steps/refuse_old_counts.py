"""Says which lines of a count can't be compared with the book any more."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import translated
from dinghuo.inventory.errors import CountedSince
from dinghuo.inventory.models import StockDocumentLine
from dinghuo.inventory.rules.counting import OLDEST, is_too_old
from dinghuo.inventory.steps.book_then import Booked


def refuse_old_counts(lines: Sequence[StockDocumentLine]) -> None:
    """Raise Invalid for every line that was counted too long ago."""
    faults, at = Faults(), now()
    for line in lines:
        if line.counted_at is not None:
            check_moment(line.counted_at, at, faults, f"lines.{line.position - 1}.counted_at")
    faults.raise_any()


def check_moment(counted_at: datetime, at: datetime, faults: Faults, path: str) -> None:
    """Say that nobody has counted then, or too long ago."""
    if counted_at > at:
        faults.add(path, "future", _("Nobody can have counted in the future."))
    elif is_too_old(counted_at, at):
        words = _("This was counted more than %(days)s days ago. Count once more.")
        faults.add(path, "too-old", words % {"days": OLDEST.days})


def refuse_counted_since(lines: Sequence[StockDocumentLine], booked: Mapping[UUID, Booked]) -> None:
    """Raise CountedSince naming every line whose goods somebody has counted later, where that count is booked."""
    again = [(line, booked[line.id].again) for line in lines if booked[line.id].again]
    if not again:
        return
    told = "; ".join(
        f"{translated(line.variant.name, line.variant.names)} {line.lot} ({number})".replace("  ", " ")
        for line, number in again
    )
    raise CountedSince(
        _("These goods have been counted again since, and that count stands: %(told)s. Count them once more.")
        % {"told": told},
        lines=[
            {"line": line.position, "sku": line.variant.sku, "lot": line.lot, "count": number}
            for line, number in again
        ],
    )
