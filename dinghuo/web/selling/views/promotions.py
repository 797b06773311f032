"""Promotions and coupons: what runs and what it has cost, each with its form, and its codes."""

import csv
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.queries.try_on_cart import try_on_cart
from dinghuo.ordering.queries.try_promotion import try_promotion
from dinghuo.organisations.queries.organisations import market
from dinghuo.pricing.permissions import PRICE_FOR_CUSTOMER
from dinghuo.promotions.actions.end_promotion import end_promotion
from dinghuo.promotions.actions.make_coupons import make_coupons
from dinghuo.promotions.actions.save_promotion import save_promotion
from dinghuo.promotions.actions.start_promotion import start_promotion
from dinghuo.promotions.queries.promotions import PromotionSheet, all_coupons, coupons, promotion, promotions
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.list_form import NAMES
from dinghuo.web.selling.promotion_choices import known_names
from dinghuo.web.selling.promotion_form import (
    benefit_words,
    goods_words,
    read,
    rows_of,
    stored,
    typed_rows,
    whom_words,
)
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.session import Request

#: Codes shown on the page; all are in the file.
SHOWN = 20
#: What most promotions say nothing about.
RARE = ("priority", "exclusive_group", "alone", "seller", "platform_share", "supplier_share")


def promotions_list(request: Request, actor: Actor) -> HttpResponse:
    """All of the house's promotions."""
    words = dict(benefit_words())
    rows = [(row, words[row.promotion.terms["benefit"]]) for row in promotions(actor)]
    return render(request, "selling/promotions/list.html", {"rows": rows})


def promotion_page(request: Request, actor: Actor, key: str = "") -> HttpResponse:
    """One promotion: its form, what it gave, at whose cost, its codes."""
    sheet = promotion(actor, key) if key else None
    refused = getattr(request, "refused", None) is not None
    if request.method == "POST" and not refused:
        saved = save_promotion(actor, key or request.POST.get("key", ""), read(request, actor))
        flash.say(request, _("%(name)s is saved.") % {"name": saved.name})
        return HttpResponseRedirect(here(request, "promotion", saved.key))
    context: dict[str, Any] = {
        "sheet": sheet,
        "trail": [(here(request, "promotions"), _("Promotions")), ("", key or _("New"))],
        "form": Form.of(request, stored(sheet, actor, market(actor.market_id).currency)),
        "benefits": benefit_words(),
        "goods_kinds": goods_words(),
        "whom_kinds": whom_words(),
        "for_all": actor.scope == "market",
        "known": known_names(actor),
        "codes": _codes(request, actor, sheet),
        "languages": NAMES,
        **_trial(request, actor, key),
    }
    said = sheet.said if sheet else {"terms": {}}
    tiers = [
        {"least": each["least"], "off": f"{each['off']}{'%' if each['percent'] else ''}"}
        for each in said["terms"].get("tiers", ())
    ]
    tables = {
        "goods": (("kind", "key"), said.get("goods", ())),
        "whom": (("kind", "key"), said.get("whom", ())),
        "part": (("sku", "units"), said.get("parts", ())),
        "tier": (("least", "off"), tiers),
    }
    for name, (columns, standing) in tables.items():
        rows = typed_rows(request.POST, name, columns) if refused else standing
        context[f"{name}_rows"] = rows_of(rows, columns)
    # What is seldom used stands open where something is said in it, or wrong.
    context["rare"] = refused or any(said.get(name) for name in RARE)
    return render(request, "selling/promotions/page.html", context)


def _codes(request: Request, actor: Actor, sheet: PromotionSheet | None) -> Page[Any] | None:
    if sheet is None or not sheet.row.promotion.needs_code:
        return None
    return coupons(actor, sheet.row.promotion.key, request.GET.get("after"), SHOWN)


def _trial(request: Request, actor: Actor, key: str) -> dict[str, Any]:
    number, code = (request.GET.get(name, "").strip()[:40] for name in ("order", "customer"))
    found = {
        "may_try": bool(key) and allows(actor, VIEW),
        "may_try_carts": actor.scope == "market" and allows(actor, PRICE_FOR_CUSTOMER),
        "tried": number,
        "tried_customer": code,
    }
    if not (number or code) or not found["may_try"]:
        return found
    try:
        if code and found["may_try_carts"]:
            return found | {"cart_trial": try_on_cart(actor, key, code)}
        return found | {"trial": try_promotion(actor, key, number)}
    except NotFound:
        return found


def start(request: Request, actor: Actor, key: str) -> HttpResponse:
    """Let it count."""
    flash.say(
        request, _("%(name)s counts from its first day on.") % {"name": start_promotion(actor, key).name}
    )
    return HttpResponseRedirect(here(request, "promotion", key))


def end(request: Request, actor: Actor, key: str) -> HttpResponse:
    """Let it count no more."""
    flash.say(request, _("%(name)s has ended.") % {"name": end_promotion(actor, key).name})
    return HttpResponseRedirect(here(request, "promotion", key))


def make_codes(request: Request, actor: Actor, key: str) -> HttpResponse:
    """Make many codes, or the one word."""
    given = request.POST
    number = given.get("count", "1").strip()
    made = make_coupons(
        actor,
        key,
        count=int(number) if number.isdecimal() and len(number) < 9 else 0,
        word=given.get("word", ""),
        most_uses=int(number) if number.isdecimal() and len(number) < 9 else 0,
        batch=given.get("batch", ""),
    )
    flash.say(request, _("Codes made: %(count)s.") % {"count": len(made)})
    return HttpResponseRedirect(here(request, "promotion", key))


def codes_file(request: Request, actor: Actor, key: str) -> HttpResponse:
    """All codes of a promotion with their uses, for a spreadsheet."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    sheet = csv.writer(answer)
    sheet.writerow([_("Code"), _("Batch"), _("May be used"), _("Used")])
    sheet.writerows([each.code, each.batch, each.most_uses, each.uses] for each in all_coupons(actor, key))
    return answer
