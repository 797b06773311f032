"""Sheets in: upload, say what columns mean, look, repair, import, undo."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.fields import translated
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.map_columns import map_columns
from dinghuo.integration.actions.imports.repair_rows import repair_rows
from dinghuo.integration.actions.imports.start_import import start_import
from dinghuo.integration.actions.imports.undo_import import undo_import
from dinghuo.integration.queries.exports.write_table import TYPES
from dinghuo.integration.queries.imports.column_choices import column_choices
from dinghuo.integration.queries.imports.preview_rows import (
    ShownCell,
    ShownColumn,
    ShownRow,
    preview_rows,
    report_rows,
    shown_columns,
)
from dinghuo.integration.queries.imports.same_faults import MOST as MOST_ALIKE
from dinghuo.integration.queries.imports.same_faults import SameFault, same_faults
from dinghuo.integration.queries.imports.sheet_imports import (
    ImportLine,
    import_kinds,
    sheet_import,
    sheet_imports,
)
from dinghuo.integration.queries.imports.template_file import template_file
from dinghuo.integration.states import ImportKind
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.organisations.queries.storefronts import storefronts
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.price_lists import price_lists
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.import_words import before_words, import_state, kind_words, row_words
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tables import table_file

#: Rows of a preview on a page; those that are wrong show fewer columns.
ROWS, WRONG_ROWS = 25, 50
#: By these a row is known, whatever is wrong with it.
KNOWN_BY = ("code", "sku", "name")
STATES = ("wrong", "changed", "new", "offer", "unchanged")
SEE_STOREFRONTS = "organisations.see_storefronts"


def imports(request: Request, actor: Actor) -> HttpResponse:
    """What has been imported, and the form to bring a sheet; posted, it is taken."""
    kinds = import_kinds(actor)
    if request.method == "POST":
        return _take(request, actor)
    listing = Listing.of(request, filters={"kind": [each.value for each in kinds]})
    chosen = ImportKind(listing["kind"] or (request.POST.get("kind") if request.refused else "") or kinds[0])
    page = sheet_imports(actor, listing.after or None, 20)
    context = {
        "kinds": [(each.value, kind_words(each), each is chosen) for each in kinds],
        "chosen": chosen.value,
        "columns": column_choices(chosen, get_language() or "en"),
        "places": _places(actor, chosen),
        "usual": _("The usual one") if chosen is ImportKind.OFFERS else "",
        "page": page,
        "rows": [(line, kind_words(line.kind), import_state(line)) for line in page.items],
        "form": Form.of(request),
    }
    return render(request, "selling/imports/list.html", context)


def _take(request: Request, actor: Actor) -> HttpResponse:
    file = request.FILES.get("file")
    pictures = request.FILES.get("pictures")
    options = {name: request.POST.get(name, "") for name in ("list", "warehouse", "storefront")}
    kind = request.POST.get("kind", "")
    if kind not in import_kinds(actor):
        raise Http404
    made = start_import(
        actor, ImportKind(kind), file.name or "" if file else "", file or b"", options, pictures or b""
    )
    return HttpResponseRedirect(here(request, "import", made.number))


Place = tuple[str, str, list[tuple[str, str]]]


def _places(actor: Actor, kind: ImportKind) -> list[Place]:
    """Where rows of this kind go that name no place themselves: each field's name, its words, the choices."""
    places: list[Place] = []
    if kind in (ImportKind.PRICES, ImportKind.OFFERS) and allows(actor, SEE_PRICE_LISTS):
        lists = price_lists(actor, actor.organisation_id)
        options = [(each.key, translated(each.name, each.names)) for each in lists]
        places.append(("list", _("Price list"), options))
    if kind in (ImportKind.STOCK, ImportKind.OFFERS) and allows(actor, SEE_STOCK):
        found = warehouses(actor, actor.organisation_id)
        options = [(each.key, translated(each.name, each.names)) for each in found]
        places.append(("warehouse", _("Warehouse"), options))
    if kind is ImportKind.CUSTOMERS and allows(actor, SEE_STOREFRONTS):
        options = [(each.key, str(each)) for each in storefronts(actor)]
        places.append(("storefront", _("Storefront"), options))
    return places


