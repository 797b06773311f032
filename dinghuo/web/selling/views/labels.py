"""Labels: of articles and packs chosen from a list, of shelves, in the size that lies in the printer."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.organisations.queries.own import own_organisation_id
from dinghuo.papers.queries.labelled import GoodsLabel, ShelfLabel, label_choices
from dinghuo.papers.queries.render_labels import SIZES, render_labels
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pdf import pdf_answer
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request

#: Articles that come back with a form that was refused.
MOST_KEPT = 200
_APART = re.compile(r"[,，、;；\n]+")


def labels(request: Request, actor: Actor) -> HttpResponse:
    """The articles with a quantity and a unit each; posted, the PDF of those with a quantity, or, where a browser
    runs no scripts, more articles beside them."""
    if request.method == "POST" and not _looks(request):
        return _printed(request, actor)
    listing = Listing.of(request)
    if request.method == "POST":
        given = request.POST
        listing = Listing(given.get("seek", "").strip()[:200], after=given.get("look", "")[:500])
    with acting(actor):
        return _listed(request, actor, listing)


def _looks(request: Request) -> bool:
    """Whether more articles are asked for: by a button, or by Enter behind other words than were sought before."""
    given = request.POST
    return "look" in given or given.get("seek", "") != given.get("sought", "") and "print" not in given


def _listed(request: Request, actor: Actor, listing: Listing) -> HttpResponse:
    page = label_choices(actor, listing.search, listing.after or None)
    typed = _typed(request)
    kept = [sku for sku, (quantity, _unit) in typed.items() if quantity.strip() not in ("", "0")]
    chosen = label_choices(actor, skus=kept[:MOST_KEPT]).items if kept else []
    pictures = picture_addresses(actor, [row.variant_id for row in (*page.items, *chosen)])
    context = {
        "listing": listing,
        "page": page,
        "rows": [
            (row, pictures.get(row.variant_id, ""), "", "") for row in page.items if row.sku not in kept
        ],
        "chosen": [(row, pictures.get(row.variant_id, ""), *typed[row.sku]) for row in chosen],
        "form": Form.of(request, {"size": "sheet-3x8", "skip": "0"}),
        "sizes": _size_words(),
        "places": _places(actor),
    }
    return render(request, "selling/labels.html", context)


def _typed(request: Request) -> dict[str, tuple[str, str]]:
    """Quantity and unit by SKU, where a form comes back refused."""
    given = request.POST
    rows = zip(given.getlist("sku"), given.getlist("quantity"), given.getlist("unit"), strict=False)
    return {sku: (quantity, unit) for sku, quantity, unit in rows}


def _size_words() -> list[tuple[str, str]]:
    words = {
        "sheet-3x8": _("A4 sheet, 3 × 8 labels of 63.5 × 33.9 mm"),
        "sheet-5x13": _("A4 sheet, 5 × 13 labels of 38.1 × 21.2 mm"),
        "roll-40x30": _("Roll, 40 × 30 mm"),
        "roll-60x40": _("Roll, 60 × 40 mm"),
        "roll-100x150": _("Roll, 100 × 150 mm"),
    }
    return [(key, words[key]) for key in SIZES]


def _places(actor: Actor) -> list[tuple[str, str]]:
    if not allows(actor, SEE_STOCK):
        return []
    return [
        (row.key, translated(row.name, row.names)) for row in warehouses(actor, own_organisation_id(actor))
    ]


def _printed(request: Request, actor: Actor) -> HttpResponse:
    given = request.POST
    goods = [
        GoodsLabel(sku[:60], _whole(quantity, "lines"), unit[:20])
        for sku, (quantity, unit) in _typed(request).items()
        if quantity.strip() not in ("", "0")
    ]
    shelves = [
        ShelfLabel(given.get("warehouse", "")[:60], place.strip())
        for place in _APART.split(given.get("shelves", ""))
        if place.strip()
    ]
    skip = _whole(given.get("skip", "") or "0", "skip")
    body = render_labels(actor, given.get("size", ""), goods, shelves, skip, square=bool(given.get("square")))
    return pdf_answer(body, "labels")


def _whole(text: str, path: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Invalid([Fault(path, "whole", _("Give whole numbers of labels."))])
    return int(text)
