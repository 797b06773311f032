"""What is proposed for goods that run out soon, made a change of prices to look at and publish."""

from datetime import datetime, time, timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.queries.expiring import expiring_lot
from dinghuo.pricing.actions.drafts.draft_markdown import draft_markdown
from dinghuo.pricing.queries.price_lists import price_lists
from dinghuo.web.selling.doors import here
from dinghuo.web.shared import flash
from dinghuo.web.shared.session import Request


def mark_down(request: Request, actor: Actor) -> HttpResponse:
    """Prepare the proposed price of a lot's article on each base list, until the lot's last day; nothing counts before
    it is published."""
    found = expiring_lot(actor, request.POST.get("sku", ""), request.POST.get("lot", ""))
    line, day, percent = found.line, found.line.expires, found.markdown
    if day is None or percent is None or line.recalled:
        told = _("Nothing is proposed for this lot: it keeps long enough, is past its day, or recalled.")
        raise Invalid([Fault("lot", "not-proposed", told)])
    until = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    facts = {"sku": line.sku, "percent": plain(percent), "day": day.isoformat()}
    name = _("%(sku)s: %(percent)s %% off until %(day)s") % facts
    made = []
    for each in price_lists(actor, actor.organisation_id, kind="base"):
        try:
            made.append(draft_markdown(actor, each.key, name[:120], line.sku, percent, until).number)
        except Invalid as wrong:
            # A list that has no price of it has nothing to take off.
            if any(fault.code != "nothing" for fault in wrong.faults):
                raise
    if not made:
        told = _("No base price list has a price of %(sku)s. Give it one first.")
        raise Invalid([Fault("sku", "no-price", told % {"sku": line.sku})])
    flash.say(request, _("Look through it, and publish it: no price has changed yet. It is for all lots."))
    if len(made) > 1:
        return HttpResponseRedirect(here(request, "price_drafts"))
    return HttpResponseRedirect(here(request, "price_draft", made[0]))
