"""News for a person: the list, and putting them away."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.actions.account.mark_notifications_read import mark_notifications_read
from dinghuo.organisations.queries.notifications import notification
from dinghuo.reactions.queries.news import news
from dinghuo.web.gate.frame import frame_of
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.screen import safe_next, screen
from dinghuo.web.shared.session import Request


@screen()
def notifications(request: Request, actor: Actor) -> HttpResponse:
    """The latest news first; all, or the unread ones."""
    listing = Listing.of(request, filters={"show": ["unread"]})
    page = news(actor, unread_only=bool(listing["show"]), after=listing.after or None)
    return render(
        request, "gate/notifications.html", {"frame": frame_of(request), "page": page, "listing": listing}
    )


@screen()
def open_notification(request: Request, actor: Actor, notification_id: UUID) -> HttpResponse:
    """Go to what a piece of news is about; it counts as read from then on."""
    found = notification(actor, notification_id)
    mark_notifications_read(actor, [found.id])
    return HttpResponseRedirect(safe_next(request, found.link) or reverse("gate:notifications"))


@screen(methods=["POST"])
def read_all(request: Request, actor: Actor) -> HttpResponse:
    """Put everything away."""
    mark_notifications_read(actor)
    return HttpResponseRedirect(reverse("gate:notifications"))
