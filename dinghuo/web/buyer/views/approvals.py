"""Orders that wait for approval: the facts in sight, and one tap to approve."""

from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.finance.queries.credit_for import credit_for
from dinghuo.foundation.actor import Actor, allows
from dinghuo.ordering.permissions import APPROVE, VIEW
from dinghuo.ordering.queries.to_approve import orders_to_approve
from dinghuo.web.buyer.approving import waiting_of
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="buyer", permission=VIEW)
def approvals(request: Request, actor: Actor) -> HttpResponse:
    """What waits for the reader first, then what waits for others."""
    waiting = [waiting_of(actor, order) for order in orders_to_approve(actor)]
    waiting.sort(key=lambda each: bool(each.hurdle))
    credit = credit_for(actor, actor.organisation_id) if actor.organisation_id else []
    context = {
        "waiting": waiting,
        "credit": credit,
        "approves": allows(actor, APPROVE),
        "form": Form.of(request),
    }
    return render(request, "buyer/approvals/page.html", context)
