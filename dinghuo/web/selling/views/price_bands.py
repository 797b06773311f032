"""How far a list's prices may be from those of the list above it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.categories import categories
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.actions.set_bands import MOST_BANDS, BandInput, set_bands
from dinghuo.pricing.queries.bands.bands import ListBands, list_bands
from dinghuo.pricing.queries.price_lists import PriceListLine, price_list, price_lists
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.session import Request

#: Rows that are there besides those that are filled.
SPARE = 2
NAMES = ("category", "least", "most")


def edit_bands(request: Request, actor: Actor, key: str) -> HttpResponse:
    """The list above, and the bands. A row without numbers is no band; without any the list is nobody's child."""
    row = price_list(actor, key)
    if request.method == "POST":
        bands, places = _read(request.POST)
        try:
            set_bands(actor, key, request.POST.get("parent", ""), bands)
        except Invalid as invalid:
            raise Invalid([_beside(fault, places) for fault in invalid.faults]) from invalid
        flash.say(request, _("The band is saved. Prices outside stay until somebody changes them."))
        return HttpResponseRedirect(here(request, "price_list", key) + "#band")
    found = list_bands(actor, key)
    lists = price_lists(actor, None)
    rows = _rows(request.POST if request.method == "POST" else {}, len(found.bands))
    context = {
        "row": row,
        "band": found,
        "parents": [
            (each.key, _words(each, with_seller=actor.scope == "market"))
            for each in lists
            if each.key != key and each.currency == row.currency and each.kind != "cost"
        ],
        "categories": [(each.key, translated(each.name, each.names)) for each in categories(actor)],
        "rows": rows,
        "form": Form.of(request, _stored(found)),
        "trail": [
            (here(request, "price_lists"), _("Price lists")),
            (here(request, "price_list", row.key), translated(row.name, row.names)),
            ("", _("Band")),
        ],
    }
    return render(request, "selling/prices/bands.html", context)


def _words(row: PriceListLine, with_seller: bool) -> str:
    name = translated(row.name, row.names)
    return f"{name} · {row.seller}" if with_seller else name


def _rows(typed: Mapping[str, str], stored: int) -> list[Mapping[str, str]]:
    given = sum(name.endswith(".least") for name in typed)
    return [
        {name: f"bands.{i}.{name}" for name in NAMES}
        for i in range(min(MOST_BANDS, max(given, stored + SPARE)))
    ]


def _read(typed: Mapping[str, str]) -> tuple[list[BandInput], list[int]]:
    """The rows with a number, and which rows of the form they are."""
    faults = Faults()
    bands, places = [], []
    for i in range(MOST_BANDS):
        if f"bands.{i}.least" not in typed:
            break
        least, most = (_number(typed, f"bands.{i}.{name}", faults) for name in ("least", "most"))
        if least is not None or most is not None:
            bands.append(BandInput(typed.get(f"bands.{i}.category", ""), least, most))
            places.append(i)
    faults.raise_any()
    return bands, places


def _number(typed: Mapping[str, str], name: str, faults: Faults) -> Decimal | None:
    return read_decimal(typed, name, faults) if typed.get(name, "").strip() else None


def _beside(fault: Fault, places: list[int]) -> Fault:
    """The fault at the row of the form in which its band was typed."""
    word, _dot, rest = fault.path.partition(".")
    number, _dot, name = rest.partition(".")
    if word != "bands" or not number.isdigit():
        return fault
    return Fault(f"bands.{places[int(number)]}.{name}", fault.code, fault.message)


def _stored(found: ListBands) -> dict[str, Any]:
    values: dict[str, Any] = {"parent": found.parent}
    for i, band in enumerate(found.bands):
        values[f"bands.{i}.category"] = band.category
        for name in ("least", "most"):
            number = getattr(band, name)
            values[f"bands.{i}.{name}"] = "" if number is None else plain(number)
    return values
