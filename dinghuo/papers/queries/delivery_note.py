"""Makes the sheet of a delivery note: what goes with the goods, without prices."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.models import Shipment, ShipmentLine
from dinghuo.fulfilment.rules.sent_lots import SentLot
from dinghuo.papers.queries.paper import House, both_units, destination, goods, party
from dinghuo.papers.rules import words
from dinghuo.papers.rules.sheet import Cell, Column, Sheet, breakable


def delivery_note(shipment: Shipment, house: House, own: Mapping[UUID, str]) -> Sheet:
    """What a shipment carries, with room to write what was found; what was received already is printed.

    The shipment comes with its order, parties and lines; `own` are the buyer's own codes by variant.
    """
    language = house.language
    parties = [
        party(_("Seller"), shipment.seller, language),
        party(_("Buyer"), shipment.buyer, language),
    ]
    if where := destination(_("Deliver to"), shipment.delivery_address):
        parties.append(where)
    facts = [
        (_("Sent on"), words.day_at(shipment.shipped_at, house.time_zone, language)),
        (_("Order"), shipment.order_number),
        (_("Carrier"), breakable(shipment.carrier)),
        (_("Tracking number"), breakable(shipment.tracking_number)),
        (_("Your reference"), breakable(shipment.order.reference)),
        (_("Sent by"), breakable(shipment.shipped_by_name)),
    ]
    return Sheet(
        title=_("Delivery note"),
        number=shipment.number,
        code=shipment.number,
        facts=[fact for fact in facts if fact[1]],
        parties=parties,
        columns=[
            Column("#", "right"),
            Column(_("Goods"), width=3),
            Column(_("Lot, best before")),
            Column(_("Sent"), "right"),
            Column(_("Accepted"), "right"),
            Column(_("Rejected"), "right"),
            Column(_("Remarks"), width=1),
        ],
        rows=[_row(line, language, own) for line in shipment.lines.all()],
        notes=[_("Note: %(note)s") % {"note": breakable(shipment.note)}] if shipment.note else [],
        signatures=[_("Handed over by"), _("Carried by"), _("Received by")],
        stamp_label=_("Date and seal"),
        page_label=_("Page {page} of {pages}"),
    )


def _row(line: ShipmentLine, language: str, own: Mapping[UUID, str]) -> list[Cell]:
    found = line.carried.received or line.lost
    return [
        Cell(str(line.position)),
        goods(line.order_line, language, own),
        _lots(line, language),
        both_units(line.order_line, line.quantity),
        both_units(line.order_line, line.accepted) if found else Cell(""),
        both_units(line.order_line, line.rejected) if found else Cell(""),
        Cell(breakable(line.reason) if line.rejected else ""),
    ]


def _lots(line: ShipmentLine, language: str) -> Cell:
    """The lot and below it its day; of several each with its day and how much of it there is."""
    lots = line.lots
    if not lots:
        return Cell("")
    if len(lots) == 1:
        return Cell(breakable(lots[0].lot), _day(lots[0], language))
    told = (f"{one.lot} {_day(one, language)}".strip() + f" × {plain(one.quantity)}" for one in lots)
    return Cell(breakable("; ".join(told)))


def _day(one: SentLot, language: str) -> str:
    return words.day(one.expires, language) if one.expires else ""
