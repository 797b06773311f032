"""How much of the house's stock its customers see."""

from typing import Any
from unicodedata import normalize

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.inventory.actions.set_display_rules import DisplayEntry, set_display_rules
from dinghuo.inventory.permissions import SET_DISPLAY_RULES
from dinghuo.inventory.queries.display_rules import USUAL_BANDS, display_audiences, display_rules
from dinghuo.web.selling.doors import here
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.session import Request


def shown_stock(request: Request, actor: Actor) -> HttpResponse:
    """The rules, for whom each is; posted, one is set."""
    if request.method == "POST":
        return _save(request, actor)
    groups, levels = display_audiences(actor)
    words = dict(_ways())
    context: dict[str, Any] = {
        "rules": [(_audience(rule), words[rule.shows], rule.bands) for rule in display_rules(actor)],
        "audiences": [
            *((f"group:{group.key}", str(group)) for group in groups),
            *((f"level:{level.key}", translated(level.name, level.names)) for level in levels),
        ],
        "ways": _ways(),
        "may_set": allows(actor, SET_DISPLAY_RULES),
        "form": Form.of(request, {"bands": ", ".join(str(band) for band in USUAL_BANDS), "shows": "bands"}),
    }
    return render(request, "selling/stock/shown.html", context)


def _ways() -> list[tuple[str, str]]:
    return [
        ("exact", _("How many there are")),
        ("bands", _("About how many")),
        ("yes-no", _("Only whether there is any")),
        ("hidden", _("Nothing")),
    ]


def _audience(rule: Any) -> str:
    if rule.group:
        return str(rule.group)
    return translated(rule.level.name, rule.level.names) if rule.level else _("Every customer")


def _save(request: Request, actor: Actor) -> HttpResponse:
    typed = request.POST
    kind, _colon, key = typed.get("audience", "").partition(":")
    shows = "" if "remove" in typed else typed.get("shows", "")
    bands = _bands(typed.get("bands", "")) if shows == "bands" else ()
    entry = DisplayEntry(shows, key if kind == "group" else "", key if kind == "level" else "", bands)
    try:
        set_display_rules(actor, [entry])
    except Invalid as wrong:
        beside = {"rules.0.group": "audience", "rules.0.level": "audience"}
        faults = [
            Fault(beside.get(each.path, each.path.removeprefix("rules.0.")), each.code, each.message)
            for each in wrong.faults
        ]
        raise Invalid(faults) from wrong
    flash.say(request, _("The rule is set.") if shows else _("The rule is taken away."))
    return HttpResponseRedirect(here(request, "shown_stock"))


def _bands(text: str) -> tuple[int, ...]:
    """Numbers between commas or spaces; what is none is no band."""
    parts = normalize("NFKC", text).replace(",", " ").replace("、", " ").split()
    if not all(part.isascii() and part.isdigit() and len(part) < 12 for part in parts):
        raise Invalid([Fault("bands", "number", _("Give at most eight whole numbers above zero."))])
    return tuple(int(part) for part in parts)
