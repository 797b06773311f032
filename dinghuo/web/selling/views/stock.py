"""Stock: a grid to edit like a spreadsheet, and one article with what happened to it."""

from decimal import Decimal, InvalidOperation

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.foundation.paging import Page
from dinghuo.inventory.actions.adjust_stock import adjust_stock
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.actions.set_reorder_points import set_reorder_points
from dinghuo.inventory.permissions import ADJUST_STOCK, COUNT_STOCK, SET_REORDER_POINTS
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.queries.movements import movements
from dinghuo.inventory.queries.reorder_points import reorder_points
from dinghuo.inventory.queries.safety_stock import safety_stocks
from dinghuo.inventory.queries.stock_lines import StockLine, stock_grid, stock_of
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.stock_form import StockRow, beside_row, read_stock, stored_stock
from dinghuo.web.selling.stock_words import movement_words
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request

#: Keeps the page under 100 KB.
ROWS = 50


def stock(request: Request, actor: Actor) -> HttpResponse:
    """The balances by code; posted, what was changed on the page is saved in one go."""
    if request.method == "POST":
        return _save(request, actor)
    places = warehouses(actor, actor.organisation_id)
    listing = Listing.of(request, filters={"low": ["1"], "warehouse": [place.key for place in places]})
    page = stock_grid(
        actor,
        owner_id=actor.organisation_id,
        search=listing.search,
        warehouse=listing["warehouse"],
        after=listing.after or None,
        limit=ROWS,
        low=bool(listing["low"]),
    )
    rows = _rows(actor, page)
    context = {
        "listing": listing,
        "low": bool(listing["low"]),
        "page": page,
        "rows": rows,
        "places": [(place.key, translated(place.name, place.names)) for place in places],
        "form": Form.of(request, stored_stock(rows)),
        "may_count": allows(actor, COUNT_STOCK),
        "may_set_points": allows(actor, SET_REORDER_POINTS),
    }
    return render(request, "selling/stock/grid.html", context)


def _rows(actor: Actor, page: Page[StockLine]) -> list[StockRow]:
    ids = [line.variant_id for line in page.items]
    pictures, points = picture_addresses(actor, ids), reorder_points(actor, ids)
    rows, seen = [], set()
    for line in page.items:
        first = line.variant_id not in seen
        seen.add(line.variant_id)
        point = points.get(line.variant_id, Decimal(0)) if first else None
        rows.append(StockRow(line, pictures.get(line.variant_id, ""), point))
    return rows


def _save(request: Request, actor: Actor) -> HttpResponse:
    edited = read_stock(request.POST)
    try:
        if edited.counts:
            count_stock(actor, edited.counts, why=request.POST.get("why", "").strip())
        if edited.points:
            set_reorder_points(actor, edited.points)
    except Invalid as invalid:
        raise Invalid([beside_row(fault, edited) for fault in invalid.faults]) from invalid
    changed = len(edited.counts) + len(edited.points)
    words = ngettext("%(count)s figure is saved.", "%(count)s figures are saved.", changed)
    if changed:
        flash.say(request, words % {"count": changed})
    else:
        flash.say(request, _("Nothing was changed."))
    return HttpResponseRedirect(request.get_full_path())


def add_balance(request: Request, actor: Actor) -> HttpResponse:
    """Count an article that has no balance in a warehouse yet."""
    faults = Faults()
    sku = request.POST.get("sku", "").strip()
    found = read_decimal(request.POST, "on_hand", faults)
    faults.raise_any()
    count = StockCount(sku, found, request.POST.get("warehouse", ""), request.POST.get("lot", ""))
    try:
        count_stock(actor, [count])
    except Invalid as invalid:
        faults_beside = [
            Fault(fault.path.rpartition(".")[2], fault.code, fault.message) for fault in invalid.faults
        ]
        raise Invalid(faults_beside) from invalid
    flash.say(request, _("%(sku)s is in the book of stock.") % {"sku": sku})
    return HttpResponseRedirect(here(request, "article", sku))


def article(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """One article: its balances, and what happened to them."""
    lines = stock_of(actor, sku, actor.organisation_id)
    # What lies with others is corrected by who keeps it.
    own = [line for line in lines if not line.elsewhere]
    listing = Listing.of(request)
    page = movements(actor, sku, actor.organisation_id, listing.after or None)
    context = {
        "line": lines[0],
        "lines": lines,
        "kept": safety_stocks(actor, sku=sku).items,
        "available": sum(available(actor, [lines[0].variant_id], actor.organisation_id).values()),
        "picture": picture_addresses(actor, [lines[0].variant_id]).get(lines[0].variant_id, ""),
        "page": page,
        "rows": [(move, movement_words(move.kind)) for move in page.items],
        "places": [(_packed(line), _place_words(line)) for line in own],
        "form": Form.of(request),
        "may_adjust": bool(own) and allows(actor, ADJUST_STOCK),
        "trail": [(here(request, "stock"), _("Stock")), ("", sku)],
    }
    return render(request, "selling/stock/article.html", context)


def _packed(line: StockLine) -> str:
    return f"{line.warehouse}\t{line.lot}"


def _place_words(line: StockLine) -> str:
    words = translated(line.warehouse_name, line.warehouse_names)
    return f"{words}, {line.lot}" if line.lot else words


def adjust(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """Correct a balance by an amount, with a reason."""
    try:
        change = Decimal(request.POST.get("change", "").strip().replace("−", "-"))
    except InvalidOperation:
        raise Invalid([Fault("change", "number", _("This is no number."))]) from None
    warehouse, _tab, lot = request.POST.get("balance", "").partition("\t")
    adjust_stock(actor, sku, change, request.POST.get("why", ""), warehouse, lot)
    flash.say(request, _("The stock is corrected."))
    return HttpResponseRedirect(here(request, "article", sku))
