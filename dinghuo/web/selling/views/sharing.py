"""Answering several orders at once: who gets how much of what is too little for all of them, and why."""

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Invalid
from dinghuo.inventory.permissions import SET_SHARING_RULE
from dinghuo.ordering.actions.confirm_orders import MOST_ORDERS, Answered, confirm_orders
from dinghuo.ordering.actions.preview_shares import preview_shares
from dinghuo.ordering.permissions import REALLOCATE
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.sharing_form import (
    beside,
    has_changed,
    read_shares,
    sharing_address,
    shown_articles,
    stored_shares,
)
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


def sharing(request: Request, actor: Actor) -> HttpResponse:
    """Who would get what if the chosen orders were answered now; posted, they are."""
    numbers = chosen(request)
    if not numbers:
        return HttpResponseRedirect(f"{here(request, 'orders')}?need=answer")
    preview = preview_shares(actor, numbers)
    pictures = picture_addresses(actor, [article.line.variant_id for article in preview.articles])
    articles = shown_articles(preview, pictures)
    if request.method == "POST":
        if has_changed(request.POST, articles):
            flash.warn(request, _("What there is to share has changed just now. Look at it again."))
            return HttpResponseRedirect(sharing_address(request, numbers))
        decided = read_shares(request.POST, articles)
        try:
            answered = confirm_orders(actor, numbers, decided, request.POST.get("why", "")[:200])
        except Invalid as invalid:
            raise Invalid([beside(fault, decided) for fault in invalid.faults]) from invalid
        tell(request, answered)
        return HttpResponseRedirect(f"{here(request, 'orders')}?need=answer")
    context = {
        "articles": articles,
        "numbers": [number for number in numbers if number not in preview.refused],
        "left": [number for number in numbers if number in preview.refused],
        "orders": preview.orders,
        "form": Form.of(request, stored_shares(articles)),
        "may_decide": allows(actor, REALLOCATE),
        "may_share": allows(actor, SET_SHARING_RULE),
        "trail": [(f"{here(request, 'orders')}?need=answer", _("Orders")), ("", _("Share out"))],
    }
    return render(request, "selling/orders/sharing.html", context)


def chosen(request: Request) -> list[str]:
    """The orders that were chosen, each once, as many as may be answered in one go."""
    given = request.POST.getlist("chosen") or request.GET.getlist("chosen")
    return list(dict.fromkeys(given))[:MOST_ORDERS]


def tell(request: Request, answered: Sequence[Answered]) -> None:
    """Say how many are confirmed, and name those that aren't."""
    done = sum(1 for each in answered if each.order is not None)
    left = [each.number for each in answered if each.order is None]
    if done:
        words = ngettext("%(count)s order is confirmed.", "%(count)s orders are confirmed.", done)
        flash.say(request, words % {"count": done})
    if left:
        told = {"orders": ", ".join(left)}
        flash.warn(request, _("Not confirmed, look at them one by one: %(orders)s") % told)
