"""The buyer's level: what it is good for, how it was come by, and what lacks to the next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.billing.queries.level_standing import own_level
from dinghuo.foundation.actor import Actor
from dinghuo.pricing.queries.lists_of_levels import lists_of_levels
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="buyer", permission="billing.see_statements")
def level(request: Request, actor: Actor) -> HttpResponse:
    """Where the company stands, the ladder, and its history."""
    own = own_level(actor)
    priced = lists_of_levels(actor)
    context = {
        "own": own,
        "ladder": [(each, each.benefits(), each.level.id in priced) for each in own.terms],
        "full": own.bought + own.lacks,
        "trail": [(reverse("buyer:account"), _("Account")), ("", _("Level"))],
    }
    return render(request, "buyer/level/page.html", context)
