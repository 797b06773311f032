"""Going on for another of one's own companies."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.actions.account.switch_membership import switch_membership
from dinghuo.organisations.queries.people import own_memberships
from dinghuo.web.shared.screen import home_of, screen
from dinghuo.web.shared.session import Request, session_id


@screen(methods=["GET", "POST"])
def switch(request: Request, actor: Actor) -> HttpResponse:
    """The companies one may act for, and the choice of one."""
    session = session_id(request)
    if request.method == "POST" and session is not None:
        try:
            membership = UUID(request.POST.get("membership", ""))
        except ValueError:
            raise NotFound("membership") from None
        return HttpResponseRedirect(home_of(switch_membership(actor, session, membership)))
    return render(request, "gate/switch.html", {"memberships": own_memberships(actor)})
