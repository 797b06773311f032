"""What a storekeeper does to a document of stock: scan, enter, submit, agree, receive."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.actions.approve_count import approve_count
from dinghuo.inventory.actions.approve_stock_document import approve_stock_document
from dinghuo.inventory.actions.cancel_stock_document import cancel_stock_document
from dinghuo.inventory.actions.open_stock_document import LineEntry
from dinghuo.inventory.actions.receive_transfer import receive_transfer
from dinghuo.inventory.actions.refuse_stock_document import refuse_stock_document
from dinghuo.inventory.actions.scan_arrival import scan_arrival
from dinghuo.inventory.actions.scan_into_document import scan_into_document
from dinghuo.inventory.actions.set_stock_line import LineChange, set_stock_line
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.queries.stock_documents import stock_document
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_day
from dinghuo.web.shared import flash
from dinghuo.web.shared.sale_words import read_one
from dinghuo.web.shared.session import Request


def _back(request: Request, number: str) -> HttpResponse:
    return HttpResponseRedirect(here(request, "stock_document", number))


def scan(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Add what was scanned; a scanner types the code and presses Enter."""
    faults = Faults()
    quantity = read_quantity(request.POST, "scanned", faults)
    faults.raise_any()
    again = bool(request.POST.get("again"))
    line = scan_into_document(
        actor, number, request.POST.get("code", ""), quantity, request.POST.get("bin", ""), again
    )
    name = translated(line.variant.name, line.variant.names)
    told = {"name": name, "lot": line.lot, "quantity": plain(line.quantity or Decimal(0))}
    if line.lot:
        flash.say(request, _("%(name)s, lot %(lot)s: %(quantity)s") % told)
    else:
        flash.say(request, _("%(name)s: %(quantity)s") % told)
    return _back(request, number)


def enter_line(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Enter goods by hand, with lot and dates."""
    typed, faults = request.POST, Faults()
    entry = LineEntry(
        typed.get("sku", "").strip(),
        read_quantity(typed, "quantity", faults),
        typed.get("lot", ""),
        read_day(typed, "expires", faults),
        read_day(typed, "made", faults),
        typed.get("supplier_lot", ""),
        typed.get("bin", ""),
        unit_cost=read_quantity(typed, "unit_cost", faults),
    )
    counted_at = read_one(faults, "counted_at", typed.get("counted_at", ""))
    faults.raise_any()
    set_stock_line(actor, number, entry, counted_at=counted_at)
    return _back(request, number)


def save_lines(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Save the quantities that were changed, or take one line out."""
    removed = request.POST.get("remove", "")
    if removed.isdigit():
        set_stock_line(actor, number, changes=[LineChange(int(removed), remove=True)])
        return _back(request, number)
    faults, changes = Faults(), []
    for line in stock_document(actor, number).lines:
        name = f"lines.{line.position}.quantity"
        if name in request.POST:
            quantity = read_quantity(request.POST, name, faults)
            if quantity != line.quantity:
                changes.append(LineChange(line.position, quantity))
    faults.raise_any()
    set_stock_line(actor, number, changes=changes)
    if request.POST.get("then") == "submit":
        return submit(request, actor, number)
    flash.say(request, _("Saved."))
    return _back(request, number)


def submit(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Post it, or let it wait."""
    state = submit_stock_document(actor, number, expired=bool(request.POST.get("expired"))).state
    said = {
        "waiting": _("%(number)s waits for somebody else’s approval."),
        "sent": _("%(number)s is on its way."),
    }.get(state, _("%(number)s is booked."))
    flash.say(request, said % {"number": number})
    return _back(request, number)


def approve(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Agree to what waits."""
    is_count = stock_document(actor, number).document.kind == "count"
    (approve_count if is_count else approve_stock_document)(actor, number, request.POST.get("note", ""))
    flash.say(request, _("%(number)s is booked.") % {"number": number})
    return _back(request, number)


def refuse(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Send it back."""
    refuse_stock_document(actor, number, request.POST.get("why", ""))
    flash.say(request, _("%(number)s is sent back.") % {"number": number})
    return _back(request, number)


def cancel(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Give it up."""
    cancel_stock_document(actor, number)
    flash.say(request, _("%(number)s is cancelled. Nothing has moved.") % {"number": number})
    return _back(request, number)


def arrive(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Receive what arrived of a transfer."""
    faults = Faults()
    arrived = {}
    for line in stock_document(actor, number).lines:
        quantity = read_quantity(request.POST, f"lines.{line.position}.arrived", faults)
        if quantity is not None:
            arrived[line.position] = quantity
    faults.raise_any()
    finish = bool(request.POST.get("finish"))
    more = bool(request.POST.get("more"))
    receive_transfer(actor, number, arrived, finish, request.POST.get("why", ""), more)
    flash.say(request, _("The goods are in stock."))
    return _back(request, number)


def arrive_by_scan(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Receive what was scanned of a transfer."""
    typed, faults = request.POST, Faults()
    quantity = read_quantity(typed, "quantity", faults)
    faults.raise_any()
    again, more = bool(typed.get("again")), bool(typed.get("more"))
    line = scan_arrival(
        actor,
        number,
        typed.get("code", ""),
        quantity,
        typed.get("lot", ""),
        again,
        more,
        typed.get("why", ""),
    )
    told = {
        "name": translated(line.variant.name, line.variant.names),
        "arrived": plain(line.done),
        "sent": plain(line.quantity or Decimal(0)),
    }
    flash.say(request, _("%(name)s: %(arrived)s of %(sent)s have arrived.") % told)
    return _back(request, number)


def read_quantity(typed: Mapping[str, str], name: str, faults: Faults) -> Decimal | None:
    """A number, with a sign if somebody typed one; None for nothing."""
    text = normalize("NFKC", typed.get(name, "")).strip().replace(",", "").replace("−", "-")
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        faults.add(name, "number", _("This is no number."))
        return None
    return value
