"""Picks what a scanner reads: the right article, the right lot, no more than the order wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Faults, Invalid, Refusal
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import is_whole, plain
from dinghuo.fulfilment.actions.ship_order import PERMISSION
from dinghuo.fulfilment.errors import NotForThisOrder, OtherLot, PickedEnough
from dinghuo.fulfilment.rules.picking import Choice, Spot, carton_of, chosen
from dinghuo.fulfilment.steps.lock_picking import LockedPicking, lock_picking
from dinghuo.fulfilment.steps.picking_hands import picking_hands
from dinghuo.inventory.errors import AlreadyScanned
from dinghuo.inventory.queries.picks import Pick
from dinghuo.inventory.queries.scanned_article import ScannedArticle
from dinghuo.inventory.rules.gs1 import Scanned
from dinghuo.inventory.steps.read_document_lines import check_divided
from dinghuo.inventory.steps.read_scan import read_scan, scanned_units
from dinghuo.inventory.steps.write_picks import write_picks


@dataclass(frozen=True, slots=True)
class PickedNow:
    """What a scan has picked, in base units, with what of it the order still wants here."""

    name: str
    lot: str
    quantity: Decimal
    left: Decimal
    unit: str


def scan_pick(
    actor: Actor,
    number: str,
    code: str,
    quantity: Decimal | None = None,
    lot: str = "",
    again: bool = False,
) -> PickedNow:
    """Pick `quantity` scanned units; without one what the code says (AI 30, 37, a weight), else one.

    The code's lot counts before `lot`, which somebody typed. A label that names one carton is refused the second time,
    unless `again`. Raises Invalid for a code that can't be read or is nobody's article, NotForThisOrder, OtherLot,
    PickedEnough, AlreadyScanned, PickingClosed, NotFound; then nothing is picked.
    """
    require(actor, PERMISSION)
    with picking_hands(actor, number) as worker:
        locked = lock_picking(worker, number)
        scanned, article = read_scan(worker, code)
        base = _base(scanned, article, quantity)
        spots = _spots(locked.here)
        lot = scanned.lot or lot.strip()
        choice = chosen(spots, locked.left, article.same, base, lot, scanned.expires)
        label = scanned.label
        _refuse_parts(article, base, spots)
        if label and not again and label in locked.picking.labels:
            raise AlreadyScanned(
                _("This carton has been scanned already. Is it another one like it?"), instead={"again": True}
            )
        if choice.fault:
            raise _refusal(choice, article, locked, lot)
        parts = [(locked.here[i], part) for i, part in choice.parts]
        write_picks(worker, locked.paper, parts)
        if label:
            of = carton_of(locked.lines[parts[0][0].line_id].position, parts[0][0].lot)
            locked.picking.labels = {**locked.picking.labels, label: of}
            locked.picking.save(update_fields=["labels"])
        return PickedNow(
            named(article.variant), parts[0][0].lot, base, choice.most - base, article.variant.base_unit
        )


def _base(scanned: Scanned, article: ScannedArticle, quantity: Decimal | None) -> Decimal:
    said, unit = scanned_units(scanned, article, quantity)
    faults = Faults()
    if not said.is_finite() or said <= 0:
        faults.add("quantity", "positive", _("Enter more than zero."))
    elif said >= 10**9 or said * article.variant.factors[unit] != round(
        said * article.variant.factors[unit], 6
    ):
        faults.add("quantity", "precision", _("At most six decimals."))
    faults.raise_any()
    return said * article.variant.factors[unit]


def _refuse_parts(article: ScannedArticle, base: Decimal, spots: Sequence[Spot]) -> None:
    """What comes whole only is picked whole, but what the order wants in parts from before."""
    variant, faults = article.variant, Faults()
    rooms = [spot.room for spot in spots if spot.variant_id in article.same]
    if all(is_whole(room, variant.decimals) for room in rooms):
        check_divided(base, variant.base_unit, variant.decimals, faults, "quantity")
    faults.raise_any()


def _spots(here: Sequence[Pick]) -> list[Spot]:
    return [Spot(each.line_id, each.variant_id, each.lot, each.expires, each.room) for each in here]


def _refusal(choice: Choice, article: ScannedArticle, locked: LockedPicking, lot: str) -> Exception:
    name, unit = named(article.variant), article.variant.base_unit
    order = locked.picking.order_number
    lots = ", ".join(each or _("without a lot") for each in choice.lots)
    if choice.fault == "other-date":
        told = _("Lot %(lot)s expires on %(expires)s. Give another date another lot.")
        assert choice.expires is not None
        words = told % {"lot": lot, "expires": choice.expires.isoformat()}
        return Invalid([Fault("code", "other-date", words)])
    refusals: dict[str, tuple[type[Refusal], str]] = {
        "not-here": (NotForThisOrder, _("%(order)s wants nothing of %(name)s from here. Put it back.")),
        "wrong-lot": (OtherLot, _("Not this lot: of %(name)s the order is to have %(lots)s.")),
        "which-lot": (OtherLot, _("Several lots of %(name)s are wanted: %(lots)s. Scan or type the lot.")),
        "too-many": (
            PickedEnough,
            _("Of %(name)s the order still wants %(left)s %(unit)s. Put the rest back."),
        ),
    }
    kind, words = refusals[choice.fault]
    facts = {"order": order, "name": name, "lots": lots, "left": plain(choice.most), "unit": unit}
    line = {"sku": article.variant.sku, "left": plain(choice.most)} | ({"lots": lots} if lots else {})
    return kind(words % facts, lines=[line])
