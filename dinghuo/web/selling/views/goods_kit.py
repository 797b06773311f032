"""What an article is made of: as its seller says, a row for each part."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.save_kit import KitPricing, PartWanted, save_kit
from dinghuo.catalogue.queries.kits import kept_kit
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.quantity import plain
from dinghuo.web.selling.doors import here
from dinghuo.web.shared import flash
from dinghuo.web.shared.session import Request

#: Rows that are looked at; more is no kit, and told as too many parts.
MOST_ROWS = 100


def typed_kit(actor: Actor, sku: str) -> dict[str, Any]:
    """The fields of the form as they are kept."""
    kit = kept_kit(actor, sku)
    if kit is None:
        return {}
    parts, options = (
        "\n".join(f"{part.sku} {plain(part.quantity)}" for part in each) for each in (kit.parts, kit.options)
    )
    return {"parts": parts, "options": options, "by_parts": kit.by_parts}


def kit(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """Make the article a kit of the parts typed, those that always come and those that may, or none."""
    rows = [(name, row) for name in ("parts", "options") for row in _rows(request, name)]
    pricing = KitPricing.PARTS if request.POST.get("by_parts") else KitPricing.WHOLE
    try:
        save_kit(actor, sku, pricing, [_part(row, name == "options") for name, row in rows])
    except Invalid as invalid:
        raise Invalid([_named(each, rows) for each in invalid.faults]) from invalid
    flash.say(request, _("The kit is saved. It counts for orders from now on."))
    return HttpResponseRedirect(here(request, "offer", sku))


def _rows(request: Request, name: str) -> list[list[str]]:
    return [row.split() for row in request.POST.get(name, "").splitlines() if row.strip()][:MOST_ROWS]


def _part(row: list[str], optional: bool) -> PartWanted:
    """A code, and a quantity behind it; one where there is none."""
    if len(row) == 1:
        return PartWanted(row[0], Decimal(1), optional)
    try:
        return PartWanted(" ".join(row[:-1]), Decimal(row[-1]), optional)
    except InvalidOperation:
        return PartWanted(" ".join(row), Decimal(0), optional)


def _named(fault: Fault, rows: list[tuple[str, list[str]]]) -> Fault:
    """The fault beside its field, with the row that it is about."""
    place = fault.path.split(".")
    if len(place) < 3:
        return Fault("parts", fault.code, fault.message)
    name, row = rows[int(place[1])]
    told = fault.message if place[2] == "sku" else f"{' '.join(row)}: {fault.message}"
    return Fault(name, fault.code, told)
