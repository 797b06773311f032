"""Papers that prove what may be sold: those that wait, those that end, their kinds, and which goods need them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.qualifications.accept_qualification import accept_qualification
from dinghuo.catalogue.actions.qualifications.add_ready_kinds import add_ready_kinds
from dinghuo.catalogue.actions.qualifications.reject_qualification import reject_qualification
from dinghuo.catalogue.actions.qualifications.save_qualification_kind import (
    KindRow,
    Need,
    save_qualification_kind,
)
from dinghuo.catalogue.permissions import REVIEW_QUALIFICATION, SAVE_QUALIFICATION_KIND
from dinghuo.catalogue.queries.categories import categories
from dinghuo.catalogue.queries.choice_keys import key_for
from dinghuo.catalogue.queries.qualifications.kinds import kind as find_kind
from dinghuo.catalogue.queries.qualifications.kinds import kinds, ready_left
from dinghuo.catalogue.queries.qualifications.papers import PaperFilter, paper, papers
from dinghuo.catalogue.states import QualifiedPart
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.fields import translated
from dinghuo.organisations.queries.today import today
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.paper_words import filter_words, part_words, standing_words
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

LANGUAGES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))
#: Stands for all goods where a form names categories.
EVERYTHING = "*"


@screen(door="operator", permission=REVIEW_QUALIFICATION)
def papers_list(request: Request, actor: Actor) -> HttpResponse:
    """Those that wait, unless others are asked for."""
    words = filter_words()
    listing = Listing.of(request, filters={"state": tuple(each.value for each in words)})
    chosen = PaperFilter(listing["state"] or PaperFilter.WAITING)
    page = papers(actor, chosen, listing.after or None)
    day = today(actor)
    context = {
        "page": page,
        "rows": [(row, standing_words(row, day)) for row in page.items],
        "chips": [(each.value, told, each is chosen) for each, told in words.items()],
        "may_keep": allows(actor, SAVE_QUALIFICATION_KIND),
    }
    return render(request, "operator/qualifications/list.html", context)


@screen(door="operator", permission=REVIEW_QUALIFICATION)
def paper_page(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """One paper, to be decided on."""
    found = paper(actor, key)
    context = {
        "paper": found,
        "state": standing_words(found, today(actor)),
        "form": Form.of(request),
        "trail": [(reverse("operator:qualifications"), _("Licences and certificates")), ("", found.number)],
    }
    return render(request, "operator/qualifications/paper.html", context)


@screen(door="operator", permission=REVIEW_QUALIFICATION, methods=["POST"], again=paper_page)
def accept(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """It counts."""
    accept_qualification(actor, key)
    flash.say(request, _("It counts from its first day on."))
    return HttpResponseRedirect(reverse("operator:qualifications"))


@screen(door="operator", permission=REVIEW_QUALIFICATION, methods=["POST"], again=paper_page)
def reject(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Send it back, and say why."""
    reject_qualification(actor, key, request.POST.get("reason", ""))
    flash.say(request, _("The owner is told why."))
    return HttpResponseRedirect(reverse("operator:qualifications"))


@screen(door="operator", permission=SAVE_QUALIFICATION_KIND)
def kinds_list(request: Request, actor: Actor) -> HttpResponse:
    """All kinds with what needs them."""
    names = {node.key: translated(node.name, node.names) for node in categories(actor, with_empty=True)}
    found = kinds(actor)
    context = {
        "rows": [(each, _needs(each, names)) for each in found],
        "missing": ready_left(found),
        "trail": [_trail()[0], ("", _("Kinds and rules"))],
    }
    return render(request, "operator/qualifications/kinds.html", context)


@screen(door="operator", permission=SAVE_QUALIFICATION_KIND, methods=["GET", "POST"])
def kind_page(request: Request, actor: Actor, key: str = "") -> HttpResponse:
    """One kind, or a new one."""
    kind = find_kind(actor, key) if key else None
    if request.method == "POST":
        save_qualification_kind(actor, _typed(request.POST, key))
        flash.say(request, _("The kind is saved. What needs it and lacks it isn’t sold from now on."))
        return HttpResponseRedirect(reverse("operator:qualification_kinds"))
    nodes = categories(actor, with_empty=True)
    title = translated(kind.name, kind.names) if kind else _("New kind")
    context = {
        "kind": kind,
        "title": title,
        "form": Form.of(request, _stored(kind)),
        "languages": LANGUAGES,
        "parts": [(part.value, words) for part, words in part_words().items()],
        "places": [
            (EVERYTHING, _("All goods")),
            *((node.key, "\u2003" * node.depth + translated(node.name, node.names)) for node in nodes),
        ],
        "trail": [*_trail(), ("", title)],
    }
    return render(request, "operator/qualifications/kind.html", context)


@screen(door="operator", permission=SAVE_QUALIFICATION_KIND, methods=["POST"])
def ready(request: Request, actor: Actor) -> HttpResponse:
    """Add the usual kinds."""
    add_ready_kinds(actor)
    flash.say(request, _("They are here. Nothing needs them until you say so."))
    return HttpResponseRedirect(reverse("operator:qualification_kinds"))


def _needs(kind: KindRow, names: dict[str, str]) -> list[tuple[str, str]]:
    words = part_words()
    return [
        (words[part], _(", ").join(names.get(need.category, _("All goods")) for need in needs))
        for part in QualifiedPart
        if (needs := [need for need in kind.needs if need.part is part])
    ]


def _stored(kind: KindRow | None) -> dict[str, Any]:
    if kind is None:
        return {"warn_days": "30"}
    stored: dict[str, Any] = {"name": kind.name, "warn_days": str(kind.warn_days)}
    stored |= {f"name_{code}": kind.names.get(code, "") for code, _words in LANGUAGES}
    for part in QualifiedPart:
        stored[part.value] = [need.category or EVERYTHING for need in kind.needs if need.part is part]
    return stored


def _typed(typed: QueryDict, key: str) -> KindRow:
    name, days = typed.get("name", "").strip(), typed.get("warn_days", "").strip()
    return KindRow(
        key=key or typed.get("key", "").strip() or key_for(typed.get("name_en", "")) or key_for(name),
        name=name,
        names={code: text for code, _words in LANGUAGES if (text := typed.get(f"name_{code}", "").strip())},
        # What is no number of days is told as one out of range.
        warn_days=int(days) if days.isascii() and days.isdecimal() and len(days) < 6 else -1,
        needs=_typed_needs(typed),
    )


def _typed_needs(typed: QueryDict) -> Sequence[Need]:
    return [
        Need(part, "" if category == EVERYTHING else category)
        for part in QualifiedPart
        for category in typed.getlist(part.value)
    ]


def _trail() -> list[tuple[str, str]]:
    return [
        (reverse("operator:qualifications"), _("Licences and certificates")),
        (reverse("operator:qualification_kinds"), _("Kinds and rules")),
    ]
