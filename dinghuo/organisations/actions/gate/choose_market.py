"""Enters one of several markets, after the password was right in each."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.gate.sign_in import Entrance
from dinghuo.organisations.steps.choices import market_of_choice, person_of_choice
from dinghuo.organisations.steps.pass_on import pass_on


def choose_market(actor: Actor, token: str, ip: str, user_agent: str = "") -> Entrance:
    """Open a session in the market of a token that `sign_in` gave, or ask for the code of the authenticator app first.

    Raises ChoiceExpired after five minutes or when the password has changed, and NoEntry as `sign_in` does.
    """
    require(actor, "organisations.choose_market")
    with acting(Actor.system(market_of_choice(token), "gate")):
        person, membership_id = person_of_choice(token)
        passage = pass_on(person, membership_id, ip, user_agent)
        return Entrance(passage.cookie, passage.proof)
