"""Documents of stock: the list, a new one, and one of them as its storekeeper works on it."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Invalid
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, open_stock_document
from dinghuo.inventory.permissions import APPROVE_STOCK, OF_KIND
from dinghuo.inventory.queries.consignments import kept_for, kept_with, open_places
from dinghuo.inventory.queries.stock_documents import stock_document, stock_documents
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.organisations.queries.today import today
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.stock_document_words import kind_words, state_words, states
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


def documents(request: Request, actor: Actor) -> HttpResponse:
    """What came in, went out, was carried, counted and thrown away, newest first."""
    kinds = kind_words()
    listing = Listing.of(request, filters={"kind": list(kinds), "state": states()})
    page = stock_documents(
        actor, listing["kind"], listing["state"], listing.search, listing.after or None, limit=50
    )
    context = {
        "listing": listing,
        "page": page,
        "rows": [(each, kinds[each.kind], state_words(each.state, each.kind)) for each in page.items],
        "kinds": [(key, words, key == listing["kind"]) for key, words in kinds.items()],
        "all": not listing["kind"],
        "waiting": listing["state"] == "waiting",
        "new": [
            (key, words)
            for key, words in kinds.items()
            if allows(actor, OF_KIND[_kind(key)]) and (key != "taking" or _owners(actor, taken=True))
        ],
    }
    return render(request, "selling/stock/documents.html", context)


def _kind(key: str) -> Any:
    return next(kind for kind in OF_KIND if kind.value == key)


def new_document(request: Request, actor: Actor, kind: str) -> HttpResponse:
    """Begin one: where, from whom, why; what is in it is scanned on the next page."""
    kinds = kind_words()
    if kind not in kinds:
        raise Http404
    if request.method == "POST":
        typed = request.POST
        entry = DocumentEntry(
            kind,
            typed.get("warehouse", ""),
            typed.get("target", ""),
            typed.get("partner", ""),
            typed.get("reference", ""),
            typed.get("why", ""),
            typed.get("way") == "blind",
            owner=typed.get("owner", ""),
        )
        return HttpResponseRedirect(here(request, "stock_document", open_stock_document(actor, entry).number))
    places = [place for place in warehouses(actor, actor.organisation_id) if place.is_active]
    own = [(place.key, translated(place.name, place.names)) for place in places]
    stored = {name: request.GET.get(name, "")[:60] for name in ("owner", "warehouse", "target")}
    context = {
        "kind": kind,
        "words": kinds[kind],
        "places": own,
        "targets": [*own, *_elsewhere(actor, stored["owner"])] if kind == "transfer" else [],
        "owners": _owners(actor, taken=kind == "taking"),
        "ways": [
            ("guided", _("Guided: the list shows what should be there")),
            ("blind", _("Blind: nobody sees what the book has")),
        ],
        "form": Form.of(request, stored),
        "trail": [(here(request, "stock_documents"), _("In, out, counts")), ("", kinds[kind])],
    }
    return render(request, "selling/stock/new_document.html", context)


def _owners(actor: Actor, *, taken: bool = False) -> list[tuple[str, str]]:
    """The houses whose goods lie here, or may; of which goods may be taken over."""
    rows = [row for row in kept_for(actor) if row.may_take or not taken]
    return list(dict.fromkeys((row.owner.code, translated(row.owner.name, row.owner.names)) for row in rows))


def _elsewhere(actor: Actor, owner: str) -> list[tuple[str, str]]:
    """Places of others to which goods may go: where the house's own may lie, or those of the owner of kept ones."""
    if owner:
        rows = [row for row in kept_for(actor) if row.owner.code == owner]
        house = rows[0].owner if rows else None
        return [] if house is None else _places_of(actor, house)
    return [(row.warehouse.key, f"{_named(row.keeper)}, {_named(row.warehouse)}") for row in kept_with(actor)]


def _places_of(actor: Actor, house: Any) -> list[tuple[str, str]]:
    return [(place.key, f"{_named(house)}, {_named(place)}") for place in open_places(actor, house.id)]


def _named(thing: Any) -> str:
    return translated(thing.name, thing.names)


def document(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One document: to fill by scan, to agree to, to receive, or to look at."""
    page = stock_document(actor, number)
    found, kinds = page.document, kind_words()
    # Goods that lie with another house are moved by its people; a transfer, by who receives it once it has left.
    place = found.target if found.state == "sent" and found.target else found.warehouse
    in_hands = actor.scope == "market" or place.owner_id == actor.organisation_id
    may_work = in_hands and allows(actor, OF_KIND[_kind(found.kind)])
    is_open = found.state in ("draft", "refused") and may_work
    hides = found.kind == "count" and found.blind and found.state == "draft"
    pictures, day = picture_addresses(actor, [line.variant_id for line in page.lines]), today(actor)
    context = {
        "document": found,
        "words": kinds[found.kind],
        "state": state_words(found.state, found.kind),
        "rows": [
            (
                line,
                pictures.get(line.variant_id, ""),
                _difference(line, hides),
                _names(line) | {"expired": line.expires is not None and line.expires < day},
            )
            for line in page.lines
        ],
        "is_count": found.kind == "count",
        "is_transfer": found.kind == "transfer",
        "is_open": is_open,
        "open_lines": [line for line in page.lines if line.quantity is None],
        "on_its_way": found.state == "sent" and may_work,
        "may_decide": found.state == "waiting" and in_hands and allows(actor, APPROVE_STOCK),
        "is_own": found.submitted_by_id is not None and found.submitted_by_id == actor.person_id,
        "may_cancel": found.state in ("draft", "refused", "waiting") and may_work,
        "shows_expected": found.kind == "count" and found.state != "draft",
        "scanned_twice": getattr(request.refusal, "type", "") == "already-scanned",
        "too_much": isinstance(request.refused, Invalid)
        and any(fault.code in ("too-much", "required") for fault in request.refused.faults),
        "form": Form.of(request, _stored(page.lines)),
        "trail": [(here(request, "stock_documents"), _("In, out, counts")), ("", number)],
    }
    return render(request, "selling/stock/document.html", context)


def _difference(line: Any, hides: bool) -> Any:
    if hides or line.quantity is None or line.expected is None:
        return None
    return line.quantity - line.expected


def _names(line: Any) -> dict[str, Any]:
    return {"quantity": f"lines.{line.position}.quantity", "arrived": f"lines.{line.position}.arrived"}


def _stored(lines: Any) -> dict[str, str]:
    stored = {}
    for line in lines:
        names = _names(line)
        stored[names["quantity"]] = "" if line.quantity is None else plain(line.quantity)
        stored[names["arrived"]] = plain((line.quantity or 0) - line.done - line.lost)
    return stored
