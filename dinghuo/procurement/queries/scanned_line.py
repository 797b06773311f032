"""Which line of a shipment a scanned code names, and how much of it: to count what arrived before it is received."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.models import Shipment, ShipmentLine
from dinghuo.inventory.errors import AlreadyScanned
from dinghuo.inventory.steps.read_scan import read_scan, scanned_units
from dinghuo.procurement.permissions import RECEIVE


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """A line by its position, with the base units that were scanned; `label` names one carton, if the code does."""

    position: int
    name: str
    quantity: Decimal
    unit: str
    label: str = ""


def scanned_line(
    actor: Actor,
    shipment: Shipment,
    code: str,
    quantity: Decimal | None = None,
    counted: dict[int, Decimal] | None = None,
    labels: Collection[str] = (),
) -> ScannedLine:
    """What a scan adds to what was `counted` by line. Raises AlreadyScanned for a carton of which the label is among
    `labels`, Invalid for what can't be read, is nobody's article, isn't in the shipment, is another lot, or more than
    is on its way. At most seven statements."""
    require(actor, RECEIVE)
    scanned, article = read_scan(actor, code)
    if scanned.label and scanned.label in labels:
        raise AlreadyScanned(
            _("This carton has been scanned already. Is it another one like it?"), instead={"again": True}
        )
    said, unit = scanned_units(scanned, article, quantity)
    part = said * article.variant.factors[unit]
    if not part.is_finite() or part <= 0:
        raise Invalid([Fault("scanned", "positive", _("Enter more than zero."))])
    facts = {"name": named(article.variant), "unit": article.variant.base_unit}
    of_it = [line for line in shipment.lines.all() if line.order_line.variant_id in article.same]
    if not of_it:
        raise Invalid([Fault("code", "not-in-it", _("%(name)s isn’t in this shipment.") % facts)])
    fitting = [line for line in of_it if not scanned.lot or not _lots(line) or scanned.lot in _lots(line)]
    if not fitting:
        lots = ", ".join(sorted({lot for line in of_it for lot in _lots(line)}))
        words = _("Not this lot: of %(name)s the shipment has %(lots)s.")
        raise Invalid([Fault("code", "other-lot", words % {**facts, "lots": lots})])
    for line in fitting:
        left = line.carried.on_the_way - (counted or {}).get(line.position, Decimal(0))
        if part <= left:
            return ScannedLine(line.position, facts["name"], part, article.variant.base_unit, scanned.label)
    words = _("Of %(name)s only %(left)s %(unit)s more are on their way. Count again.")
    raise Invalid([Fault("scanned", "too-much", words % {**facts, "left": plain(max(left, Decimal(0)))})])


def _lots(line: ShipmentLine) -> set[str]:
    return {lot for lot in (line.lot, *(part["lot"] for part in line.taken)) if lot}
