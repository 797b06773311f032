"""The papers of a company: what is wanted, sent in, and what became of it, for whichever door its people come by."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.qualifications.submit_qualification import PaperRow, submit_qualification
from dinghuo.catalogue.actions.qualifications.withdraw_qualification import withdraw_qualification
from dinghuo.catalogue.permissions import SUBMIT_QUALIFICATION
from dinghuo.catalogue.queries.qualifications.kinds import kinds
from dinghuo.catalogue.queries.qualifications.paper_file import paper_file
from dinghuo.catalogue.queries.qualifications.papers import PaperFilter, paper, papers, wanted_of
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.organisations.queries.today import today
from dinghuo.web.gate.frame import frame_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.paper_words import filter_words, standing_words, wanted_words
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(permission=SUBMIT_QUALIFICATION)
def qualifications(request: Request, actor: Actor) -> HttpResponse:
    """All of the company's, the latest first, and what it lacks."""
    words = filter_words()
    listing = Listing.of(request, filters={"state": tuple(each.value for each in words)})
    chosen = PaperFilter(listing["state"] or PaperFilter.ALL)
    page = papers(actor, chosen, listing.after or None)
    day = today(actor)
    context = {
        "frame": frame_of(request),
        "page": page,
        "rows": [(row, standing_words(row, day)) for row in page.items],
        "chips": [(each.value, told, each is chosen) for each, told in words.items()],
        "wanted": [(each.kind, wanted_words(each.part)) for each in wanted_of(actor, kinds(actor))],
    }
    return render(request, "gate/qualifications.html", context)


@screen(permission=SUBMIT_QUALIFICATION, methods=["GET", "POST"])
def new_qualification(request: Request, actor: Actor) -> HttpResponse:
    """The form of a paper."""
    if request.method == "POST":
        upload = request.FILES.get("file")
        made = submit_qualification(actor, _typed(request), upload.read() if upload else b"")
        if made.state == "accepted":
            flash.say(request, _("It counts from its first day on."))
        else:
            flash.say(request, _("Sent in. It counts once the operator has accepted it."))
        return HttpResponseRedirect(reverse("gate:qualification", args=[made.id]))
    day = today(actor)
    stored = {
        "kind": request.GET.get("kind", "")[:40],
        "product": request.GET.get("product", "")[:60],
        "valid_from": day.isoformat(),
    }
    context = {
        "frame": frame_of(request),
        "form": Form.of(request, stored),
        "kinds": [(each.key, translated(each.name, each.names)) for each in kinds(actor)],
        "sells": bool({"supplier", "branch", "operator"} & actor.parts),
        "trail": [(reverse("gate:qualifications"), _("Licences and certificates")), ("", _("A new paper"))],
    }
    return render(request, "gate/new_qualification.html", context)


@screen(permission=SUBMIT_QUALIFICATION)
def qualification(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """One paper."""
    found = paper(actor, key)
    context = {
        "frame": frame_of(request),
        "paper": found,
        "state": standing_words(found, today(actor)),
        "again": found.state in ("accepted", "rejected", "withdrawn"),
        "trail": [(reverse("gate:qualifications"), _("Licences and certificates")), ("", found.number)],
    }
    return render(request, "gate/qualification.html", context)


@screen(permission=SUBMIT_QUALIFICATION, methods=["POST"], again=qualification)
def withdraw(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """It counts no more."""
    withdraw_qualification(actor, key)
    flash.say(request, _("It doesn’t count any more."))
    return HttpResponseRedirect(reverse("gate:qualification", args=[key]))


@screen(permission=SUBMIT_QUALIFICATION)
def file(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """The scan. It may run and load nothing, and is kept by nobody on the way."""
    body, name = paper_file(actor, key)
    kind = "application/pdf" if name.endswith(".pdf") else "image/webp"
    response = HttpResponse(body, content_type=kind)
    disposition = "attachment" if kind == "application/pdf" else "inline"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _typed(request: Request) -> PaperRow:
    given: Any = request.POST
    start, end = (
        _day(given.get("valid_from", ""), "valid_from"),
        _day(given.get("valid_until", ""), "valid_until"),
    )
    if start is None:
        raise Invalid([Fault("valid_from", "required", _("Enter its first day."))])
    return PaperRow(
        kind=given.get("kind", ""),
        number=given.get("number", ""),
        issuer=given.get("issuer", ""),
        product=given.get("product", "").strip(),
        valid_from=start,
        valid_until=end,
    )


def _day(text: str, name: str) -> date | None:
    try:
        day = parse_date(text.strip()) if text.strip() else None
    except ValueError:
        day = None
    if text.strip() and day is None:
        raise Invalid([Fault(name, "day", _("This is no day. Write it like 2026-11-30."))])
    return day
