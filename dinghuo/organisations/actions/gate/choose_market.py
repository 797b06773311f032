"""Enters one of several markets, after the password was right in each."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.steps.choices import market_of_choice, person_of_choice
from dinghuo.organisations.steps.enter_market import enter_market


def choose_market(actor: Actor, token: str, ip: str, user_agent: str = "") -> str:
    """Open a session in the market of a token that `sign_in` gave; returns its cookie.

    Raises ChoiceExpired after five minutes or when the password has changed, and NoEntry as `sign_in` does.
    """
    require(actor, "organisations.choose_market")
    with acting(Actor.system(market_of_choice(token), "gate")):
        person, membership_id = person_of_choice(token)
        return enter_market(person, membership_id, ip, user_agent)
