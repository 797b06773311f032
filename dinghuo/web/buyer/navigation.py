"""The storefront's places: one list for the bar, the line under it, and the thumb."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dinghuo.foundation.actor import Actor, allows
from dinghuo.ordering.permissions import APPROVE, PLACE, VIEW
from dinghuo.ordering.queries.cart import cart_count
from dinghuo.ordering.queries.orders import OrderFilter, count_orders
from dinghuo.web.shared.account import account_items, notices_item
from dinghuo.web.shared.navigation import NavGroup, Navigation, NavItem, current
from dinghuo.web.shared.session import Request


def navigation(request: Request) -> Navigation:
    """What this reader may go to; guests see the goods and the way in."""
    goods = _item(request, _("All goods"), "goods", "layout-grid", short=pgettext("thumb bar", "Goods"))
    home = _item(request, _("Home"), "home", "house", short=pgettext("thumb bar", "Home"))
    search, words = reverse("buyer:goods"), _("Code, name, pinyin")
    actor = request.actor
    if actor is None or actor.organisation_id is None:
        sign_in = NavItem(_("Sign in"), reverse("gate:sign_in"), "log-in", thumb=True)
        return Navigation(
            groups=[NavGroup([home, goods, sign_in])],
            search=search,
            search_words=words,
            suggestions=reverse("buyer:suggestions"),
        )
    return Navigation(
        groups=[NavGroup(_places(request, actor, home, goods))],
        cart=_cart(request, actor),
        notices=notices_item(request),
        person=account_items(request),
        search=search,
        search_words=words,
        suggestions=reverse("buyer:suggestions"),
    )


def _places(request: Request, actor: Actor, home: NavItem, goods: NavItem) -> list[NavItem]:
    places = [home, goods]
    to_approve = 0
    if allows(actor, APPROVE):
        to_approve = count_orders(actor, OrderFilter(side="buyer", need="approve"))
    if allows(actor, PLACE):
        # The thumb bar holds five: who has something to approve needs that more than typing codes.
        quick = _("Quick order"), "quick_order", "clipboard-paste"
        places.append(_item(request, *quick, thumb=not to_approve, short=pgettext("thumb bar", "Quick")))
    if allows(actor, VIEW):
        places.append(
            _item(request, _("Orders"), "orders", "clipboard-list", short=pgettext("thumb bar", "Orders"))
        )
    if allows(actor, APPROVE):
        counted = {"count": to_approve or None, "needs_you": True, "thumb": bool(to_approve)}
        places.append(
            _item(
                request,
                _("Approvals"),
                "approvals",
                "clipboard-check",
                short=pgettext("thumb bar", "Approve"),
                **counted,
            )
        )
    places.append(_item(request, _("Account"), "account", "wallet", short=pgettext("thumb bar", "Account")))
    return places


def _item(request: Request, label: str, name: str, icon: str, **more: Any) -> NavItem:
    href = reverse(f"buyer:{name}")
    exact = name == "home"
    return NavItem(
        label, href, icon, **{"thumb": True, "current": current(request, href, exact=exact), **more}
    )


def _cart(request: Request, actor: Actor) -> NavItem | None:
    if not allows(actor, PLACE) or request.storefront is None:
        return None
    count = cart_count(actor, request.storefront.id)
    return NavItem(_("Cart"), reverse("buyer:cart"), "shopping-cart", count=count or None)
