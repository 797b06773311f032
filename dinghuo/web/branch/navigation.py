"""The places of the branch's door."""

from dataclasses import replace

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import allows
from dinghuo.web.selling.navigation import item, selling_navigation
from dinghuo.web.shared.navigation import Navigation
from dinghuo.web.shared.session import Request


def navigation(request: Request) -> Navigation:
    """What this reader may go to: what every seller has, and the customers."""
    shared = selling_navigation(request)
    if request.actor is None or not allows(request.actor, "organisations.see_customers"):
        return shared
    first, *others = shared.groups
    customers = item(request, _("Customers"), "customers", "store")
    return replace(shared, groups=[replace(first, items=[*first.items, customers]), *others])
