"""The development inbox: text messages and e-mails that left the program, on a machine where nobody receives them."""

from itertools import chain

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.outbound import latest_messages
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.queries.gate import markets_in_reach
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.web.shared.screen import gate_screen
from dinghuo.web.shared.session import Request

SHOWN = 50


@gate_screen("GET")
def inbox(request: Request, actor: Actor) -> HttpResponse:
    """The latest messages of every market. There is no such page where settings.DEV_INBOX is off, as in production."""
    if not settings.DEV_INBOX:
        raise NotFound("inbox")
    with gate():
        markets = markets_in_reach(visitor())
    found = []
    for market in markets:
        with acting(Actor.system(market.id, "inbox")):
            found.append([(market, message) for message in latest_messages(market.id, SHOWN)])
    rows = sorted(chain.from_iterable(found), key=lambda row: row[1].at, reverse=True)
    return render(request, "gate/inbox.html", {"rows": rows[:SHOWN]})
