"""Prices: goods down, lists across, to edit like a spreadsheet; and one article's prices on a list with their times."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Faults, Invalid, NotFound
from dinghuo.foundation.fields import translated
from dinghuo.pricing.actions.load_prices import load_prices
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.actions.remove_price import remove_price
from dinghuo.pricing.permissions import LOAD_PRICES, PUT_PRICE, REMOVE_PRICE
from dinghuo.pricing.queries.price_grid import price_grid
from dinghuo.pricing.queries.price_lists import price_list, price_lists
from dinghuo.pricing.queries.prices_of import PriceRecord, prices_of
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.price_form import Typed, read_prices, rows_of, stored_prices
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form, asks_again
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.order_words import Words
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request

#: Keeps the page under 100 KB.
ROWS = 20
#: Lists side by side; with more the cells are too narrow to type in.
COLUMNS = 5


def prices(request: Request, actor: Actor) -> HttpResponse:
    """The sheet; posted, what was changed on the page is saved in one go."""
    if request.method == "POST":
        return _save(request, actor)
    seller_id = _seller(request, actor)
    lists = price_lists(actor, seller_id)
    listing = Listing.of(request, filters={"list": [each.key for each in lists]})
    chosen = listing["list"]
    shown = [chosen] if chosen else [each.key for each in lists[:COLUMNS]]
    grid = price_grid(actor, seller_id, shown, listing.search, listing.after or None, ROWS)
    pictures = picture_addresses(actor, [row.variant.variant_id for row in grid.page.items])
    rows = rows_of(grid, pictures)
    context = {
        "listing": listing,
        "grid": grid,
        "page": grid.page,
        "rows": rows,
        "lists": [(each.key, translated(each.name, each.names)) for each in lists],
        "form": Form.of(request, stored_prices(rows)),
        "may_save": allows(actor, LOAD_PRICES),
        "absurd": asks_again(request),
        "may_ask": request.door != "operator",
    }
    return render(request, "selling/prices/grid.html", context)


def _seller(request: Request, actor: Actor) -> UUID | None:
    """Whose prices: one's own; of who sees the whole market, those of the chosen list's seller."""
    key = request.GET.get("list", "")
    if actor.scope != "market" or not key:
        return actor.organisation_id
    return price_list(actor, key).seller_id


def _save(request: Request, actor: Actor) -> HttpResponse:
    changed = read_prices(request.POST)
    by_list: defaultdict[str, list[Typed]] = defaultdict(list)
    for cell in changed:
        by_list[cell.list_key].append(cell)
    faults = Faults()
    # One call a list, not a price: a sheet shows at most COLUMNS of them.
    for list_key, cells in by_list.items():
        try:
            load_prices(actor, list_key, [cell.price for cell in cells])
        except Invalid as invalid:
            for fault in invalid.faults:
                faults.add(_beside(fault, cells), fault.code, fault.message)
    faults.raise_any()
    words = ngettext("%(count)s price is saved.", "%(count)s prices are saved.", len(changed))
    flash.say(request, words % {"count": len(changed)} if changed else _("Nothing was changed."))
    return HttpResponseRedirect(request.get_full_path())


def _beside(fault: Fault, cells: Sequence[Typed]) -> str:
    place = (*fault.path.split("."), "")[1]
    return f"{cells[int(place)].key}.amount" if place.isdigit() else fault.path


def article_prices(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """One article's prices on one list: now, to come, past."""
    variant = find_variants(actor, [sku]).get(sku)
    lists = price_lists(actor, _seller(request, actor))
    if variant is None or not lists:
        raise NotFound(sku)
    listing = Listing.of(request, filters={"list": [each.key for each in lists]})
    chosen = next((each for each in lists if each.key == listing["list"]), lists[0])
    at = now()
    records = prices_of(actor, chosen.key, sku)
    context = {
        "variant": variant,
        "sku": sku,
        "lists": [(each, each.key == chosen.key) for each in lists],
        "chosen": chosen,
        "rows": [(record, _state(record, at)) for record in reversed(records)],
        "units": [(unit, unit) for unit in variant.factors],
        "form": Form.of(request, {"unit": variant.base_unit, "min_quantity": "1"}),
        "absurd": asks_again(request),
        "may_put": allows(actor, PUT_PRICE),
        "may_remove": allows(actor, REMOVE_PRICE),
        "trail": [(here(request, "prices"), _("Prices")), ("", sku)],
    }
    return render(request, "selling/prices/article.html", context)


def _state(record: PriceRecord, at: datetime) -> Words:
    if record.valid_from > at:
        return Words("waiting", _("To come"))
    if record.valid_to is not None and record.valid_to <= at:
        return Words("ended", _("Past"))
    return Words("done", _("Now"))


def put(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """Put a price on a list, from a day on or from now."""
    faults = Faults()
    amount = read_decimal(request.POST, "amount", faults)
    least = read_decimal(request.POST, "min_quantity", faults)
    start = _midnight(read_day(request.POST, "valid_from", faults))
    end = _midnight(read_day(request.POST, "valid_to", faults), days=1)
    faults.raise_any()
    unit, meant = request.POST.get("unit", ""), bool(request.POST.get("meant"))
    wanted = PriceInput(sku, amount, unit, least or Decimal(1), start, end, meant)
    list_key = request.POST.get("list", "")
    try:
        put_price(actor, list_key, wanted)
    except Invalid as invalid:
        named = [Fault(each.path.rpartition(".")[2], each.code, each.message) for each in invalid.faults]
        raise Invalid(named) from invalid
    flash.say(request, _("The price is on the list. Orders already placed keep theirs."))
    return _back(request, sku, list_key)


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    """When a day begins in the market's zone; with `days` so many days later, for the last day that is meant."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time())) if day else None


def remove(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """Take a price off a list from now on."""
    faults = Faults()
    least = read_decimal(request.POST, "min_quantity", faults)
    faults.raise_any()
    list_key = request.POST.get("list", "")
    remove_price(actor, list_key, sku, request.POST.get("unit", ""), least)
    flash.say(request, _("The price is off the list. Orders already placed keep theirs."))
    return _back(request, sku, list_key)


def _back(request: Request, sku: str, list_key: str) -> HttpResponse:
    return HttpResponseRedirect(f"{here(request, 'article_prices', sku)}?list={list_key}")
