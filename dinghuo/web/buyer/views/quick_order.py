"""Quick order: codes and quantities typed or pasted, read line by line, with every doubt shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.catalogue.queries.recognise import recognise
from dinghuo.foundation.actor import Actor
from dinghuo.integration.actions.read_order_lines import read_order_lines
from dinghuo.ordering.actions.fill_cart import Filled, fill_cart
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.queries.freight_words import freight_near
from dinghuo.ordering.queries.near_freight import LineRequest, near_freight
from dinghuo.ordering.queries.shelf import on_shelf
from dinghuo.ordering.queries.small_fees import line_fee
from dinghuo.promotions.queries.words import near_words
from dinghuo.web.buyer.kit_words import say_rechosen
from dinghuo.web.buyer.pasted import PastedLine, pasted_lines
from dinghuo.web.buyer.shelf_view import Goods, goods_of
from dinghuo.web.buyer.typed import TypedLine, goods_value, typed_lines
from dinghuo.web.shared import flash
from dinghuo.web.shared.fee_words import told_fees
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@dataclass(frozen=True)
class ReadLine:
    """A pasted line and what it may mean. `doubt` says what isn't clear: which, unknown, unit, quantity or nothing."""

    pasted: PastedLine
    goods: Goods | None
    choices: Sequence[tuple[str, str]]
    units: Sequence[str]
    unit: str
    doubt: str

    @property
    def quantity(self) -> Decimal | str:
        """What stands in the stepper."""
        return self.pasted.quantity if self.pasted.quantity is not None else ""


@screen(door="buyer", permission=PLACE, methods=["GET", "POST"])
def quick_order(request: Request, actor: Actor) -> HttpResponse:
    """The field to paste into; what was read of it; and what is added to the cart."""
    if request.method == "POST" and "add" in request.POST:
        return _add(request, actor)
    text = request.POST.get("lines", request.GET.get("lines", ""))
    # A file that was refused comes back here as if asked for by GET.
    if request.method == "POST" and (brought := request.FILES.get("file")):
        text = "\n".join(filter(None, [text.strip(), *read_order_lines(actor, brought)]))
    pasted = pasted_lines(text[:100_000])
    return _page(request, actor, text, _read(request, actor, pasted))


def _page(request: Request, actor: Actor, text: str, lines: Sequence[ReadLine]) -> HttpResponse:
    fees = told_fees(_fees(lines, request.storefront.currency), request.storefront.currency)
    context = {
        "fees": fees,
        "fee": sum((fee.amount for fee in fees), Decimal(0)),
        "text": text,
        "form": Form.of(request, {}),
        "lines": lines,
        "sure": [line for line in lines if not line.doubt],
        "doubtful": [line for line in lines if line.doubt],
        "free_from": _free_from(request, actor, [line for line in lines if not line.doubt]),
    }
    return render(request, "buyer/quick_order/page.html", context)


def _free_from(request: Request, actor: Actor, sure: Sequence[ReadLine]) -> list[str]:
    """What the cart would still lack to be sent for nothing, with these lines in it."""
    storefront = request.storefront
    wanted = [
        LineRequest(line.goods.item.sku, line.pasted.quantity, line.unit or None, line.goods.seller)
        for line in sure
        if line.goods and line.pasted.quantity
    ]
    found = near_freight(actor, storefront.id, storefront.currency, wanted)
    if found is None:
        return []
    sheet, terms = found
    names = {share.seller_id: str(share) for share in sheet.shares}
    return [
        freight_near(gap, sheet.currency, names[gap.seller_id] if gap.seller_id and len(names) > 1 else "")
        for gap in terms.freight_gaps
    ] + [near_words(each, sheet.currency) for each in sheet.discounts.near if each.offer.coupon is None]


def _fees(lines: Sequence[ReadLine], currency: str) -> list[dict[str, Any]]:
    """What the lines that are understood cost more for being small, each by itself, as they would be kept with an
    order."""
    kept: list[dict[str, Any]] = []
    for line in lines:
        one, number = line.goods, line.pasted.quantity
        if line.doubt or one is None or one.offer is None or number is None:
            continue
        base = number * (one.item.factor(line.unit) or Decimal(1))
        kept += line_fee(one.offer, one.item.sku, one.item.unit, base, currency)
    return kept


def _read(request: Request, actor: Actor, pasted: Sequence[PastedLine]) -> list[ReadLine]:
    if not pasted:
        return []
    storefront = request.storefront
    found = recognise(actor, storefront.id, [line.goods for line in pasted])
    known = {item.variant_id: item for each in found.values() for item in each.items}
    shelf = on_shelf(actor, storefront, actor.organisation_id, list(known.values()))
    goods = {one.item.variant_id: one for one in goods_of(shelf, None) if one.offer}
    lines = []
    for line in pasted:
        answer = found.get(line.goods)
        candidates = (
            [goods[item.variant_id] for item in answer.items if item.variant_id in goods] if answer else []
        )
        sure = bool(answer and answer.sure and len(candidates) == 1)
        lines.append(_line(line, candidates, sure, answer.unit if answer else ""))
    return lines


def _line(pasted: PastedLine, candidates: Sequence[Goods], sure: bool, pack: str) -> ReadLine:
    units = list(dict.fromkeys(unit for one in candidates for unit in (one.units or [one.item.unit])))
    usual = pack or (candidates[0].item.default_unit if candidates else "")
    unit = pasted.unit if pasted.unit in units else usual
    doubt = ""
    if not candidates:
        doubt = "unknown"
    elif not sure:
        doubt = "which"
    elif pasted.unit and pasted.unit not in units:
        doubt = "unit"
    elif not pasted.quantity:
        doubt = "quantity"
    choices = [
        (goods_value(one.item.sku, one.seller, unit), f"{one.name}  {one.item.sku}") for one in candidates
    ]
    return ReadLine(pasted, candidates[0] if sure else None, choices, units, unit, doubt)


def _add(request: Request, actor: Actor) -> HttpResponse:
    texts = request.POST.getlist("text")
    lines = typed_lines(request.POST)
    chosen = [line for line in lines if line.sku and line.quantity]
    wanted = [line.request for line in chosen]
    filled = fill_cart(actor, request.storefront.id, wanted) if wanted else Filled()
    refused = {(each.sku, each.unit) for each in filled.unknown}
    open_texts = [
        text
        for line, text in zip(lines, texts, strict=False)
        if not _is_added(line, refused) and line.text != "0"
    ]
    added = len(chosen) - len(filled.unknown)
    if added:
        words = ngettext("%(count)s line is in the cart.", "%(count)s lines are in the cart.", added)
        flash.say(request, words % {"count": added})
    say_rechosen(request, filled.rechosen)
    if not open_texts:
        return HttpResponseRedirect(reverse("buyer:cart"))
    if added:
        flash.warn(request, _("Some lines are still open."))
    text = "\n".join(open_texts)
    return _page(request, actor, text, _read(request, actor, pasted_lines(text)))


def _is_added(line: TypedLine, refused: set) -> bool:
    return bool(line.sku and line.quantity) and (line.sku, line.unit or None) not in refused