def show_import(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One import: its progress, its columns, its preview or what came of it."""
    line = sheet_import(actor, number)
    listing = Listing.of(request, filters={"state": STATES})
    everything = request.GET.get("state") == "all"
    state = listing["state"] or ("wrong" if line.counts.get("wrong") and not everything else "")
    context: dict[str, Any] = {
        "line": line,
        "words": import_state(line),
        "kind": kind_words(line.kind),
        "trail": [(here(request, "imports"), _("Imports")), ("", line.number)],
        "form": Form.of(request, stored_columns(line)),
        "choices": [(key, name) for key, name, _needed in column_choices(line.kind, get_language() or "en")],
        "headings": [
            (
                f"columns.{place}",
                heading,
                [row[place] for row in line.samples if place < len(row) and row[place]],
            )
            for place, heading in enumerate(line.headings)
        ],
        "ready": sum(line.counts.get(each, 0) for each in ("new", "changed", "offer")),
        "written": sum(line.counts.get(f"written_{each}", 0) for each in ("new", "changed", "offer")),
        "every": "every 1s" if line.is_working else "",
    }
    if line.state in ("previewed", "applied", "undone", "failed") and line.columns and not line.is_working:
        columns = shown_columns(actor, number, get_language() or "en")
        page = preview_rows(actor, number, state, listing.after, WRONG_ROWS if state == "wrong" else ROWS)
        shown = _shown(page.items, columns) if state == "wrong" else set(range(len(columns)))
        names = {key: name for key, name, _needed in column_choices(line.kind, get_language() or "en")}
        context |= {
            "columns": [column for place, column in enumerate(columns) if place in shown],
            "fewer": len(shown) < len(columns),
            "same": _same(actor, line, names) if line.state == "previewed" and state == "wrong" else [],
            "page": page,
            "rows": [
                (row, row_words(row.state), _cells(row, columns, shown), _apart(row, columns, names))
                for row in page.items
            ],
            "chips": [(each, row_words(each), line.counts.get(each, 0), each == state) for each in STATES],
            "all": not state,
            "may_repair": line.state == "previewed",
        }
    return render(request, "selling/imports/import.html", context)


def stored_columns(line: ImportLine) -> dict[str, str]:
    """What the form of the columns proposes."""
    return {f"columns.{place}": key for place, key in enumerate(line.columns)}


def _shown(rows: Sequence[ShownRow], columns: Sequence[ShownColumn]) -> set[int]:
    """The places of the columns that matter where rows are repaired: in which something is wrong, and by which a row
    is known."""
    wrong = {place for row in rows for place, cell in enumerate(row.cells[: len(columns)]) if cell.faults}
    return wrong | {place for place, column in enumerate(columns) if column.key in KNOWN_BY}


def _same(actor: Actor, line: ImportLine, names: dict[str, str]) -> list[tuple[int, SameFault, str]]:
    """What is wrong in several rows alike, with the name of its column."""
    found = same_faults(actor, line.number)
    return [(i, each, names.get(each.column, each.column)) for i, each in enumerate(found)]


def _cells(
    row: ShownRow, columns: Sequence[ShownColumn], shown: Collection[int]
) -> list[tuple[ShownCell, str, ShownColumn]]:
    """The cells under the columns shown, each with the name of its field, and its column."""
    return [
        (
            replace(cell, before=before_words(cell.before)) if columns[place].is_yes else cell,
            f"cells.{row.position}.{cell.column}",
            columns[place],
        )
        for place, cell in enumerate(row.cells[: len(columns)])
        if place in shown
    ]


def _apart(row: Any, columns: Any, names: dict[str, str]) -> list[tuple[Any, str, str]]:
    """Cells of columns that the sheet doesn't have but would need, with their fields' and columns' names."""
    return [
        (cell, f"cells.{row.position}.{cell.column}", names.get(cell.column, cell.column))
        for cell in row.cells[len(columns) :]
    ]


def columns(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Say what the columns mean."""
    line = sheet_import(actor, number)
    chosen = [request.POST.get(f"columns.{place}", "") for place in range(len(line.headings))]
    map_columns(actor, line.id, chosen)
    return HttpResponseRedirect(here(request, "import", number))


def repair(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Type over what is wrong."""
    line = sheet_import(actor, number)
    repairs = {}
    known = {key for key, _name, _needed in column_choices(line.kind, get_language() or "en")}
    for name, text in request.POST.items():
        word, _dot, place = name.partition(".")
        position, _dot, column = place.partition(".")
        if (
            word == "cells"
            and position.isdigit()
            and column in known
            and text != request.POST.get(f"was.{place}", "")
        ):
            repairs[int(position), column] = str(text)
    alike = {
        (request.POST.get(f"alike.{i}.column", ""), request.POST.get(f"alike.{i}.text", "")): str(text)
        for i in range(MOST_ALIKE)
        if (text := request.POST.get(f"alike.{i}.instead", "").strip())
    }
    alike = {cell: text for cell, text in alike.items() if cell[0] in known}
    if repairs or alike:
        repair_rows(actor, line.id, repairs, alike)
    else:
        flash.say(request, _("Nothing was changed."))
    return HttpResponseRedirect(here(request, "import", number))


def apply(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Import what the preview shows."""
    apply_import(actor, sheet_import(actor, number).id)
    return HttpResponseRedirect(here(request, "import", number))


def undo(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Take it back."""
    undo_import(actor, sheet_import(actor, number).id)
    return HttpResponseRedirect(here(request, "import", number))


def template(request: Request, actor: Actor, kind: str) -> HttpResponse:
    """The template of a kind, in the reader's language."""
    if kind not in import_kinds(actor):
        raise Http404
    content = template_file(actor, ImportKind(kind), get_language() or "en")
    response = HttpResponse(content, content_type=TYPES["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="{kind}.xlsx"'
    return response


def report(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Every row of the file with what became of it."""
    headings, rows = report_rows(actor, number, get_language() or "en")
    words = {state: row_words(state).words for state in STATES}
    told = ([position, words[state], *rest] for position, state, *rest in rows)
    return table_file(
        "xlsx", number, [_("Row"), _("State"), pgettext("rows", "What is wrong"), *headings], told
    )
