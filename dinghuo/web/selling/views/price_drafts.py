"""Price changes: gathered on a list, looked at with whom they touch, published for a time, taken back."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.brands import brand_names
from dinghuo.catalogue.queries.categories import categories
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.pricing.actions.drafts.approve_draft import approve_draft
from dinghuo.pricing.actions.drafts.draft_mass_change import draft_mass_change
from dinghuo.pricing.actions.drafts.refuse_draft import refuse_draft
from dinghuo.pricing.actions.drafts.save_draft import DraftInput, save_draft
from dinghuo.pricing.actions.drafts.submit_draft import submit_draft
from dinghuo.pricing.actions.drafts.undo_draft import undo_draft
from dinghuo.pricing.permissions import APPROVE_DRAFT, SAVE_DRAFT, SUBMIT_DRAFT
from dinghuo.pricing.queries.drafts.affected import affected
from dinghuo.pricing.queries.drafts.drafts import draft, draft_changes, drafts, is_reviewed
from dinghuo.pricing.queries.drafts.mass_change import mass_change
from dinghuo.pricing.queries.price_lists import price_list
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.draft_form import beside_paste, read_mass, read_rows
from dinghuo.web.selling.list_form import read_moment
from dinghuo.web.selling.list_words import draft_state
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form, asks_again
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.session import Request

#: Rows of a preview, and prices of a customer, that are shown.
SHOWN, FIRST = 60, 4


def drafts_list(request: Request, actor: Actor) -> HttpResponse:
    """All of them, newest first."""
    words = {
        "": _("All"),
        "draft": _("Drafts"),
        "waiting": _("Waiting"),
        "published": _("Published"),
        "undone": _("Taken back"),
    }
    listing = Listing.of(request, filters={"state": [key for key in words if key]})
    page, at = drafts(actor, "", listing["state"], listing.after or None), now()
    context = {
        "page": page,
        "drafts": [(each, draft_state(each, at)) for each in page.items],
        "chips": [(key or None, told, key == listing["state"]) for key, told in words.items()],
        "trail": [(here(request, "price_lists"), _("Price lists")), ("", _("Price changes"))],
    }
    return render(request, "selling/prices/drafts.html", context)


def new_draft(request: Request, actor: Actor, key: str) -> HttpResponse:
    """Begin a set of changes of a list."""
    row = price_list(actor, key)
    if request.method == "POST":
        made = _save(request, actor, row.key, "")
        return HttpResponseRedirect(here(request, "price_draft", made.number))
    context = {
        "row": row,
        "absurd": asks_again(request),
        "form": Form.of(request),
        "trail": _trail(request, row, _("Plan a change")),
    }
    return render(request, "selling/prices/new_draft.html", context)


def _trail(request: Request, row: Any, last: str) -> list[tuple[str, str]]:
    return [
        (here(request, "price_lists"), _("Price lists")),
        (here(request, "price_list", row.key), translated(row.name, row.names)),
        ("", last),
    ]


def _save(request: Request, actor: Actor, key: str, number: str) -> Any:
    faults = Faults()
    start = read_moment(request.POST, "starts_at", faults)
    end = read_moment(request.POST, "ends_at", faults, days=1)
    faults.raise_any()
    rows = read_rows(request.POST)
    try:
        return save_draft(actor, DraftInput(key, request.POST.get("name", ""), rows, start, end, number))
    except Invalid as invalid:
        words = _("Row %(row)s: %(fault)s")
        raise Invalid([beside_paste(fault, words) for fault in invalid.faults[:40]]) from invalid


def show_draft(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One set: its rows before and after, with margins; whom it touches; and the next thing to do with it."""
    found, at = draft(actor, number), now()
    listing = Listing.of(request, filters={"customers": ()})
    rows = draft_changes(actor, found, listing.after or None)
    reached = affected(actor, found, listing["customers"] or None)
    touched = [each for each in reached.items if each.touched]
    is_coming = found.starts_at is not None and found.starts_at > at
    context = {
        "draft": found,
        "state": draft_state(found, at),
        "currency": found.list.currency,
        "rows": rows,
        "touched": [(each, each.touched[:FIRST], max(0, len(each.touched) - FIRST)) for each in touched],
        "seen": len(reached.items),
        "untouched": len(reached.items) - len(touched),
        "next": reached.next,
        "reviewed": is_reviewed(actor, found.list.seller_id),
        "may_submit": found.state == "draft" and bool(rows.items) and allows(actor, SUBMIT_DRAFT),
        "may_decide": found.state == "waiting" and allows(actor, APPROVE_DRAFT),
        "may_undo": (found.state in ("draft", "waiting") or (found.state == "published" and is_coming))
        and allows(actor, SUBMIT_DRAFT),
        "may_change": found.state == "draft" and allows(actor, SAVE_DRAFT),
        "absurd": asks_again(request),
        "form": Form.of(request, _stored(found)),
        "trail": [
            (here(request, "price_lists"), _("Price lists")),
            (here(request, "price_drafts"), _("Price changes")),
            ("", number),
        ],
    }
    return render(request, "selling/prices/draft.html", context)


def _stored(found: Any) -> dict[str, Any]:
    start, end = (timezone.localtime(at) if at else None for at in (found.starts_at, found.ends_at))
    last = end - timedelta(microseconds=1) if end else None
    return {
        "name": found.name,
        "starts_at": start.date() if start else "",
        "ends_at": last.date() if last else "",
    }


def change_draft(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Add rows, or give it another name or time."""
    _save(request, actor, "", number)
    flash.say(request, _("The changes are saved. No price has changed yet."))
    return HttpResponseRedirect(here(request, "price_draft", number))


def submit(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Publish it, or send it to a second person."""
    done = submit_draft(actor, number)
    waits = done.state == "waiting"
    flash.say(request, _("A second person is asked.") if waits else _("The prices count from their time on."))
    return HttpResponseRedirect(here(request, "price_draft", number))


def approve(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Agree to what somebody else has prepared."""
    approve_draft(actor, number)
    flash.say(request, _("The prices count from their time on."))
    return HttpResponseRedirect(here(request, "price_draft", number))


def refuse(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Send it back with the reason."""
    refuse_draft(actor, number, request.POST.get("reason", ""))
    flash.say(request, _("It is a draft again, with your reason."))
    return HttpResponseRedirect(here(request, "price_draft", number))


def undo(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Take it back before its time."""
    undo_draft(actor, number)
    flash.say(request, _("It is taken back. The list is as it was."))
    return HttpResponseRedirect(here(request, "price_draft", number))


def mass(request: Request, actor: Actor, key: str) -> HttpResponse:
    """One operation for many prices: looked at first, then made a draft."""
    row, preview = price_list(actor, key), None
    if request.method == "POST":
        wanted = read_mass(request.POST)
        if request.POST.get("then") == "draft":
            made = draft_mass_change(actor, key, request.POST.get("name", ""), wanted)
            return HttpResponseRedirect(here(request, "price_draft", made.number))
        preview = mass_change(actor, key, wanted)
    context = {
        "row": row,
        "preview": preview,
        "shown": preview.changes[:SHOWN] if preview else (),
        "rest": max(0, len(preview.changes) - SHOWN) if preview else 0,
        "brands": brand_names(actor),
        "categories": [(each.key, translated(each.name, each.names)) for each in categories(actor)],
        "form": Form.of(request, {"percent": "3"}),
        "trail": _trail(request, row, _("Change many prices")),
    }
    return render(request, "selling/prices/mass.html", context)
