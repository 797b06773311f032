"""Everything that happened in the market, latest first."""

from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.timeline import latest_events
from dinghuo.web.shared.event_kinds import kind_choices, kind_words
from dinghuo.web.shared.event_words import who_words
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="operator", permission="organisations.see_people")
def audit(request: Request, actor: Actor) -> HttpResponse:
    """A page of events, narrowed by kind or document number."""
    listing = Listing.of(request, filters={"kind": []})
    page = latest_events(actor, kind=listing["kind"], number=listing.search, after=listing.after or None)
    context = {
        "listing": listing,
        "page": page,
        "events": [(event, kind_words(event.kind), who_words(event)) for event in page.items],
        "kinds": sorted(kind_choices(), key=lambda choice: choice[1]),
    }
    return render(request, "operator/audit.html", context)
