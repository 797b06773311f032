"""Stands for somebody who hasn't signed in: the visitor at the gate, and the guest who looks around."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.models import Storefront
from dinghuo.organisations.models.sign_in_attempt import GATE
from dinghuo.organisations.permissions import AT_THE_GATE
from dinghuo.organisations.states import GuestPolicy

#: What a guest may see, by the storefront's policy.
OF_GUESTS = {
    GuestPolicy.NOTHING: (),
    GuestPolicy.GOODS: ("catalogue.see_products",),
    GuestPolicy.PRICES: ("catalogue.see_products", "pricing.see_prices"),
}


def visitor(market_id: UUID | None = None, language: str = "en", time_zone: str = "UTC") -> Actor:
    """The actor at the gate: belongs to no organisation, may sign in and register, nothing else.

    Without a market (the host doesn't say which) it is an actor of the gate's own pseudo market, whose rows are
    nobody's business: it can write down its tries there and nothing anywhere else.
    """
    return Actor(
        market_id=market_id or GATE,
        person_name="visitor",
        grants=dict.fromkeys(AT_THE_GATE),
        language=language,
        time_zone=time_zone,
    )


def guest(storefront: Storefront, language: str, time_zone: str) -> Actor:
    """The actor of somebody who looks around a storefront: sees what its policy shows to guests."""
    seen = OF_GUESTS[GuestPolicy(storefront.guest_policy)]
    return Actor(
        market_id=storefront.market_id,
        person_name="guest",
        grants=dict.fromkeys(AT_THE_GATE | frozenset(seen)),
        language=language,
        time_zone=time_zone,
    )
