"""What every door's head offers a person: news under the bell, and the places that are their own."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.fields import translated
from dinghuo.web.shared.navigation import NavItem, current
from dinghuo.web.shared.session import Request


def notices_item(request: Request) -> NavItem | None:
    """The bell with the number of unread news; None for guests."""
    seen = request.visit.signed_in
    if seen is None:
        return None
    return NavItem(
        _("Notifications"),
        reverse("gate:notifications"),
        "bell",
        count=seen.unread,
        needs_you=bool(seen.unread),
    )


def house_name(request: Request) -> str:
    """What the company one acts for is called in the reader's language; empty for guests."""
    seen = request.visit.signed_in
    return translated(seen.actor.organisation_name, seen.organisation_names) if seen else ""


def account_items(request: Request) -> list[NavItem]:
    """The entries of the person's menu."""
    seen = request.visit.signed_in
    if seen is None:
        return [_item(request, _("Sign in"), "gate:sign_in", "log-in")]
    places = [
        _item(request, _("Your account"), "gate:account", "user"),
        _item(request, _("Devices"), "gate:devices", "monitor"),
    ]
    if seen.memberships > 1:
        places.insert(0, _item(request, _("Switch company"), "gate:switch", "building-2"))
    return places


def _item(request: Request, words: str, route: str, icon: str) -> NavItem:
    address = reverse(route)
    return NavItem(words, address, icon, current=current(request, address, exact=True))
