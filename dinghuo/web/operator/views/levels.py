"""Levels of customers: who stands where, what settling would change, what levels ask for and give."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.billing.actions.settle_levels import SETTLE, settle_levels
from dinghuo.billing.queries.level_standing import level_standings
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.members.actions.save_level import save_level
from dinghuo.members.actions.save_level_rules import RuleInput, save_level_rules
from dinghuo.members.permissions import SAVE_LEVEL, SEE_LEVELS
from dinghuo.members.queries.level_rules import LevelTerms, level_policy, level_terms
from dinghuo.pricing.queries.lists_of_levels import lists_of_levels
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

LANGUAGES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))
#: A page shows who would move and who bought most; the others are found by their company's page.
SHOWN = 200


@screen(door="operator", permission=SEE_LEVELS)
def standings(request: Request, actor: Actor) -> HttpResponse:
    """Who stands where and would move, and the forms."""
    terms, policy, rows = level_terms(actor), level_policy(actor), level_standings(actor)
    lists = lists_of_levels(actor)
    told = [(each, f"rules.{each.level.key}", lists.get(each.level.id, 0)) for each in terms]
    context = {
        "policy": policy,
        "rows": rows[:SHOWN],
        "more": max(len(rows) - SHOWN, 0),
        "moving": sum(1 for row in rows if row.change),
        "levels": [
            (each.level, sum(1 for row in rows if row.level and row.level.id == each.level.id))
            for each in terms
        ],
        "terms": told,
        "form": Form.of(request, _stored(terms, policy)),
        "languages": LANGUAGES,
        "may_save": allows(actor, SAVE_LEVEL),
        "may_settle": allows(actor, SETTLE),
    }
    return render(request, "operator/levels/page.html", context)


@screen(door="operator", permission=SETTLE, methods=["POST"], again=standings)
def settle(request: Request, actor: Actor) -> HttpResponse:
    """Do now what the night would do."""
    moved = settle_levels(actor)
    told = ngettext("%(count)d customer has moved.", "%(count)d customers have moved.", moved)
    flash.say(request, told % {"count": moved})
    return HttpResponseRedirect(reverse("operator:levels"))


@screen(door="operator", permission=SAVE_LEVEL, methods=["POST"], again=standings)
def rules(request: Request, actor: Actor) -> HttpResponse:
    """Save what levels ask for and give."""
    faults = Faults()
    given = request.POST
    wanted = {each.level.key: _rule(given, f"rules.{each.level.key}", faults) for each in level_terms(actor)}
    months, days = (_count(given, name, faults) for name in ("window_months", "grace_days"))
    faults.raise_any()
    save_level_rules(actor, months, days, wanted)
    flash.say(request, _("Saved. Nobody moves before tonight, unless you settle now."))
    return HttpResponseRedirect(reverse("operator:levels"))


@screen(door="operator", permission=SAVE_LEVEL, methods=["POST"], again=standings)
def level(request: Request, actor: Actor) -> HttpResponse:
    """Make a level, or rename it and move it to another rank."""
    given, faults = request.POST, Faults()
    rank = _count(given, "rank", faults)
    faults.raise_any()
    names = {code: given.get(f"name_{code}", "").strip()[:100] for code, _words in LANGUAGES}
    made = save_level(
        actor,
        given.get("key", ""),
        given.get("name", ""),
        rank,
        {key: text for key, text in names.items() if text},
    )
    flash.say(request, _("The level %(name)s is saved.") % {"name": made.name})
    return HttpResponseRedirect(reverse("operator:levels"))


def _rule(given: Mapping[str, str], path: str, faults: Faults) -> RuleInput:
    typed = given.get(f"{path}.least", "").strip()
    return RuleInput(
        least=read_decimal(given, f"{path}.least", faults) if typed else None,
        benefits=given.get(f"{path}.benefits", ""),
        benefits_by_language={code: given.get(f"{path}.benefits_{code}", "") for code, _words in LANGUAGES},
    )


def _count(given: Mapping[str, str], name: str, faults: Faults) -> int:
    number = read_decimal(given, name, faults)
    if number != number.to_integral_value() or number > 10_000:
        faults.add(name, "number", _("Enter a whole number."))
        return 0
    return int(number)


def _stored(terms: list[LevelTerms], policy: Any) -> dict[str, object]:
    stored: dict[str, object] = {
        "window_months": policy.window_months if policy else 12,
        "grace_days": policy.grace_days if policy else 30,
    }
    for each in terms:
        path = f"rules.{each.level.key}"
        least: Decimal | None = each.least
        stored[f"{path}.least"] = "" if least is None else plain(least)
        stored[f"{path}.benefits"] = each.text
        stored |= {f"{path}.benefits_{code}": text for code, text in each.texts.items()}
    return stored
