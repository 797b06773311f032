"""Brings a market that stands up to the release that has just been installed."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.steps.refresh_roles import refresh_roles


def refresh_market(actor: Actor) -> int:
    """Give the market's roles what their presets have gained; returns how many permissions were added.

    Run as the system by whoever migrates, for each market.
    """
    require(actor, "organisations.refresh_market")
    with acting(actor):
        return refresh_roles(actor.market_id)
