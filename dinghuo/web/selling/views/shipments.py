"""Shipments: the list, one of them with what the carrier reports, and writing off what is lost."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.fulfilment.actions.add_tracking import add_tracking
from dinghuo.fulfilment.actions.declare_lost import declare_lost
from dinghuo.fulfilment.queries.shipments import shipment as find_shipment
from dinghuo.fulfilment.queries.shipments import shipments
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.shipment_words import shipment_state, tracking_words
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.line_words import in_unit
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request

NEEDS = ("underway",)


def shipments_list(request: Request, actor: Actor) -> HttpResponse:
    """What the house has sent, newest first."""
    listing = Listing.of(request, filters={"need": NEEDS})
    page = shipments(
        actor, need=listing["need"], side="seller", search=listing.search, after=listing.after or None
    )
    rows = [(each, shipment_state(each)) for each in page.items]
    context = {"listing": listing, "page": page, "rows": rows}
    context |= {"underway": bool(listing["need"]), "all": not listing["need"]}
    return render(request, "selling/shipments/list.html", context)


def _sent(actor: Actor, number: str) -> Any:
    """The shipment if the actor's house sent it. Raises NotFound."""
    found = find_shipment(actor, number)
    if found.seller_id != actor.organisation_id:
        raise NotFound(number)
    return found


def shipment(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One shipment: its lines, its way, what was received."""
    found = _sent(actor, number)
    lines = list(found.lines.all())
    pictures = picture_addresses(actor, [line.order_line.variant_id for line in lines])
    underway = found.state in ("in_transit", "partly_received")
    context = {
        "shipment": found,
        "state": shipment_state(found),
        "rows": [
            {
                "line": line,
                "lots": _lots(request, line),
                "picture": pictures.get(line.order_line.variant_id, ""),
                "sent": in_unit(line.order_line, line.quantity),
                "accepted": in_unit(line.order_line, line.accepted),
                "rejected": in_unit(line.order_line, line.rejected),
                "lost": in_unit(line.order_line, line.lost),
            }
            for line in lines
        ],
        "tracking": [(event, tracking_words(event.status)) for event in found.tracking.all()],
        "statuses": [(key, words.words) for key, words in tracking_words().items()],
        "form": Form.of(request, {"at": _typed(now()), "status": "in_transit"}),
        "may_track": underway and allows(actor, "fulfilment.add_tracking"),
        "may_lose": underway and allows(actor, "fulfilment.declare_lost"),
        "trail": [(here(request, "shipments"), _("Shipments")), ("", number)],
    }
    return render(request, "selling/shipments/shipment.html", context)


def _lots(request: Request, line: Any) -> list[tuple[str, str, Any]]:
    """From which lots it was taken, each with the way to where the lot came from; how much, where there are several."""
    lots = [each for each in line.lots if each.lot]
    return [
        (
            each.lot,
            f"{here(request, 'lot', line.order_line.sku)}?{urlencode({'lot': each.lot})}",
            in_unit(line.order_line, each.quantity) if len(lots) > 1 else None,
        )
        for each in lots
    ]


def _typed(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def track(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Note what the carrier reports."""
    _sent(actor, number)
    typed = request.POST.get("at", "").strip()
    try:
        at = parse_datetime(typed) if typed else None
    except ValueError:
        at = None
    if typed and at is None:
        raise Invalid([Fault("at", "moment", _("This is no date with a time."))])
    if at is not None and timezone.is_naive(at):
        at = timezone.make_aware(at)
    add_tracking(
        actor,
        number,
        request.POST.get("status", ""),
        at,
        request.POST.get("place", ""),
        request.POST.get("text", ""),
    )
    flash.say(request, _("Noted. The buyer sees it."))
    return HttpResponseRedirect(here(request, "shipment", number))


def lose(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Write off what is still on its way."""
    _sent(actor, number)
    declare_lost(actor, number, request.POST.get("reason", ""))
    flash.say(request, _("What didn’t arrive is written off. The buyer won’t pay for it."))
    return HttpResponseRedirect(here(request, "shipment", number))
