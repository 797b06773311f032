"""Stored exchange rates: the list, one typed in, or a file of them."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.organisations.queries.today import today
from dinghuo.pricing.actions.save_rates import MOST, RateInput, save_rates
from dinghuo.pricing.permissions import SAVE_RATES
from dinghuo.pricing.queries.terms import exchange_rates
from dinghuo.web.selling.doors import here
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form, asks_again
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.session import Request

#: Bytes of a file of rates; a year of twenty currencies has a tenth of it.
LARGEST = 1_000_000
COLUMNS = ("currency", "quoted", "day", "rate", "source")


def rates(request: Request, actor: Actor) -> HttpResponse:
    """The rates, newest first; posted, one that was typed or a file is stored."""
    if request.method == "POST":
        return _save(request, actor)
    listing = Listing.of(request, filters={"currency": ()})
    context = {
        "listing": listing,
        "page": exchange_rates(actor, listing["currency"].upper(), after=listing.after or None),
        "may_save": allows(actor, SAVE_RATES),
        "form": Form.of(request, {"day": today(actor), "quoted": "CNY"}),
        "absurd": asks_again(request),
        "trail": [(here(request, "price_lists"), _("Price lists")), ("", _("Exchange rates"))],
    }
    return render(request, "selling/prices/rates.html", context)


def _save(request: Request, actor: Actor) -> HttpResponse:
    uploaded = request.FILES.get("file")
    typed = request.POST
    meant = bool(typed.get("meant"))
    if uploaded is not None:
        rows = _rows_of(uploaded.read(LARGEST + 1), meant)
    else:
        rows = [_rate([typed.get(name, "") for name in COLUMNS], meant)]
    try:
        count = save_rates(actor, rows)
    except Invalid as invalid:
        raise Invalid([_told(fault, uploaded is not None) for fault in invalid.faults[:50]]) from invalid
    told = ngettext("%(count)s rate is stored.", "%(count)s rates are stored.", count)
    flash.say(request, told % {"count": count})
    return HttpResponseRedirect(here(request, "rates"))


def _told(fault: Fault, by_row: bool) -> Fault:
    """A typed rate's fault beside its field; a file's with the number of its row, the heading being the first."""
    _rates, place, name = (*fault.path.split("."), "", "")[:3]
    if not by_row or not place.isdigit():
        return Fault(name or fault.path, fault.code, fault.message)
    words = _("Row %(row)s: %(fault)s") % {"row": int(place) + 2, "fault": fault.message}
    return Fault("file", fault.code, words)


def _rows_of(content: bytes, meant: bool) -> list[RateInput]:
    if len(content) > LARGEST:
        raise Invalid([Fault("file", "too-large", _("The file is too large."))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    rows = [
        row for row in csv.reader(io.StringIO(text.replace("\0", ""))) if any(cell.strip() for cell in row)
    ]
    if not 1 < len(rows) <= MOST + 1:
        told = _("A heading and one rate a row: currency, quoted currency, day, rate, source.")
        raise Invalid([Fault("file", "empty", told)])
    return [_rate([*row, "", "", "", "", ""][:5], meant) for row in rows[1:]]


def _rate(cells: Sequence[str], meant: bool) -> RateInput:
    """One rate; what can't be read becomes what the action refuses in words."""
    currency, quoted, day, rate, source = (cell.strip() for cell in cells)
    try:
        number = Decimal(rate)
    except InvalidOperation:
        number = Decimal("NaN")
    try:
        on = parse_date(day)
    except ValueError:
        on = None
    return RateInput(currency.upper(), quoted.upper(), on or date.max, number, source, meant)
